/** What surrounds every screen: name, language, locking, leaving, and the question after silence. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { changeLanguage, language, t, type Language } from '../i18n/words.ts';
import { hrefOf, place } from '../router.ts';
import { asking, stillHere } from '../session/idle.ts';
import { pausedBy } from '../session/paused.ts';
import { isParticipant, leaveQuickly, lock, signOut, standing } from '../session/session.ts';
import { Button, Buttons } from './buttons.tsx';

const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'cy', name: 'Cymraeg' },
];

function isStaff(): boolean {
  const now = standing.value;
  return now.at === 'in' && !isParticipant(now.me);
}

/** Somebody in a case, whose choices can be changed from every page. */
function hasChoices(): boolean {
  const now = standing.value;
  return now.at === 'in' && now.recovered === null && now.me.state === 'certified' && isParticipant(now.me);
}

function hasPaused(): boolean {
  const now = standing.value;
  return now.at === 'in' && pausedBy.value === now.me.person;
}

function Languages() {
  return (
    <nav aria-label={t('language')}>
      <ul class="gb-languages">
        {LANGUAGES.map(({ code, name }) => (
          <li key={code}>
            <button
              type="button"
              class="gb-text-button"
              lang={code}
              aria-current={language() === code ? 'true' : undefined}
              onClick={() => void changeLanguage(code)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Header() {
  const signedIn = standing.value.at === 'in';
  return (
    <header class="gb-header">
      <div class="govuk-width-container gb-header__inner">
        <a class="gb-header__name" href={hrefOf('/')}>
          {t('service-name')}
        </a>
        <Languages />
        {signedIn && (
          <nav class="gb-header__account" aria-label={t('your-account')}>
            {hasChoices() && (
              <a class="gb-text-button" href={hrefOf('/choices')} aria-current={place.value[0] === 'choices' ? 'page' : undefined}>
                {t('your-choices')}
              </a>
            )}
            <a class="gb-text-button" href={hrefOf('/settings')} aria-current={place.value[0] === 'settings' ? 'page' : undefined}>
              {t('settings')}
            </a>
            <button type="button" class="gb-text-button" onClick={() => void lock()}>
              {t('lock')}
            </button>
            <button type="button" class="gb-text-button" onClick={() => void signOut()}>
              {t('sign-out')}
            </button>
          </nav>
        )}
      </div>
    </header>
  );
}

function LeaveQuickly() {
  return (
    <div class="gb-leave">
      <div class="govuk-width-container gb-leave__corner">
        <button type="button" class="govuk-button govuk-button--warning" onClick={leaveQuickly}>
          {t('leave-quickly')}
        </button>
      </div>
    </div>
  );
}

function StillThere() {
  const box = useRef<HTMLDialogElement>(null);
  const open = asking.value;
  useEffect(() => {
    if (open) box.current?.showModal();
    else box.current?.close();
  }, [open]);
  return (
    <dialog class="gb-dialog" ref={box} aria-labelledby="still-there" onCancel={stillHere}>
      {open && (
        <>
          <h2 class="govuk-heading-m" id="still-there">
            {t('still-there-title')}
          </h2>
          <p class="govuk-body">{t('still-there-what')}</p>
          <Buttons>
            <Button onPress={stillHere}>{t('still-there-stay')}</Button>
            <Button look="quiet" onPress={() => void lock()}>
              {t('still-there-lock')}
            </Button>
            {!isStaff() && (
              <Button look="careful" onPress={leaveQuickly}>
                {t('leave-quickly')}
              </Button>
            )}
          </Buttons>
        </>
      )}
    </dialog>
  );
}

export function Shell({ children }: { readonly children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <a
        class="govuk-skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip-to-content')}
      </a>
      <Header />
      <div class="gb-middle">
        {!isStaff() && <LeaveQuickly />}
        <main id="main" class="govuk-width-container gb-main" tabIndex={-1} ref={main} key={place.value.join('/')}>
          {children}
        </main>
      </div>
      <footer class="gb-footer">
        <div class="govuk-width-container">
          {hasChoices() && (
            <div class="gb-footer__stop">
              <p>{t('stop-any-time')}</p>
              <p class="gb-footer__links">
                <a class="govuk-link" href={hrefOf('/pause')}>
                  {t(hasPaused() ? 'paused-link' : 'pause-link')}
                </a>
                <a class="govuk-link" href={hrefOf('/choices/take-part/any/back')}>
                  {t('stop-link')}
                </a>
              </p>
            </div>
          )}
          <p>{t('footer')}</p>
        </div>
      </footer>
      <StillThere />
    </>
  );
}

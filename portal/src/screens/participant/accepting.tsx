/** "Something has arrived. Now, later, or with someone?" Nothing opens before an answer, and none is owed. */
import { useState } from 'preact/hooks';
import { caseById, groundOf } from '../../api/cases.ts';
import * as api from '../../api/items.ts';
import { notes, storeNote } from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Facts } from '../../ui/lists.tsx';
import { failedCheck, NothingShown, pageTitle } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { isRead } from '../item-kinds.ts';
import { ChooseTime } from './choose-time.tsx';
import { Declining } from './declining.tsx';
import { isHandedOver, type Window } from '../accepted.ts';
import { ChooseHow, type How } from './how.tsx';
import { useTold } from './told.ts';
import { fromNow } from './window.ts';

type When = 'now' | 'later' | 'with-someone' | 'no';
type Step = 'when' | 'time' | 'how' | 'check' | 'no';

interface AcceptFacts {
  readonly me: Me;
  readonly item: Item;
  readonly onAccepted: () => void;
}

/** For the team alone: who will be there. Said before the acceptance, so that it is never missing. */
async function nameSupporter(item: Item, text: string): Promise<void> {
  const [found, shown] = await Promise.all([caseById(item.case), notes(item.case)]);
  const about = { case: item.case, subject: item.item, field: 'supporter', text };
  const made = await vault().do.writeNote({ ...about, by: 'recipient', ground: groundOf(found), notes: shown });
  await storePins(made.pinsMoved);
  await storeNote(item.case, made);
}

async function acceptFor(item: Item, window: Window, { medium, supporter }: How): Promise<void> {
  const papers = await api.evidence(item.item);
  const offered = await vault().do.verifyOffer({
    evidence: papers,
    item: item.item,
    case: item.case,
    kind: item.kind,
  });
  await storePins(offered.pinsMoved);
  if (supporter !== '') await nameSupporter(item, supporter);
  const { acceptance } = await vault().do.accept({ handle: offered.handle, medium, ...window });
  await api.accept(item.item, acceptance);
}

export function Accepting({ me, item, onAccepted }: AcceptFacts) {
  const told = useTold(me);
  const [when, setWhen] = useState<When | null>(null);
  const [step, setStep] = useState<Step>('when');
  const [how, setHow] = useState<How | null>(null);
  const [chosen, setChosen] = useState<Window | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});

  const go = (): void => {
    setMistakes(when === null ? { when: t('when-missing') } : {});
    if (when === null) return;
    if (when === 'now') setChosen(null);
    setStep(when === 'no' ? 'no' : when === 'now' ? 'how' : 'time');
  };

  if (step === 'no') return <Declining item={item} onBack={() => setStep('when')} onDone={onAccepted} />;
  if (step === 'time') {
    return (
      <ChooseTime
        withSomeone={when === 'with-someone'}
        onBack={() => setStep('when')}
        onChosen={(window) => {
          setChosen(window);
          setStep('how');
        }}
      />
    );
  }
  if (step === 'how') {
    return (
      <ChooseHow
        item={item}
        withSomeone={when === 'with-someone'}
        how={how}
        onBack={() => setStep(chosen === null ? 'when' : 'time')}
        onChosen={(found) => {
          setHow(found);
          setStep('check');
        }}
      />
    );
  }
  if (step === 'check' && how !== null) {
    return <Check item={item} chosen={chosen} how={how} onBack={() => setStep('how')} onAccepted={onAccepted} />;
  }
  return (
    <div class="gb-interruption">
      <Screen title={t('arrived-question')}>
        <ErrorSummary mistakes={mistakes} />
        <Lead says={isRead(item) ? 'arrived-letter' : 'arrived-recording'} />
        <P says="arrived-no-hurry" />
        {told !== null && <P says={`arrived-told-${told}`} />}
        <Form onSend={go}>
          <Radios
            id="when"
            question={t('when-question')}
            error={mistakes['when']}
            value={when}
            onValue={setWhen}
            choices={[
              { value: 'now', label: t('when-now'), hint: t('when-now-hint') },
              { value: 'later', label: t('when-later'), hint: t('when-later-hint') },
              { value: 'with-someone', label: t('when-with'), hint: t('when-with-hint') },
              { value: 'no', label: t('when-no'), hint: t('when-no-hint') },
            ]}
          />
          <Buttons>
            <Button submits>{t('continue')}</Button>
            <ButtonLink to="/" look="quiet">
              {t('leave-for-now')}
            </ButtonLink>
          </Buttons>
        </Form>
      </Screen>
    </div>
  );
}

interface CheckFacts {
  readonly item: Item;
  /** null: from now on. */
  readonly chosen: Window | null;
  readonly how: How;
  readonly onBack: () => void;
  readonly onAccepted: () => void;
}

function Check({ item, chosen, how, onBack, onAccepted }: CheckFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const letter = isRead(item);

  const send = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await acceptFor(item, chosen ?? fromNow(), how);
      onAccepted();
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  if (failedCheck(problem)) {
    return (
      <Screen title={pageTitle(problem)} back="/">
        <NothingShown problem={problem} />
      </Screen>
    );
  }
  return (
    <Screen title={t('accept-title')} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts
        facts={[
          { name: t('accept-what'), value: t(letter ? 'a-letter' : 'a-recording') },
          {
            name: t('accept-when'),
            value:
              chosen === null
                ? t('accept-from-now')
                : t('accept-between', {
                    from: dayAndTime(chosen.from),
                    until: dayAndTime(chosen.until),
                  }),
          },
          { name: t('accept-how'), value: t(`how-${how.medium}`) },
          ...(how.supporter === '' ? [] : [{ name: t('accept-supporter'), value: <bdi>{how.supporter}</bdi> }]),
        ]}
      />
      <P says={isHandedOver(how.medium) ? 'accept-means-handed' : 'accept-means'} />
      {working && (
        <p class="govuk-body" role="status">
          {t('one-moment')}
        </p>
      )}
      <Buttons>
        <Button disabled={working} onPress={() => void send()}>
          {t('accept-yes')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t('leave-for-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

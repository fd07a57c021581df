/** The ways of covering a letter whole: passing every line, or saying of every paragraph that it was read. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { charactersIn, CoveredLetter, showFirstUnseen } from '../../ui/letter.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { SpokenLetter } from '../../ui/spoken-letter.tsx';
import { LookAtThese, useMarks } from '../../ui/look-at-these.tsx';
import { Progress, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { lookFor, NOTHING_TO_LOOK_FOR } from './looking.ts';

interface ReadFacts {
  readonly text: string;
  readonly lang: string;
  readonly inCase: string;
  /** From an earlier look, where the person came back from deciding. */
  readonly already: Coverage | null;
  /** With all of it covered, or with less where there is no approving it; and how many places are marked. */
  readonly onDecide: (coverage: Coverage, marked: number) => void;
}

export function ReadLetter({ text, lang, inCase, already, onDecide }: ReadFacts) {
  const total = charactersIn(text);
  const [covered, setCovered] = useState(already?.covered ?? 0);
  const whole = covered >= total;
  const more = useFetched(() => lookFor(inCase), [inCase]).fetched;
  const marks = useMarks(text, more.is === 'here' ? more.value : NOTHING_TO_LOOK_FOR);
  const [spoken, setSpoken] = useState(false);
  const decide = (): void => onDecide({ unit: 'characters', covered, total }, marks.length);
  const cover = (now: number): void => setCovered((before) => Math.max(before, now));
  const Way = spoken ? SpokenLetter : CoveredLetter;
  return (
    <>
      <P says={spoken ? 'read-line-spoken' : 'read-line'} />
      <p class="govuk-body">
        <button type="button" class="gb-text-button gb-text-button--flush" onClick={() => setSpoken(!spoken)}>
          {t(spoken ? 'read-on-screen' : 'read-by-paragraph')}
        </button>
      </p>
      {/* A list that is not there would look like a letter in which nothing of it stands. */}
      {more.is === 'trouble' && <p class="govuk-inset-text">{t('look-lists-missing')}</p>}
      {more.is === 'here' && <LeftOut codes={more.value.leftOut} />}
      <LookAtThese marks={marks} />
      <Way text={text} lang={lang} marks={marks} onCovered={cover} />
      <Covered whole={whole} permille={total === 0 ? 1000 : (1000 * covered) / total} label={spoken ? 'read-covered-spoken' : 'read-covered'} />
      <Buttons>
        <Button disabled={!whole} describedBy="covered-line" onPress={decide}>
          {t('go-to-decision')}
        </Button>
        {!whole && !spoken && (
          <Button look="quiet" onPress={showFirstUnseen}>
            {t('show-unread')}
          </Button>
        )}
      </Buttons>
      {!whole && <DecideEarly onPress={decide} />}
    </>
  );
}

/** Danger does not wait for the end of a letter, and a broken recording has none. */
export function DecideEarly({ onPress }: { readonly onPress: () => void }) {
  return (
    <p class="govuk-body">
      <button type="button" class="gb-text-button gb-text-button--flush" onClick={onPress}>
        {t('decide-early')}
      </button>
    </p>
  );
}

interface CoveredFacts {
  readonly whole: boolean;
  readonly permille: number;
  readonly label: 'read-covered' | 'read-covered-spoken' | 'watch-covered' | 'unheard-covered' | 'pages-covered';
}

export function Covered({ whole, permille, label }: CoveredFacts) {
  return (
    <>
      <Progress label={t(label, { percent: Math.floor(permille / 10) })} permille={permille} />
      <p class="govuk-body" id="covered-line" role="status">
        {t(whole ? `${label}-whole` : `${label}-part`)}
      </p>
    </>
  );
}

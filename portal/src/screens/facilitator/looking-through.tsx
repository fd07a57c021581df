/** Covering paper whole: every page of it, from its top to its end, has been on screen. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import type { Opened } from '../../ui/opening.ts';
import { Pages } from '../../ui/pages.tsx';
import { P } from '../../ui/words.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { Covered, DecideEarly } from './reading.tsx';

interface LookFacts {
  readonly opened: Extract<Opened, { is: 'pages' }>;
  readonly lang: string;
  /** From an earlier look, where the person came back from deciding. */
  readonly already: Coverage | null;
  /** With all of it covered, or with less where there is no approving it. */
  readonly onDecide: (coverage: Coverage) => void;
}

export function LookThrough({ opened, lang, already, onDecide }: LookFacts) {
  const total = opened.pages.length;
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const [failure, setFailure] = useState<unknown>(null);
  // Which pages an earlier look covered is not kept, unless it was all of them.
  const covered = already?.covered === total ? total : seen.size;
  const whole = covered >= total;
  const decide = (): void => onDecide({ unit: 'pages', covered, total });
  if (failure !== null) {
    return (
      <>
        <NothingShown problem={failure} />
        <DecideEarly onPress={decide} />
      </>
    );
  }
  return (
    <>
      <P says="pages-line" with={{ pages: total }} />
      <Pages
        handle={opened.handle}
        pages={opened.pages}
        lang={lang}
        onFailure={setFailure}
        onSeen={(page) => setSeen((before) => new Set([...before, page]))}
      />
      <Covered whole={whole} permille={(1000 * covered) / total} label="pages-covered" />
      <Button disabled={!whole} describedBy="covered-line" onPress={decide}>
        {t('go-to-decision')}
      </Button>
      {!whole && <DecideEarly onPress={decide} />}
    </>
  );
}

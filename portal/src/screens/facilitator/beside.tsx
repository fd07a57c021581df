/**
 * Writing beside an item: at which place, what, and what stands there already. What earlier readers wrote
 * is closed at first, so that whoever reads has a view of their own before they see it.
 */
import { useState } from 'preact/hooks';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Input, Select, Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Said } from '../../ui/said.tsx';
import { useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { besides, placeName, timeOf, writeBeside, type BesideNote, type Places } from './beside.ts';

const LONGEST = 1000;
/** All of it fits into one sealed note, and into the words to an author, whatever the letters are. */
const LONGEST_TOGETHER = 3000;
const MOST = 12;

interface BesideFacts {
  readonly item: Item;
  readonly handle: string;
  readonly places: Places;
  /** What stands beside it now, whenever that is known anew. */
  readonly onKnown: (written: readonly BesideNote[]) => void;
}

export function Beside({ item, handle, places, onKnown }: BesideFacts) {
  const { fetched, again } = useFetched(async () => {
    const found = await besides(item);
    onKnown(found.written);
    return found;
  }, [item.item, item.version]);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const written = fetched.is === 'here' ? fetched.value.written : [];

  const store = async (now: readonly BesideNote[]): Promise<boolean> => {
    setProblem(null);
    setWorking(true);
    let stored = false;
    try {
      await writeBeside(item, handle, now);
      stored = true;
      setOpen(true);
    } catch (refusal) {
      setProblem(refusal);
    }
    again();
    setWorking(false);
    return stored;
  };

  if (fetched.is === 'trouble') return <NothingShown problem={fetched.problem} onAgain={again} />;
  return (
    <section aria-labelledby="beside-title">
      <h2 class="govuk-heading-m" id="beside-title">
        {t('beside-title')}
      </h2>
      <P says="beside-line" />
      {fetched.is === 'here' && <LeftOut codes={fetched.value.leftOut} />}
      {problem !== null && <NothingShown problem={problem} />}
      {written.length > 0 && (
        <details class="govuk-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t('beside-written', { many: written.length })}</span>
          </summary>
          <ul class="govuk-details__text govuk-list">
            {written.map((one, index) => (
              <li class="govuk-!-margin-bottom-4" key={`${one.at}-${index}`}>
                <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{placeName(places, one.at)}</h3>
                <Said text={one.text} />
                <button
                  type="button"
                  class="gb-text-button gb-text-button--flush"
                  disabled={working}
                  onClick={() => void store(written.filter((each) => each !== one))}
                >
                  {t('beside-take-away')}
                  <span class="govuk-visually-hidden"> {placeName(places, one.at)}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {fetched.is === 'here' && written.length < MOST && (
        <Adding
          places={places}
          working={working}
          room={LONGEST_TOGETHER - written.reduce((sum, { text }) => sum + text.length, 0)}
          onAdd={(one) => store([...written, one].sort((a, b) => a.at - b.at))}
        />
      )}
      {written.length >= MOST && <P says="beside-most" />}
    </section>
  );
}

interface AddingFacts {
  readonly places: Places;
  readonly working: boolean;
  /** How many characters more fit. */
  readonly room: number;
  readonly onAdd: (one: BesideNote) => Promise<boolean>;
}

function Adding({ places, working, room, onAdd }: AddingFacts) {
  const [place, setPlace] = useState('until' in places ? '0:00' : '0');
  const [text, setText] = useState('');
  const [mistakes, setMistakes] = useMistakes();
  const add = async (): Promise<void> => {
    const at = 'until' in places ? timeOf(place, places.until) : Number(place);
    const said = text.trim();
    const wrong = said === '' ? 'beside-missing' : said.length > LONGEST ? 'beside-too-long' : said.length > room ? 'beside-most' : null;
    setMistakes({ ...(at === null ? { place: 'beside-no-time' } : {}), ...(wrong === null ? {} : { beside: wrong }) });
    if (at === null || wrong !== null) return;
    if (await onAdd({ at, text: said })) setText('');
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <Form onSend={() => void add()}>
        {'until' in places ? (
          <Input id="place" label={t('beside-time')} hint={t('beside-time-hint')} error={mistakes['place']} value={place} onValue={setPlace} />
        ) : (
          <Select
            id="place"
            label={t('pages' in places ? 'beside-page' : 'beside-paragraph')}
            value={place}
            onValue={setPlace}
            choices={Array.from({ length: 'pages' in places ? places.pages : places.paragraphs.length }, (_, index) => ({
              value: String(index),
              label: placeName(places, index),
            }))}
          />
        )}
        <Writing id="beside" short label={t('beside-words')} error={mistakes['beside']} value={text} onValue={setText} />
        <Button submits look="quiet" disabled={working}>
          {t('beside-add')}
        </Button>
      </Form>
    </>
  );
}

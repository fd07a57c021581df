/** The fields of one change: which, from when until when, which part of the picture. */
import type { ComponentChildren } from 'preact';
import { moment } from '../../../i18n/moments.ts';
import { t } from '../../../i18n/words.ts';
import type { Box } from '../../../ui/boxes.ts';
import { Input, Radios, Select, Tick, type Choice } from '../../../ui/fields.tsx';
import type { Mistakes } from '../../../ui/form.tsx';
import { Still } from './still.tsx';
import { boxOf, fromHere, KINDS, SIDES, typedSides, untilHere, type Kind, type Typed } from './typed.ts';

export interface FieldsFacts {
  readonly typed: Typed;
  readonly mistakes: Mistakes;
  /** Without a picture nothing of it can be hidden. */
  readonly pictured: boolean;
  readonly player: HTMLMediaElement | null;
  /** Where the player stands now, by the time of what was sent, in milliseconds. */
  readonly at: () => number;
  /** What is hidden there by the list. */
  readonly hidden: readonly Box[];
  readonly onTyped: (typed: Typed) => void;
}

export function ChangeFields(facts: FieldsFacts) {
  const { typed, mistakes, pictured, onTyped } = facts;
  const inside = (kind: Kind): ComponentChildren => {
    if (kind === 'cut') return <Times {...facts} />;
    return kind === 'hide' ? <Hiding {...facts} /> : undefined;
  };
  const choices = KINDS.filter((kind) => pictured || (kind !== 'hide' && kind !== 'sound-only')).map(
    (kind): Choice<Kind> => ({
      value: kind,
      label: t(`safer-kind-${kind}`),
      hint: t(`safer-hint-${kind}`),
      inside: inside(kind),
    }),
  );
  return (
    <Radios
      id="change"
      question={t('safer-question')}
      error={mistakes['change']}
      choices={choices}
      value={typed.kind}
      onValue={(kind) => onTyped({ ...typed, kind })}
    />
  );
}

function Times({ typed, mistakes, at, onTyped }: FieldsFacts) {
  const ends = [
    { name: 'from', here: fromHere },
    { name: 'until', here: untilHere },
  ] as const;
  return (
    <>
      {ends.map(({ name, here }) => (
        <div class="gb-moment" key={name}>
          <Input
            id={`safer-${name}`}
            label={t(`safer-${name}`)}
            hint={t('safer-time-hint')}
            error={mistakes[`safer-${name}`]}
            value={typed[name]}
            onValue={(value) => onTyped({ ...typed, [name]: value })}
          />
          <button type="button" class="govuk-button govuk-button--secondary gb-moment__here" onClick={() => onTyped({ ...typed, [name]: moment(here(at())) })}>
            {t(`safer-${name}-here`)}
          </button>
        </div>
      ))}
    </>
  );
}

function Hiding(facts: FieldsFacts) {
  const { typed, mistakes, player, hidden, onTyped } = facts;
  return (
    <>
      <Select
        id="safer-how"
        label={t('safer-how')}
        value={typed.how}
        onValue={(how) => onTyped({ ...typed, how: how === 'pixelate' ? how : 'blur' })}
        choices={(['blur', 'pixelate'] as const).map((how) => ({ value: how, label: t(`safer-how-${how}`) }))}
      />
      <Tick id="safer-whole" label={t('safer-whole')} ticked={typed.whole} onTick={(whole) => onTyped({ ...typed, whole })} />
      {!typed.whole && (
        <>
          <p class="govuk-hint">{t('safer-still-hint')}</p>
          <Still player={player} box={boxOf(typed)} hidden={hidden} onBox={(box) => onTyped({ ...typed, sides: typedSides(box) })} />
          <div class="gb-sides">
            {SIDES.map((side) => (
              <Input
                key={side}
                id={`safer-${side}`}
                label={t(`safer-${side}`)}
                error={mistakes[`safer-${side}`]}
                value={typed.sides[side]}
                onValue={(value) => onTyped({ ...typed, sides: { ...typed.sides, [side]: value } })}
              />
            ))}
          </div>
        </>
      )}
      <Tick id="safer-throughout" label={t('safer-throughout')} ticked={typed.throughout} onTick={(throughout) => onTyped({ ...typed, throughout })} />
      {!typed.throughout && <Times {...facts} />}
    </>
  );
}

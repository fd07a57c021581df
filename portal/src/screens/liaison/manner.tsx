/** How somebody without an account says what is taken down: asked with everything that they say. */
import { t } from '../../i18n/words.ts';
import { Radios } from '../../ui/fields.tsx';
import type { SpokenManner } from '../../vault/messages-liaison.ts';

const MANNERS: readonly SpokenManner[] = ['in-person', 'phone', 'paper'];

interface MannerFacts {
  readonly value: SpokenManner | null;
  readonly onValue: (manner: SpokenManner) => void;
  readonly error: string | undefined;
}

export function Manner({ value, onValue, error }: MannerFacts) {
  return (
    <Radios
      id="manner"
      question={t('spoken-manner')}
      error={error}
      value={value}
      onValue={onValue}
      choices={MANNERS.map((each) => ({ value: each, label: t(`spoken-manner-${each}`) }))}
    />
  );
}

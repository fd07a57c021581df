/** The words that open a vault: the passphrase, or the recovery code where that is lost. */
import { useState } from 'preact/hooks';
import type { WayKind } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Input } from '../../ui/fields.tsx';

export interface Secret {
  readonly kind: WayKind;
  readonly words: string;
  /** What to say when nothing was typed; empty when something was. */
  readonly missing: string;
  type(words: string): void;
  /** Goes over to the other kind, with nothing typed yet. */
  change(): void;
}

export function useSecret(): Secret {
  const [kind, setKind] = useState<WayKind>('passphrase');
  const [words, setWords] = useState('');
  const recovering = kind === 'recovery';
  return {
    kind,
    words,
    missing: words.trim() === '' ? t(recovering ? 'recovery-missing' : 'passphrase-missing') : '',
    type: setWords,
    change: () => {
      setKind(recovering ? 'passphrase' : 'recovery');
      setWords('');
    },
  };
}

interface SecretFacts {
  readonly secret: Secret;
  readonly error: string | undefined;
  /** The last passphrase did not fit. */
  readonly wrong?: boolean;
}

export function SecretInput({ secret, error, wrong = false }: SecretFacts) {
  const recovering = secret.kind === 'recovery';
  return (
    <Input
      key={secret.kind}
      id="secret"
      secret={!recovering}
      wide
      label={t(recovering ? 'recovery-label' : 'passphrase-label')}
      hint={t(recovering ? 'recovery-hint' : wrong ? 'passphrase-hint-again' : 'passphrase-hint')}
      error={error}
      value={secret.words}
      onValue={secret.type}
    />
  );
}

export function OtherSecret({ secret, onChange }: { readonly secret: Secret; readonly onChange: () => void }) {
  return (
    <Button
      look="quiet"
      onPress={() => {
        secret.change();
        onChange();
      }}
    >
      {t(secret.kind === 'recovery' ? 'use-passphrase' : 'use-recovery')}
    </Button>
  );
}

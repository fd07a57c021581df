/**
 * A new passphrase and a new recovery code in place of the present ones. Whoever sits before an
 * unlocked page must first show that they know one of those; nothing is replaced before the new
 * ones are on paper.
 */
import { useState } from 'preact/hooks';
import * as api from '../../api/session.ts';
import type { Me, Proof, StoredWay } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { replaceWith } from '../../router.ts';
import { isParticipant, recoveryIsOver, vault } from '../../session/session.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { Passphrase } from '../entry/passphrase.tsx';
import { RecoveryCode } from '../entry/recovery-code.tsx';
import { Prove } from './prove.tsx';

interface NewWaysFacts {
  readonly me: Me;
  readonly recovered: Proof | null;
}

type Step =
  | { readonly at: 'first' }
  | { readonly at: 'passphrase'; readonly proof: Proof }
  | { readonly at: 'recovery'; readonly proof: Proof; readonly ways: readonly StoredWay[]; readonly recoveryCode: string }
  | { readonly at: 'done' };

export function NewWays({ me, recovered }: NewWaysFacts) {
  const [step, setStep] = useState<Step>({ at: 'first' });
  const proven = (proof: Proof): void => setStep({ at: 'passphrase', proof });
  switch (step.at) {
    case 'first':
      return recovered === null ? (
        <Prove login={me.login} onProven={proven} />
      ) : (
        <Recovered onGo={() => proven(recovered)} />
      );
    case 'passphrase':
      return (
        <Passphrase
          propose={async () => (await vault().do.generatePassphrase({})).passphrase}
          onChosen={async (passphrase) => {
            const made = await vault().do.newWays({ passphrase, staff: !isParticipant(me) });
            setStep({ at: 'recovery', proof: step.proof, ways: api.storedWays(made.ways), recoveryCode: made.recoveryCode });
          }}
        />
      );
    case 'recovery':
      return (
        <RecoveryCode
          code={step.recoveryCode}
          onWritten={async () => {
            await api.replaceWays({ proof: step.proof, ways: step.ways });
            setStep({ at: 'done' });
          }}
        />
      );
    case 'done':
      return <Done />;
  }
}

/** Somebody came in by their recovery code: most likely the passphrase is lost. */
function Recovered({ onGo }: { readonly onGo: () => void }) {
  return (
    <Screen title={t('recovered-title')}>
      <Lead says="recovered-what" />
      <P says="recovered-code" />
      <Buttons>
        <Button onPress={onGo}>{t('continue')}</Button>
        <Button look="quiet" onPress={recoveryIsOver}>
          {t('recovered-later')}
        </Button>
      </Buttons>
    </Screen>
  );
}

function Done() {
  const leave = (): void => {
    recoveryIsOver();
    replaceWith('/');
  };
  return (
    <Screen title={t('new-ways-title')}>
      <Lead says="new-ways-what" />
      <P says="new-ways-others" />
      <Button onPress={leave}>{t('back-home')}</Button>
    </Screen>
  );
}

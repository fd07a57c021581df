/** Showing that it is really oneself who sits here: the present passphrase, or the recovery code. */
import { useState } from 'preact/hooks';
import * as api from '../../api/session.ts';
import { ApiProblem } from '../../api/http.ts';
import type { Proof, WayKind } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain, Trouble } from '../../ui/trouble.tsx';
import { P } from '../../ui/words.tsx';
import { OtherSecret, SecretInput, useSecret } from '../entry/secret.tsx';

async function proofOf(login: string, kind: WayKind, secret: string): Promise<Proof> {
  const { salt, profile } = await api.beginSignIn(login, kind);
  const { loginToken } = await vault().do.proveSecret({ secret, salt, profile, kind });
  const proof = { kind, login_token: loginToken };
  await api.prove(proof);
  return proof;
}

/** Here only the words can be wrong: the sign-in name is known. */
function plainly(problem: unknown): unknown {
  return problem instanceof ApiProblem && problem.slug === 'sign-in-refused' ? new Plain('wrong-secret') : problem;
}

export function Prove({ login, onProven }: { readonly login: string; readonly onProven: (proof: Proof) => void }) {
  const secret = useSecret();
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);

  const send = async (): Promise<void> => {
    setProblem(null);
    setMistakes(secret.missing === '' ? {} : { secret: secret.missing });
    if (secret.missing !== '') return;
    setWorking(true);
    try {
      onProven(await proofOf(login, secret.kind, secret.words));
    } catch (refusal) {
      setProblem(plainly(refusal));
      setWorking(false);
    }
  };

  return (
    <Screen title={t('prove-title')} back="/settings">
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <Trouble problem={problem} />}
      <P says="prove-what" />
      <P says="prove-keep" />
      <Form onSend={() => void send()}>
        <SecretInput secret={secret} error={mistakes['secret']} />
        {working && (
          <p class="govuk-body" role="status">
            {t('proving')}
          </p>
        )}
        <Buttons>
          <Button submits disabled={working}>
            {t('continue')}
          </Button>
          <OtherSecret
            secret={secret}
            onChange={() => {
              setMistakes({});
              setProblem(null);
            }}
          />
        </Buttons>
      </Form>
    </Screen>
  );
}

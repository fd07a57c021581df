/** A fresh recovery code, shown once. Nothing counts before it has been written down. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Tick } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { P } from '../../ui/words.tsx';

interface RecoveryCodeFacts {
  readonly code: string;
  /** May be called again after it failed. */
  readonly onWritten: () => Promise<void>;
}

export function RecoveryCode({ code, onWritten }: RecoveryCodeFacts) {
  const [written, setWritten] = useState(false);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);

  const finish = async (): Promise<void> => {
    setProblem(null);
    if (!written) {
      setMistakes({ written: t('recovery-not-written') });
      return;
    }
    setMistakes({});
    setWorking(true);
    try {
      await onWritten();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };

  return (
    <Screen title={t('recovery-title')}>
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <Trouble problem={problem} />}
      <P says="recovery-what" />
      <div class="gb-code" role="group" aria-label={t('recovery-label')}>
        {code}
      </div>
      <P says="recovery-keep" />
      <Form onSend={() => void finish()}>
        <Tick id="written" label={t('recovery-written')} error={mistakes['written']} ticked={written} onTick={setWritten} />
        {working && (
          <p class="govuk-body" role="status">
            {t('finishing')}
          </p>
        )}
        <Button submits disabled={working}>
          {t('finish')}
        </Button>
      </Form>
    </Screen>
  );
}

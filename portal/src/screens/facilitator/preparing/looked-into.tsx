/** That a supervisor looked into what somebody else disclosed: one thing to say, and the look at it. */
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { P } from '../../../ui/words.tsx';
import { Acting } from './acting.tsx';

export function LookedInto({ id, item }: { readonly id: string; readonly item: string }) {
  return (
    <Acting
      id={id}
      title={t('looked-into-title')}
      question={(_, onAnswer) => (
        <>
          <P says="looked-into-line" />
          <Button
            onPress={() =>
              onAnswer({
                record: { kind: 'disclosure', status: 'looked-into', subject: item },
                facts: () => [{ name: t('fact-disclosure'), value: t('looked-into-value') }],
              })
            }
          >
            {t('looked-into-button')}
          </Button>
        </>
      )}
    />
  );
}

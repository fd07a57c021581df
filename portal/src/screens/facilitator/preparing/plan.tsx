/** What the exchange may be: so many rounds, in these media. Both sides have agreed to it. */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { Count, Several } from '../../../ui/several.tsx';
import { P } from '../../../ui/words.tsx';
import type { PlanMedium, Reply } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';

export const MOST_ROUNDS = 12;
const MEDIA: readonly PlanMedium[] = ['letter', 'recording', 'paper'];
const REPLIES: readonly Reply[] = ['both', 'harmed', 'responsible', 'none'];

export function mediaWords(media: readonly string[]): string {
  return media.map((medium) => t(`medium-${medium}`)).join(', ');
}

export function Plan({ id }: { readonly id: string }) {
  const [rounds, setRounds] = useState(0);
  const [media, setMedia] = useState<readonly PlanMedium[]>([]);
  const [reply, setReply] = useState<Reply | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (onAnswer: (answer: Answer) => void): void => {
    const found = {
      ...(rounds === 0 ? { rounds: t('rounds-missing') } : {}),
      ...(media.length === 0 ? { media: t('media-missing') } : {}),
      ...(reply === null ? { reply: t('reply-missing') } : {}),
    };
    setMistakes(found);
    if (rounds === 0 || media.length === 0 || reply === null) return;
    onAnswer({
      record: { kind: 'plan', status: 'agreed', round: rounds, media, reply },
      facts: () => [
        { name: t('fact-rounds'), value: String(rounds) },
        { name: t('fact-media'), value: mediaWords(media) },
        { name: t('fact-reply'), value: t(`reply-by-${reply}`) },
      ],
    });
  };
  return (
    <Acting
      id={id}
      title={t('plan-title')}
      question={(_, onAnswer) => (
        <>
          <ErrorSummary mistakes={mistakes} />
          <P says="plan-line" />
          <Form onSend={() => go(onAnswer)}>
            <Count
              id="rounds"
              question={t('plan-rounds')}
              hint={t('plan-rounds-hint')}
              error={mistakes['rounds']}
              most={MOST_ROUNDS}
              value={rounds}
              onValue={setRounds}
            />
            <Several
              id="media"
              question={t('plan-media')}
              hint={t('plan-media-hint')}
              error={mistakes['media']}
              choices={MEDIA.map((value) => ({ value, label: t(`medium-${value}`) }))}
              chosen={media}
              onChosen={setMedia}
            />
            <Radios
              id="reply"
              question={t('plan-reply')}
              hint={t('plan-reply-hint')}
              error={mistakes['reply']}
              value={reply}
              onValue={setReply}
              choices={REPLIES.map((value) => ({ value, label: t(`reply-by-${value}`) }))}
            />
            <Button submits>{t('continue')}</Button>
          </Form>
        </>
      )}
    />
  );
}

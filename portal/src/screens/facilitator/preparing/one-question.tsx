/**
 * A record that is one question: what can be said, each with its hint, and for some of it the
 * birthday with which it ends. Owns how it is asked; the words are `ask-KIND-…` and `fact-KIND`, of
 * kinds that are asked alike `ask-ALIKE-…` but for their title.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ParticipantRole } from '../../../api/types.ts';
import { day } from '../../../i18n/dates.ts';
import { hasWords, t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { DateField, NO_DAY } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import type { Fact } from '../../../ui/lists.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordKind, RecordStatuses } from '../../../vault/messages-practice.ts';
import type { Onward } from '../signing.tsx';
import { Acting, type Answer } from './acting.tsx';
import { birthdayMistake, eveOf } from './birthday.ts';
import type { SoFar } from './so-far.ts';

interface QuestionFacts<K extends RecordKind> {
  readonly id: string;
  readonly kind: K;
  readonly alike?: string;
  /** Whom it is about, where it is about somebody. */
  readonly of?: { readonly person: string; readonly role: ParticipantRole };
  /** What it is about beside that: an item's id. */
  readonly subject?: string;
  /** What can be said now; where it is nothing, `ask-KIND-none` says why. */
  readonly statuses: (known: SoFar) => readonly RecordStatuses[K][];
  /** What ends with a birthday. */
  readonly birthdays?: readonly RecordStatuses[K][];
  /** Why it is asked now, where something else waits for it. */
  readonly why?: ComponentChildren;
  readonly onward?: Onward | undefined;
}

export function OneQuestion<K extends RecordKind>({ id, kind, alike = kind, of, subject, statuses, birthdays = [], why, onward }: QuestionFacts<K>) {
  const [status, setStatus] = useState<RecordStatuses[K] | null>(null);
  const [typed, setTyped] = useState(NO_DAY);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const label = (one: RecordStatuses[K]): string => t(`ask-${alike}-is-${one}`);
  const when = (one: RecordStatuses[K]): string => t(`ask-${alike}-when-${one}`);
  const hint = (one: RecordStatuses[K]): { hint?: string } =>
    hasWords(`ask-${alike}-hint-${one}`) ? { hint: t(`ask-${alike}-hint-${one}`) } : {};
  const go = (onAnswer: (answer: Answer) => void): void => {
    const dated = status !== null && birthdays.includes(status);
    const wrong = dated ? birthdayMistake(typed) : null;
    setMistakes(status === null ? { status: t('record-status-missing') } : wrong === null ? {} : { until: wrong });
    if (status === null || wrong !== null) return;
    const until = dated ? (eveOf(typed) ?? 0) : 0;
    const facts = (): readonly Fact[] => [
      ...(of === undefined ? [] : [{ name: t('fact-person'), value: t(`role-${of.role}`) }]),
      { name: t(`fact-${kind}`), value: label(status) },
      ...(dated ? [{ name: when(status), value: day(until + 1) }] : []),
    ];
    onAnswer({
      record: {
        kind,
        status,
        until,
        ...(of === undefined ? {} : { person: of.person }),
        ...(subject === undefined ? {} : { subject }),
      },
      facts,
    });
  };
  return (
    <Acting
      id={id}
      onward={onward}
      title={t(of === undefined ? `ask-${kind}-title` : `ask-${kind}-title-${of.role}`)}
      question={(known, onAnswer) => {
        const offered = statuses(known);
        if (offered.length === 0) return <P says={`ask-${alike}-none`} />;
        return (
          <>
            <ErrorSummary mistakes={mistakes} />
            {why}
            <P says={`ask-${alike}-line`} />
            <Form onSend={() => go(onAnswer)}>
              <Radios
                id="status"
                question={t(`ask-${alike}-question`)}
                error={mistakes['status']}
                value={status}
                onValue={setStatus}
                choices={offered.map((one) => ({
                  value: one,
                  label: label(one),
                  ...hint(one),
                  ...(birthdays.includes(one)
                    ? {
                        inside: <DateField id="until" question={when(one)} error={mistakes['until']} value={typed} onValue={setTyped} />,
                      }
                    : {}),
                }))}
              />
              <Button submits>{t('continue')}</Button>
            </Form>
          </>
        );
      }}
    />
  );
}

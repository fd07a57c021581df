/**
 * Recording one thing: the question, a look at the answer, then the signature. The act stands once the
 * service has it; afterwards the trail of the case is countersigned like after any other act.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { groundOf, storeCaseStatement } from '../../../api/cases.ts';
import { storeRecord } from '../../../api/practice.ts';
import { t } from '../../../i18n/words.ts';
import { storePins, vault } from '../../../session/session.ts';
import { ButtonLink } from '../../../ui/buttons.tsx';
import { LeftOut } from '../../../ui/left-out.tsx';
import type { Fact } from '../../../ui/lists.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import type { StatementWire } from '../../../vault/messages.ts';
import type { NewRecord } from '../../../vault/messages-practice.ts';
import { countersign, type Uncountersigned } from '../countersigning.tsx';
import { CheckBeforeSigning, Recorded, type Onward } from '../signing.tsx';
import { soFar, type SoFar } from './so-far.ts';

/**
 * An answer that can be signed, and how it reads, in whichever language is shown by then: a record, or
 * that the case asks for more.
 */
export type Answer = { readonly facts: () => readonly Fact[] } & ({ readonly record: NewRecord } | { readonly more: 'two' | 'special' });

interface ActingFacts {
  readonly id: string;
  readonly title: string;
  /** Draws the question; `onAnswer` goes on to the look at it. */
  readonly question: (known: SoFar, onAnswer: (answer: Answer) => void) => ComponentChildren;
  readonly onward?: Onward | undefined;
}

export function recordsAddress(id: string): string {
  return `/cases/${id}/record`;
}

export function Acting({ id, title, question, onward }: ActingFacts) {
  const source = useFetched(() => soFar(id), [id]);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [recorded, setRecorded] = useState<{ readonly left: Uncountersigned | null } | null>(null);
  // Somebody else may have recorded something about the same meanwhile.
  const back = (): void => {
    setAnswer(null);
    source.again();
  };
  if (recorded !== null) {
    return (
      <Recorded id={id} says="recorded-line" left={recorded.left} onward={onward}>
        <ButtonLink to={recordsAddress(id)} look="quiet">
          {t('recorded-more')}
        </ButtonLink>
      </Recorded>
    );
  }
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(known) =>
        answer === null ? (
          <Screen title={title} back={recordsAddress(id)}>
            <LeftOut codes={known.said.leftOut} />
            {question(known, setAnswer)}
          </Screen>
        ) : (
          <CheckBeforeSigning
            id={id}
            facts={answer.facts()}
            says="record-sign"
            onBack={back}
            sign={async () => countersign(known.found.case, await signed(known, answer))}
            onSigned={(left) => setRecorded({ left })}
          />
        )
      }
    </Shown>
  );
}

/** Signs and stores it. Gives what was signed, for the trail. */
async function signed({ found, records }: SoFar, answer: Answer): Promise<StatementWire> {
  const about = { ground: groundOf(found), case: found.case };
  if ('more' in answer) {
    const made = await vault().do.askForMore({ ...about, specialist: answer.more === 'special' });
    await storeCaseStatement(found.case, made.case_statement);
    await storePins(made.pinsMoved);
    return made.case_statement;
  }
  const made = await vault().do.record({ ...about, records, record: answer.record });
  await storeRecord(found.case, made.record);
  await storePins(made.pinsMoved);
  return made.record;
}

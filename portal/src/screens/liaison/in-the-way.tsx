/**
 * What keeps somebody from sending now, told before a file is chosen: in words, with what clears it and
 * who can. The service says what it is; it is asked again when something is sent.
 */
import { ApiProblem } from '../../api/http.ts';
import { askToSend } from '../../api/items.ts';
import type { ItemKind } from '../../api/types.ts';
import { hasWords, t } from '../../i18n/words.ts';
import { Link } from '../../ui/buttons.tsx';
import { factsOf, nameOf } from '../../ui/trouble.tsx';
import type { Acting } from './acting.ts';

export interface InTheWay {
  /** Null where nothing is. */
  readonly recording: unknown;
  readonly paper: unknown;
}

async function asked({ case: caseId, person }: Acting, kind: ItemKind): Promise<unknown> {
  try {
    await askToSend(caseId, { kind, length: 1, author: person });
    return null;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status < 500) return problem;
    throw problem;
  }
}

export async function inTheWay(acting: Acting): Promise<InTheWay> {
  const [recording, paper] = await Promise.all([asked(acting, 'recorded_message'), asked(acting, 'scan')]);
  return { recording, paper };
}

/** What the service names of it, such as `author-consent-missing`. */
function obstaclesOf(problem: unknown): readonly string[] {
  if (!(problem instanceof ApiProblem) || problem.slug !== 'blocked') return [];
  return String(problem.facts['blockers']).split(',');
}

/** One sentence for each thing: what it is, what clears it and who can. */
export function whyNot(problem: unknown): readonly string[] {
  const known = obstaclesOf(problem).filter((slug) => hasWords(`acting-way-${slug}`));
  if (known.length > 0) return known.map((slug) => t(`acting-way-${slug}`));
  const name = nameOf(problem);
  if (hasWords(`acting-trouble-${name}`)) return [t(`acting-trouble-${name}`, factsOf(problem))];
  return [t(`trouble-${name}-what`)];
}

/** Whether nothing new of a kind is taken now; what was begun may still be gone on with. */
export function isBlocked(problem: unknown): boolean {
  return obstaclesOf(problem).length > 0;
}

function Reasons({ title, reasons }: { readonly title: string; readonly reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{title}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {reasons.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  );
}

const THEIR_OWN = ['author-consent-missing', 'acknowledgement-missing'];

/** Whether a word of their own is missing, which can be taken down here. */
function isTheirs({ recording, paper }: InTheWay): boolean {
  return [recording, paper].some((problem) => obstaclesOf(problem).some((slug) => THEIR_OWN.includes(slug)));
}

function reasonsOf(problem: unknown): readonly string[] {
  return problem === null ? [] : whyNot(problem);
}

/** Nothing where nothing is in the way. What holds for both is said once. */
export function WhatIsInTheWay({ found, acting }: { readonly found: InTheWay; readonly acting: Acting }) {
  const recording = reasonsOf(found.recording);
  const paper = reasonsOf(found.paper);
  if (recording.length + paper.length === 0) return null;
  const both = recording.filter((words) => paper.includes(words));
  const alone = (reasons: readonly string[]) => reasons.filter((words) => !both.includes(words));
  return (
    <section class="gb-panel" aria-labelledby="in-the-way">
      <h2 class="gb-panel__title" id="in-the-way">
        {t(recording.length > 0 && paper.length > 0 ? 'acting-in-the-way' : 'acting-in-part')}
      </h2>
      <Reasons title={t('acting-way-both')} reasons={both} />
      <Reasons title={t('acting-way-recording')} reasons={alone(recording)} />
      <Reasons title={t('acting-way-paper')} reasons={alone(paper)} />
      {isTheirs(found) && (
        <p class="govuk-body govuk-!-margin-bottom-0">
          <Link to={`/words/${acting.case}/${acting.person}`}>{t('spoken-link')}</Link>
        </p>
      )}
    </section>
  );
}

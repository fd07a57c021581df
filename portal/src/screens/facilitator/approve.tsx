/** Check answers, then sign: from the signature on, the recipient can be offered the item. */
import { useState } from 'preact/hooks';
import { caseById } from '../../api/cases.ts';
import * as api from '../../api/items.ts';
import { day, length } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Facts } from '../../ui/lists.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { Plain } from '../../ui/trouble.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { countersign, CountersigningNotice, type Uncountersigned } from './countersigning.tsx';
import { aboutIt } from './last-look.tsx';
import type { Reviewed, Standing } from './review.tsx';
import { pausing, WhoPaused } from './who-paused.tsx';

/** How long an approval holds where no risk assessment, order or clearance ends sooner. */
const HOLDS_SECONDS = 90 * 24 * 60 * 60;

/** Until when this approval would hold, or why there can be none. */
function holdsUntil(standing: Standing): { readonly until: number; readonly problem: unknown } {
  const now = Math.floor(Date.now() / 1000);
  const longest = now + HOLDS_SECONDS;
  if ('problem' in standing) return { until: longest, problem: standing.problem };
  const until = Math.min(longest, standing.until ?? longest);
  return { until, problem: until < now ? new Plain('run-out') : null };
}

interface ApproveFacts {
  readonly reviewed: Reviewed;
  readonly coverage: Coverage;
  readonly marked: number;
  readonly onBack: () => void;
  readonly onApproved: (secondReader: boolean, left: Uncountersigned | null) => void;
}

function coveredWords({ unit, covered, byTranscript }: Coverage): string {
  if (byTranscript !== undefined) return t('covered-unheard', { length: length(covered) });
  if (unit === 'pages') return t('covered-pages', { pages: covered });
  return unit === 'characters' ? t('covered-characters', { characters: covered }) : t('covered-recording', { length: length(covered) });
}

export function Approve({ reviewed, coverage, marked, onBack, onApproved }: ApproveFacts) {
  const { item, verified } = reviewed;
  const { manifest } = verified;
  const [holds] = useState(() => holdsUntil(reviewed.standing));
  const { until: validUntil } = holds;
  const [problem, setProblem] = useState(holds.problem);
  const [working, setWorking] = useState(false);
  const secondReader = verified.decisionsSoFar + 1 < verified.signersRequired;

  const approve = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      const made = await vault().do.decide({ handle: verified.handle, verdict: 'approve', reason: '', coverage, validUntil });
      await api.decide(item.item, made);
      onApproved(secondReader, await countersign(item.case, made.decision));
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };

  return (
    <Screen title={t('approve-title')} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts
        facts={[
          ...aboutIt(reviewed),
          { name: t('approve-language'), value: t(`language-${manifest.language === 'cy' ? 'cy' : 'en'}`) },
          { name: t('approve-covered'), value: coveredWords(coverage) },
          ...(marked === 0 ? [] : [{ name: t('approve-marked'), value: t('approve-marked-many', { many: marked }) }]),
          { name: t('approve-holds'), value: t('approve-holds-until', { day: day(validUntil) }) },
        ]}
      />
      <StandsStill caseId={item.case} />
      <P says={secondReader ? 'approve-means-second' : 'approve-means'} />
      <P says="approve-unsure" />
      {working && (
        <p class="govuk-body" role="status">
          {t('signing')}
        </p>
      )}
      <Buttons>
        <Button disabled={working || holds.problem !== null} onPress={() => void approve()}>
          {t('approve')}
        </Button>
        <ButtonLink to="/review" look="quiet">
          {t('not-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

/** That somebody paused keeps nobody from approving; it is offered only once they go on. */
function StandsStill({ caseId }: { readonly caseId: string }) {
  const { fetched } = useFetched(async () => {
    const found = await caseById(caseId);
    return { found, paused: await pausing(found) };
  }, [caseId]);
  return fetched.is === 'here' ? <WhoPaused {...fetched.value} /> : null;
}

interface ApprovedFacts {
  readonly more: boolean;
  readonly left: Uncountersigned | null;
}

export function Approved({ more, left: first }: ApprovedFacts) {
  const [left, setLeft] = useState(first);
  return (
    <Screen title={t(more ? 'approved-first-title' : 'approved-title')}>
      <Lead says={more ? 'approved-second' : 'approved-what'} />
      {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
      <ButtonLink to="/review">{t('back-to-queue')}</ButtonLink>
    </Screen>
  );
}

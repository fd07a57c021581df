/**
 * Reading one item, then deciding about it. How much was covered is measured here and goes into the
 * signed decision; less than everything cannot be approved.
 */
import { useEffect, useState } from 'preact/hooks';
import * as api from '../../api/items.ts';
import { recordsShown } from '../../api/practice.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Link } from '../../ui/buttons.tsx';
import { openedOf, useOpened, type Opened } from '../../ui/opening.ts';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useFetched, Waiting } from '../../ui/waiting.tsx';
import type { Coverage, VerifiedForReview } from '../../vault/messages.ts';
import { asWords, placesOf, type BesideNote, type Places } from './beside.ts';
import { Beside } from './beside.tsx';
import { CaptionsBeside } from './captions.tsx';
import { nameOfCase } from './cards.ts';
import { WhatWasChanged } from './changed.tsx';
import { Deciding } from './deciding.tsx';
import { HandBack } from './hand-back.tsx';
import { kindName } from './item-names.ts';
import { LookThrough } from './looking-through.tsx';
import { ReadLetter } from './reading.tsx';
import { MakeSafer } from './safer/index.tsx';
import { SaidBefore } from './said-before.tsx';
import { WatchRecording } from './watching.tsx';

export interface Reviewed {
  readonly item: Item;
  /** What the team calls the case; null where that cannot be told. */
  readonly caseName: string | null;
  readonly verified: VerifiedForReview;
  readonly opened: Opened;
  readonly standing: Standing;
}

/** Until when an approval can hold, null where nothing bounds it; or why nobody can say. */
export type Standing = { readonly until: number | null } | { readonly problem: unknown };

/** Half of the lease of half an hour, so that a long recording is not lost to a colleague. */
const RENEW_EVERY = 10 * 60 * 1000;

async function openForReview(id: string): Promise<Reviewed> {
  const item = await api.claim(id);
  const papers = await api.evidence(id);
  const verified = await vault().do.verifyForReview({ evidence: papers, item: id, case: item.case, kind: item.kind });
  await storePins(verified.pinsMoved);
  const standing = await standingOf(item.case, verified.handle);
  return { item, caseName: await nameOfCase(item.case), verified, opened: await openedOf(verified), standing };
}

/** What is wrong with it keeps nobody from reading. */
async function standingOf(caseId: string, handle: string): Promise<Standing> {
  try {
    return await vault().do.standingUntil({ handle, records: await recordsShown(caseId) });
  } catch (problem) {
    return { problem };
  }
}

export function Review({ id }: { readonly id: string }) {
  const { fetched, again } = useFetched(() => openForReview(id), [id]);
  if (fetched.is === 'here') return <Reading reviewed={fetched.value} />;
  return (
    <Screen title={t('review-title')} back="/review">
      {fetched.is === 'waiting' ? <Waiting says="checking-item" /> : <NothingShown problem={fetched.problem} onAgain={again} />}
    </Screen>
  );
}

/** Renews the claim for as long as it is this person’s. */
function useClaim(id: string, held: boolean): void {
  useEffect(() => {
    if (!held) return undefined;
    const timer = setInterval(() => void api.claim(id).catch(() => undefined), RENEW_EVERY);
    return () => clearInterval(timer);
  }, [id, held]);
}

/** Whose item it is, and whether they sent it alone. */
function fromWhom({ manifest: { authorRole, capacity } }: VerifiedForReview): string {
  return capacity === 'self' ? `review-from-${authorRole}` : `review-helped-${authorRole}`;
}

function placesIn(opened: Opened): Places {
  if (opened.is === 'letter') return placesOf(opened.text);
  return opened.is === 'pages' ? { pages: opened.pages.length } : { until: opened.durationMs };
}

function Reading({ reviewed }: { readonly reviewed: Reviewed }) {
  const [coverage, setCoverage] = useState<Coverage | null>(null);
  const [marked, setMarked] = useState(0);
  const [deciding, setDeciding] = useState(false);
  const [safer, setSafer] = useState<{ readonly at: number } | null>(null);
  const [asked, setAsked] = useState(false);
  const [written, setWritten] = useState<readonly BesideNote[]>([]);
  const { opened, verified } = reviewed;
  const { manifest } = verified;
  useOpened(opened);
  useClaim(reviewed.item.item, !asked);
  const places: Places = placesIn(opened);

  if (safer !== null && opened.is === 'recording') {
    const shown = { reviewed, opened, begins: safer.at };
    return <MakeSafer {...shown} onBack={() => setSafer(null)} onAsked={() => setAsked(true)} />;
  }
  if (deciding && coverage !== null) {
    const covered = { coverage, marked };
    return <Deciding reviewed={reviewed} {...covered} beside={asWords(places, written)} onBack={() => setDeciding(false)} />;
  }
  const decide = (reached: Coverage, places = 0): void => {
    setMarked(places);
    setCoverage(reached);
    setDeciding(true);
  };
  return (
    <Screen title={t('review-title-of', { kind: kindName(manifest) })} back="/review" caption={dayAndTime(manifest.created)}>
      <p class="govuk-body">{t(fromWhom(verified))}</p>
      {reviewed.caseName !== null && (
        <p class="govuk-body">
          {t('review-case')} <bdi>{reviewed.caseName}</bdi>
        </p>
      )}
      <p class="govuk-body">
        <Link to={`/danger/${reviewed.item.item}`}>{t('danger-link')}</Link>
      </p>
      <SaidBefore item={reviewed.item} />
      {verified.changed !== null && <WhatWasChanged item={reviewed.item} changed={verified.changed} />}
      {manifest.kind === 'captions' && <CaptionsBeside item={reviewed.item} handle={verified.handle} lang={manifest.language} />}
      {opened.is === 'letter' && (
        <ReadLetter text={opened.text} lang={manifest.language} inCase={reviewed.item.case} already={coverage} onDecide={decide} />
      )}
      {opened.is === 'pages' && <LookThrough opened={opened} lang={manifest.language} already={coverage} onDecide={decide} />}
      {opened.is === 'recording' && (
        <WatchRecording
          reviewed={reviewed}
          opened={opened}
          already={coverage}
          onDecide={decide}
          onSafer={(reached, at) => {
            setCoverage(reached);
            setSafer({ at });
          }}
        />
      )}
      <Beside item={reviewed.item} handle={verified.handle} places={places} onKnown={setWritten} />
      <HandBack item={reviewed.item} />
    </Screen>
  );
}

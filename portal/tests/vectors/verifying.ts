/** The `verify` vectors: one device is handed evidence, and opens the content or says why not. */
import { openWhole } from '../../src/sealing/container.ts';
import { b64, digest, parseB32, parseId, unb64 } from '../../src/sealing/encoding.ts';
import { parseEvidence, type Evidence } from '../../src/sealing/evidence.ts';
import { personKeys, type PersonKeys } from '../../src/sealing/keys.ts';
import type { ContainerRef } from '../../src/sealing/schemas.ts';
import { boxPair } from '../../src/sealing/sealed.ts';
import { parseWire } from '../../src/sealing/statements.ts';
import { openTeamKey } from '../../src/sealing/teams.ts';
import {
  openApprovedGrant,
  openContainer,
  openOwnGrant,
} from '../../src/sealing/verify/content.ts';
import { cuesOf, verifyCaptions } from '../../src/sealing/verify/captions.ts';
import { verifyEarlierDecisions } from '../../src/sealing/verify/decisions.ts';
import { verifyCase, type Me } from '../../src/sealing/verify/ground.ts';
import { verifySubmitted, type Submitted } from '../../src/sealing/verify/item.ts';
import { verifyNotes } from '../../src/sealing/verify/later.ts';
import { restsUntil } from '../../src/sealing/verify/resting.ts';
import type { Pins } from '../../src/sealing/verify/roster.ts';
import {
  verifyBeforeOpening,
  verifyForReview,
  verifyOffer,
} from '../../src/sealing/verify/verify.ts';
import { bytes, number, text, type Given, type Shared } from './given.ts';

interface Looked {
  readonly papers: Submitted;
  readonly ref: ContainerRef;
  readonly key: Uint8Array | null;
}

interface Scene {
  readonly evidence: Evidence;
  readonly pins: Pins;
  readonly me: Me;
  readonly keys: PersonKeys;
  readonly given: Given;
}

function pinsOf(given: Given): Pins {
  const shown = given['pins'] as {
    root: string;
    org: string;
    roster: number;
    cases: { case: string; sequence: number; digest: string }[];
  };
  return {
    root: parseB32(shown.root),
    org: parseId(shown.org),
    roster: shown.roster,
    cases: shown.cases.map((pin) => ({
      case: parseId(pin.case),
      sequence: pin.sequence,
      digest: parseB32(pin.digest),
    })),
  };
}

const LOOK: Readonly<Record<string, (scene: Scene) => Looked>> = {
  recipient: ({ evidence, pins, me, keys, given }) => {
    const item = parseId(text(given, 'item'));
    const papers = verifyBeforeOpening(evidence, pins, me, item, number(given, 'now'));
    const key = openApprovedGrant(papers, evidence.grants, keys.box);
    return { papers, ref: papers.released, key };
  },
  offered: ({ evidence, pins, me, given }) => {
    const item = parseId(text(given, 'item'));
    const papers = verifyOffer(evidence, pins, me, item, number(given, 'now'));
    return { papers, ref: papers.released, key: null };
  },
  reader: ({ evidence, pins, me, keys, given }) => {
    const item = parseId(text(given, 'item'));
    const papers = verifyForReview(evidence, pins, me, item);
    const team = openTeamKey(papers.ground.team, me.person, keys);
    const expected = bytes(given, 'team_private');
    if (b64(expected) !== b64(team.privateKey)) throw new Error('Another team key came out.');
    const key = openOwnGrant(evidence.grants, item, papers.released, [boxPair(team.privateKey)]);
    return { papers, ref: papers.released, key };
  },
  worker: ({ evidence, pins, keys, given }) => {
    const item = parseId(text(given, 'item'));
    const papers = verifySubmitted(verifyCase(evidence, pins, false), evidence, item);
    const key = openOwnGrant(evidence.grants, item, papers.original, [keys.box]);
    return { papers, ref: papers.original, key };
  },
};

function sortedPins({ cases, ...pins }: Pins) {
  return { ...pins, cases: cases.toSorted((a, b) => (a.case < b.case ? -1 : 1)) };
}

/** A vector's changes laid over the scene it names, and read. */
function staged(change: Given, { scenes }: Shared): Scene {
  const scene = scenes[text(change, 'scene')];
  if (!scene) throw new Error('No such scene.');
  const given: Given = {
    ...scene,
    ...change,
    evidence: { ...(scene['evidence'] as Given), ...(change['evidence'] as Given | undefined) },
  };
  const who = given['me'] as { person: string; sign: string; box: string };
  const keys = personKeys(unb64(who.sign), unb64(who.box));
  const me = {
    person: parseId(who.person),
    signPublic: keys.signPublic,
    boxPublic: keys.boxPublic,
  };
  return { evidence: parseEvidence(given['evidence']), pins: pinsOf(given), me, keys, given };
}

/** A reader's checks 1 to 6, and 7 of whoever read before. */
export function earlierReaders(change: Given, shared: Shared): unknown {
  const { evidence, pins, me, given } = staged(change, shared);
  const papers = verifyForReview(evidence, pins, me, parseId(text(given, 'item')));
  return verifyEarlierDecisions(papers, evidence.decisions, me);
}

/** Checks 1 to 3, and 15 of the records that an approval would rest on. */
export function restsUntilWhen(change: Given, shared: Shared): unknown {
  const { evidence, pins, given } = staged(change, shared);
  const records = (given['records'] as readonly unknown[]).map(parseWire);
  const people = new Set(given['people'] as readonly string[]);
  return { until: restsUntil(verifyCase(evidence, pins, false), records, people) ?? '' };
}

/** Checks 1 to 3, and those of a note. */
export function verifyNote(change: Given, shared: Shared): unknown {
  const { evidence, pins, given } = staged(change, shared);
  const notes = (given['notes'] as readonly unknown[]).map(parseWire);
  const about = { subject: text(given, 'subject'), field: text(given, 'field') };
  return { note: verifyNotes(verifyCase(evidence, pins, false), notes, about) ?? '' };
}

/** A recipient’s checks of a recording, then those of its captions, read. */
export function verifyCaptionsBeside(change: Given, shared: Shared): unknown {
  const { evidence, pins, me, keys, given } = staged(change, shared);
  const beside = staged(given['beside'] as Given, shared);
  const now = number(given, 'now');
  const of = parseId(text(beside.given, 'item'));
  const recording = verifyBeforeOpening(beside.evidence, pins, me, of, now);
  const item = parseId(text(given, 'item'));
  const papers = verifyCaptions(evidence, pins, me, { item, now }, recording);
  const key = openApprovedGrant(papers, evidence.grants, keys.box);
  const ref = papers.released;
  const context = { case: papers.manifest.body.case, item, rendition: ref.rendition };
  const chunks = (given['chunks'] as string[]).map((chunk) => unb64(chunk));
  const whole = openWhole(openContainer(key, bytes(given, 'table'), ref, context), chunks);
  return {
    pins: sortedPins(papers.ground.pins),
    rendition: ref.rendition,
    cues: cuesOf(whole, recording),
  };
}

export function verify(change: Given, shared: Shared): unknown {
  const scene = staged(change, shared);
  const { given } = scene;
  const look = LOOK[text(given, 'device')];
  if (!look) throw new Error('No such device.');
  const { papers, ref, key } = look(scene);
  const pins = sortedPins(papers.ground.pins);
  if (!key) return { pins, rendition: ref.rendition };
  const { case: caseId, item } = papers.manifest.body;
  const context = { case: caseId, item, rendition: ref.rendition };
  const opener = openContainer(key, bytes(given, 'table'), ref, context);
  const chunks = (given['chunks'] as string[]).map((chunk) => unb64(chunk));
  const plaintext_digest = b64(digest(openWhole(opener, chunks)));
  return { pins, rendition: ref.rendition, plaintext_digest };
}

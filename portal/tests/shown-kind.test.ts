/** Nothing is accepted, opened or approved as another kind of item than its author signed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, it, mock } from 'node:test';
import { parseB32, parseId } from '../src/sealing/encoding.ts';
import { SealingError } from '../src/sealing/errors.ts';
import { newVaultKey } from '../src/sealing/keys.ts';
import { sealingReady } from '../src/sealing/sodium.ts';
import { verifyBeforeOpening, verifyOffer } from '../src/vault/inside/recipient.ts';
import { verifyForReview } from '../src/vault/inside/review.ts';
import { keepUnlocked } from '../src/vault/inside/session.ts';
import type { EvidenceWire, ItemKind, ShownItem, Verified } from '../src/vault/messages.ts';

interface Scene {
  readonly evidence: EvidenceWire;
  readonly item: string;
  readonly now: number;
  readonly me: { readonly person: string; readonly sign: string; readonly box: string };
  readonly pins: {
    readonly org: string;
    readonly root: string;
    readonly roster: number;
    readonly cases: readonly { case: string; sequence: number; digest: string }[];
  };
}

const FILE = join(process.cwd(), '../tests/vectors/evidence.json');
const { scenes } = JSON.parse(readFileSync(FILE, 'utf8')) as { scenes: Record<string, Scene> };

before(() => sealingReady);

/** What a screen asks of the vault of whom a scene is told, on its day. */
function asked(name: string, kind: ItemKind | undefined): ShownItem {
  const scene = scenes[name];
  const pinned = scene?.pins.cases[0];
  if (!scene || !pinned) throw new Error('No such scene.');
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: scene.now * 1000 });
  const { me, pins } = scene;
  const vault = {
    box: parseB32(me.box),
    cases: [{ ...pinned, case: parseId(pinned.case), digest: parseB32(pinned.digest) }],
    org: parseId(pins.org),
    person: parseId(me.person),
    root: parseB32(pins.root),
    roster: pins.roster,
    sign: parseB32(me.sign),
    version: 1,
  } as const;
  keepUnlocked(newVaultKey(), vault, 1);
  const evidence = { ...scene.evidence, renditions: [] };
  return { evidence, item: scene.item, case: pinned.case, kind };
}

function isMismatch(cause: unknown): boolean {
  return cause instanceof SealingError && cause.code === 'item-mismatch';
}

const LOOKS: readonly [string, ItemKind, (ask: ShownItem) => Verified][] = [
  ['letter-offered', 'letter', verifyOffer],
  ['letter-recipient', 'letter', verifyBeforeOpening],
  ['letter-reader', 'letter', verifyForReview],
  ['recording-recipient', 'recorded_message', verifyBeforeOpening],
  ['recording-reader', 'recorded_message', verifyForReview],
];

for (const [name, kind, look] of LOOKS) {
  it(`${name}: another kind than was shown is refused`, () => {
    const other = kind === 'letter' ? 'video_message' : 'letter';
    assert.throws(() => look(asked(name, other)), isMismatch);
    assert.equal(look(asked(name, kind)).manifest.kind, kind);
    assert.equal(look(asked(name, undefined)).manifest.kind, kind);
  });
}

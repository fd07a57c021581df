/** Nothing is accepted, opened or approved as another kind of item than its author signed. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { SealingError } from '../src/sealing/errors.ts';
import { sealingReady } from '../src/sealing/sodium.ts';
import { verifyBeforeOpening, verifyOffer } from '../src/vault/inside/recipient.ts';
import { verifyForReview } from '../src/vault/inside/review.ts';
import type { ItemKind, ShownItem, Verified } from '../src/vault/messages.ts';
import { sceneNamed, unlock } from './scenes.ts';

before(() => sealingReady);

/** What a screen asks of the vault of whom a scene is told, on its day. */
function asked(name: string, kind: ItemKind | undefined): ShownItem {
  const scene = sceneNamed(name);
  const pinned = unlock(scene);
  const evidence = { ...scene.evidence, renditions: [] };
  return { evidence, item: scene.item, case: pinned, kind };
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

/** Whose word a reader who does not hear a recording may go by, and that the decision names it. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { b32, type B32 } from '../src/sealing/encoding.ts';
import { sealingReady } from '../src/sealing/sodium.ts';
import { nameOf, openStatement } from '../src/sealing/statements.ts';
import { decide, noteBeside } from '../src/vault/inside/deciding.ts';
import { Refusal } from '../src/vault/inside/refusal.ts';
import { verifyForReview } from '../src/vault/inside/review.ts';
import { transcript } from '../src/vault/inside/transcripts.ts';
import type { NoteWire, WrittenNote } from '../src/vault/messages-deciding.ts';
import { coveredUnheard, isTooLong } from '../src/ui/unheard.ts';
import { fixed, undecided, unlock, type Scene } from './scenes.ts';

const SAID = '0:00 He coughs.\n\n0:01 “I am sorry.”';
const HEARD = { unit: 'ms', covered: 4, total: 2000 } as const;
const SEEN = { ...HEARD, byTranscript: 'A'.repeat(43) as B32 } as const;
const NO = { verdict: 'return', reason: 'unclear', words: 'Please speak up.' } as const;

before(() => sealingReady);

/** A supervisor of the same team, on a device of their own. */
function supervisors({ evidence }: Scene): Scene['me'] {
  const { body } = openStatement(evidence.roster, 'gobetween/roster/1');
  const entry = body.staff.find(({ roles }) => roles.includes('supervisor'));
  if (!entry) throw new Error('No supervisor.');
  return {
    person: entry.person,
    sign: b32(fixed('supervisor/sign')),
    box: b32(fixed('supervisor/box')),
  };
}

/** Lets somebody open the item on the scene's day; gives its handle. */
function held(shown: Scene, me = shown.me): string {
  const pinned = unlock(shown, me);
  const { evidence, item } = shown;
  const { kind } = openStatement(evidence.manifest!, 'gobetween/manifest/1').body;
  return verifyForReview({ evidence, item, case: pinned, kind }).handle;
}

function listed(...made: readonly WrittenNote[]): readonly NoteWire[] {
  return made.map(({ note, sealed }) => ({ statements: [note], sealed }));
}

function isRefusal(code: string) {
  return (cause: unknown): boolean => cause instanceof Refusal && cause.code === code;
}

it('transcript: is gone by where a colleague signed it, and the decision names just that', () => {
  const shown = undecided('recording-reader');
  const theirs = held(shown, supervisors(shown));
  const written = noteBeside({ handle: theirs, field: 'transcript', text: SAID, notes: [] });
  assert.equal(transcript({ handle: theirs, notes: listed(written) }).by, 'own');
  assert.throws(
    () => decide({ ...NO, handle: theirs, coverage: SEEN, notes: [] }),
    isRefusal('no-transcript'),
  );
  const handle = held(shown);
  const ask = { ...NO, handle, coverage: SEEN, notes: [] };
  assert.throws(() => decide(ask), isRefusal('no-transcript'));
  const found = transcript({ handle, notes: listed(written) });
  const digest = nameOf(written.note);
  assert.deepEqual(found, { text: SAID, by: 'colleague', digest, draft: '' });
  const byIt = { ...ask, coverage: { ...HEARD, byTranscript: digest } };
  const { coverage } = openStatement(decide(byIt).decision, 'gobetween/decision/1').body;
  assert.deepEqual(coverage, { ...HEARD, transcript: digest });
  const played = decide({ ...ask, coverage: HEARD });
  assert.deepEqual(openStatement(played.decision, 'gobetween/decision/1').body.coverage, HEARD);
});

it('transcript: one that was read is nothing to go by once a newer version is here', () => {
  const shown = undecided('recording-reader');
  const theirs = held(shown, supervisors(shown));
  const about = { handle: theirs, field: 'transcript' } as const;
  const first = noteBeside({ ...about, text: SAID, notes: [] });
  const second = noteBeside({ ...about, text: `${SAID}\n\n0:02 He cries.`, notes: listed(first) });
  const both = [{ statements: [first.note, second.note], sealed: second.sealed }];
  const handle = held(shown);
  const by = (digest: B32) => () =>
    decide({ ...NO, handle, coverage: { ...HEARD, byTranscript: digest }, notes: [] });
  assert.equal(transcript({ handle, notes: listed(first) }).digest, nameOf(first.note));
  assert.equal(transcript({ handle, notes: both }).digest, nameOf(second.note));
  assert.throws(by(nameOf(first.note)), isRefusal('no-transcript'));
  const { coverage } = openStatement(by(nameOf(second.note))().decision, 'gobetween/decision/1').body;
  assert.equal(coverage.transcript, nameOf(second.note));
});

it('transcript: what somebody has only begun is none', () => {
  const shown = undecided('recording-reader');
  const theirs = held(shown, supervisors(shown));
  const begun = noteBeside({ handle: theirs, field: 'transcribing', text: SAID, notes: [] });
  const handle = held(shown);
  const found = transcript({ handle, notes: listed(begun) });
  assert.deepEqual(found, { text: null, by: null, digest: null, draft: SAID });
  assert.throws(
    () => decide({ ...NO, handle, coverage: SEEN, notes: [] }),
    isRefusal('no-transcript'),
  );
});

it('transcript: a letter has none', () => {
  const handle = held(undecided('letter-reader'));
  assert.throws(() => transcript({ handle, notes: [] }), isRefusal('not-playable'));
});

it('coverage without hearing: no more than was seen, and nothing where there is nothing to read', () => {
  assert.equal(coveredUnheard(2000, null, 0, 0), 0);
  assert.equal(coveredUnheard(2000, null, 5, 10), 1000);
  assert.equal(coveredUnheard(2000, 700, 10, 10), 700);
  assert.equal(coveredUnheard(2000, 2000, 9, 10), 1800);
  assert.equal(coveredUnheard(2000, 2000, 10, 10), 2000);
  assert.equal(isTooLong('ŵ'.repeat(8000)), false);
  assert.equal(isTooLong('ŵ'.repeat(8001)), true);
});

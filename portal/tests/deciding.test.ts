/** What a reader's vault signs besides an approval, what goes with it, and an author's appeal. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { b32, parseId, unb64 } from '../src/sealing/encoding.ts';
import { SealingError } from '../src/sealing/errors.ts';
import { openNote } from '../src/sealing/notes.ts';
import type { Body } from '../src/sealing/schemas.ts';
import { boxPair } from '../src/sealing/sealed.ts';
import { sealingReady } from '../src/sealing/sodium.ts';
import { nameOf, openStatement, sign } from '../src/sealing/statements.ts';
import { verifyOwn } from '../src/vault/inside/author.ts';
import { appeal, decide, escalate, noteBeside } from '../src/vault/inside/deciding.ts';
import { noteForTeam, openNotes } from '../src/vault/inside/notes.ts';
import { Refusal } from '../src/vault/inside/refusal.ts';
import { standingUntil, verifyForReview } from '../src/vault/inside/review.ts';
import type { ShownItem, StatementWire } from '../src/vault/messages.ts';
import { fixed, undecided, unlock, type Scene } from './scenes.ts';

const WORDS = 'Please leave out the street.';
const COVERAGE = { unit: 'characters', covered: 4, total: 900 } as const;

before(() => sealingReady);

function reader(): Scene {
  return undecided('letter-reader');
}

/** Lets somebody's vault be unlocked on the scene's day; gives what a screen asks of it. */
function unlockedFor(scene: Scene, me = scene.me): ShownItem {
  return { evidence: scene.evidence, item: scene.item, case: unlock(scene, me), kind: 'letter' };
}

/** The author's device, in the same scene. */
function authors(scene: Scene): Scene['me'] {
  const { body } = openStatement(scene.evidence.manifest!, 'gobetween/manifest/1');
  const [key, box] = [fixed('author/sign'), fixed('author/box')];
  return { person: body.author, sign: b32(key), box: b32(box) };
}

function decided(wire: StatementWire): Body<'gobetween/decision/1'> {
  return openStatement(wire, 'gobetween/decision/1').body;
}

function isRefusal(code: string) {
  return (cause: unknown): boolean => cause instanceof Refusal && cause.code === code;
}

for (const [verdict, field] of [
  ['return', 'returned-1'],
  ['withhold', 'withheld-1'],
] as const) {
  it(`${verdict}: is signed with words to the author, and gives no key away`, () => {
    const scene = reader();
    const asked = unlockedFor(scene);
    const { handle } = verifyForReview(asked);
    const said = { handle, verdict, reason: 'threatens', coverage: COVERAGE } as const;
    assert.throws(() => decide(said), isRefusal('no-words'));
    assert.throws(() => decide({ ...said, words: ' ' }), isRefusal('no-words'));
    const made = decide({ ...said, words: WORDS });
    const body = decided(made.decision);
    assert.deepEqual([body.verdict, body.reason, body.sequence], [verdict, 'threatens', 1]);
    assert.deepEqual([body.recipients, made.grants, body.coverage], [[], [], COVERAGE]);
    assert.ok(made.words);
    const note = openStatement(made.words.note, 'gobetween/note/1').body;
    assert.deepEqual(
      [note.subject, note.field, note.version, note.previous, note.audience],
      [scene.item, field, 1, '', ['team', 'author']],
    );
    const place = { case: asked.case, subject: scene.item, field, version: 1 };
    const sealed = unb64(made.words.sealed);
    for (const key of [unb64(scene.team_private), fixed('author/box')]) {
      assert.equal(openNote(place, sealed, boxPair(key)), WORDS);
    }
    // A second no about the same version says what it says in the next version of the note.
    const listed = [{ statements: [made.words.note], sealed: made.words.sealed }];
    const again = decide({ ...said, words: 'I think so too.', notes: listed });
    const next = openStatement(again.words!.note, 'gobetween/note/1').body;
    assert.deepEqual([next.version, next.previous], [2, nameOf(made.words.note)]);
  });
}

it('approve: has no words, and ends no later than what it rests on', () => {
  const scene = reader();
  const { handle } = verifyForReview(unlockedFor(scene));
  const records = { ...scene.evidence, records: [] };
  assert.deepEqual(standingUntil({ handle, records }), { until: null });
  const said = { handle, verdict: 'approve', reason: '', coverage: COVERAGE } as const;
  assert.throws(() => decide({ ...said, validUntil: scene.now + 60 }), isRefusal('not-opened'));
});

it('escalate: follows the last suspension of the item, with words for the team alone', () => {
  const scene = reader();
  const asked = unlockedFor(scene);
  const { handle } = verifyForReview(asked);
  const seed = unb64(scene.me.sign);
  const stated = (item: string, at: number): StatementWire =>
    sign(
      'gobetween/suspension/1',
      {
        case: parseId(asked.case),
        item: item === '' ? '' : parseId(item),
        reason: 'risk',
        lifted: 'no',
        previous: '',
        at,
      },
      seed,
    ).wire;
  const own = stated(scene.item, 1);
  const made = escalate({ handle, suspensions: [own, stated('', 2)], words: WORDS });
  const { body } = openStatement(made.suspension, 'gobetween/suspension/1');
  assert.deepEqual(
    [body.item, body.reason, body.lifted, body.previous],
    [scene.item, 'escalated', 'no', nameOf(own)],
  );
  const note = openStatement(made.words!.note, 'gobetween/note/1').body;
  assert.deepEqual([note.field, note.audience], ['escalated-1', ['team']]);
  assert.equal(escalate({ handle, suspensions: [] }).words, null);
});

it('appeal: is against the withholding that a reader signed, and against nothing else', () => {
  const scene = reader();
  const readers = verifyForReview(unlockedFor(scene));
  const no = { reason: 'threatens', coverage: COVERAGE, words: WORDS } as const;
  const withheld = decide({ handle: readers.handle, verdict: 'withhold', ...no });
  const returned = decide({ handle: readers.handle, verdict: 'return', ...no });
  const author = authors(scene);
  const shown = (decisions: readonly StatementWire[]) => {
    const asked = unlockedFor(scene, author);
    return verifyOwn({ ...asked, evidence: { ...asked.evidence, decisions } });
  };
  const { appeal: wire } = appeal({ handle: shown([withheld.decision]).handle });
  const { body } = openStatement(wire, 'gobetween/appeal/1');
  assert.deepEqual(
    [body.item, body.manifest, body.decision],
    [scene.item, nameOf(scene.evidence.manifest!), nameOf(withheld.decision)],
  );
  const forged = sign('gobetween/decision/1', decided(withheld.decision), fixed('stranger/sign'));
  for (const [decisions, code] of [
    [[], 'decision-missing'],
    [[returned.decision], 'decision-invalid'],
    [[forged.wire], 'decision-invalid'],
  ] as const) {
    const { handle } = shown(decisions);
    assert.throws(
      () => appeal({ handle }),
      (cause) => cause instanceof SealingError && cause.code === code,
    );
  }
});

it('notes: are opened by whom they are for, and the rest is left out loudly', () => {
  const scene = reader();
  const asked = unlockedFor(scene);
  const { handle } = verifyForReview(asked);
  const no = { handle, reason: 'threatens', coverage: COVERAGE, words: WORDS } as const;
  const theirs = decide({ ...no, verdict: 'return' }).words!;
  const teams = escalate({ handle, suspensions: [], words: 'For us.' }).words!;
  const spoilt = { ...theirs, sealed: teams.sealed };
  const listed = [theirs, teams, spoilt].map(({ note, sealed }) => ({
    statements: [note],
    sealed,
  }));
  const ask = { ground: scene.evidence, case: asked.case, notes: listed };
  const texts = (): (readonly string[])[] => {
    const { notes, leftOut } = openNotes(ask);
    return [notes.map(({ text }) => text), leftOut];
  };
  assert.deepEqual(texts(), [[WORDS, 'For us.'], ['note-invalid']]);
  unlockedFor(scene, authors(scene));
  assert.deepEqual(texts(), [[WORDS], ['sealed-unopenable', 'note-invalid']]);
});

it('notes for the team: follow one another, about somebody of the case, and no participant writes one', () => {
  const scene = reader();
  const asked = unlockedFor(scene);
  const { case: caseId } = asked;
  const about = { ground: scene.evidence, case: caseId, subject: caseId, field: 'not-to-tell' };
  const first = noteForTeam({ ...about, text: 'Cefn Road', notes: [] });
  const listed = [{ statements: [first.note], sealed: first.sealed }];
  const second = noteForTeam({ ...about, text: 'Morfa', notes: listed });
  const whole = [{ statements: [first.note, second.note], sealed: second.sealed }];
  const { notes } = openNotes({ ground: scene.evidence, case: caseId, notes: whole });
  assert.deepEqual(
    notes.map(({ subject, field, version, text }) => [subject, field, version, text]),
    [[caseId, 'not-to-tell', 2, 'Morfa']],
  );
  const refused = (ask: Parameters<typeof noteForTeam>[0]): void =>
    assert.throws(
      () => noteForTeam(ask),
      (cause) => cause instanceof SealingError && cause.code === 'note-invalid',
    );
  refused({ ...about, subject: asked.item, text: 'x', notes: [] });
  unlockedFor(scene, authors(scene));
  refused({ ...about, text: 'x', notes: [] });
});

it('beside: what readers write is for the team alone, and its versions follow one another', () => {
  const scene = reader();
  const asked = unlockedFor(scene);
  const { handle } = verifyForReview(asked);
  const first = noteBeside({ handle, field: 'beside', text: 'one', notes: [] });
  const second = noteBeside({ handle, field: 'beside', text: 'two', notes: [{ statements: [first.note], sealed: first.sealed }] });
  const listed = [{ statements: [first.note, second.note], sealed: second.sealed }];
  const ask = { ground: scene.evidence, case: asked.case, notes: listed };
  assert.deepEqual(
    openNotes(ask).notes.map(({ subject, field, version, text }) => [subject, field, version, text]),
    [[asked.item, 'beside-1', 2, 'two']],
  );
  unlockedFor(scene, authors(scene));
  assert.deepEqual(openNotes(ask).leftOut, ['sealed-unopenable']);
});

it('notes: what readers keep is left out where somebody else of the case signed it', () => {
  const scene = reader();
  const asked = unlockedFor(scene);
  const { handle } = verifyForReview(asked);
  const { note, sealed } = escalate({ handle, suspensions: [], words: 'He names a street.' }).words!;
  const { body } = openStatement(note, 'gobetween/note/1');
  const forged = sign('gobetween/note/1', body, fixed('author/sign')).wire;
  const read = (statement: StatementWire): readonly string[] => {
    const notes = [{ statements: [statement], sealed }];
    const found = openNotes({ ground: scene.evidence, case: asked.case, notes });
    return [...found.notes.map(({ text }) => text), ...found.leftOut];
  };
  assert.deepEqual(read(note), ['He names a street.']);
  assert.deepEqual(read(forged), ['note-invalid']);
});

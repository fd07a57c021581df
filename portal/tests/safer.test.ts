/** What a vault lets a reader ask for of a recording, and when it signs its author's agreement. */
import assert from 'node:assert/strict';
import { afterEach, before, it, mock } from 'node:test';
import { ContainerOpener, ContainerSealer } from '../src/sealing/container.ts';
import { b32, b64, newId, unb64 } from '../src/sealing/encoding.ts';
import { SealingError } from '../src/sealing/errors.ts';
import type { Edit } from '../src/sealing/schemas-edits.ts';
import { boxPair, openGrant, sealGrant } from '../src/sealing/sealed.ts';
import { sealingReady } from '../src/sealing/sodium.ts';
import { nameOf, openStatement } from '../src/sealing/statements.ts';
import { CHUNK } from '../src/sealing/table.ts';
import { verifyOwn } from '../src/vault/inside/author.ts';
import { Content } from '../src/vault/inside/content.ts';
import { Stored } from '../src/vault/inside/stored.ts';
import { decide } from '../src/vault/inside/deciding.ts';
import { openContent, servePlayer } from '../src/vault/inside/opening.ts';
import { verifyBeforeOpening, verifyOffer } from '../src/vault/inside/recipient.ts';
import { Refusal } from '../src/vault/inside/refusal.ts';
import { verifyForReview } from '../src/vault/inside/review.ts';
import { agree, listEdits } from '../src/vault/inside/safer.ts';
import type { EvidenceWire } from '../src/vault/messages.ts';
import type { WrongAsked } from '../src/vault/messages-safer.ts';
import { fixed, sceneNamed, undecided, unlock, type Scene } from './scenes.ts';

before(() => sealingReady);
afterEach(() => mock.restoreAll());

const WHOLE = { left: 0, top: 0, width: 1000, height: 1000 } as const;
const NOTHING = { from: 0, until: 0, left: 0, top: 0, width: 0, height: 0 } as const;
const VOICE: Edit = { ...NOTHING, edit: 'voice' };
const SOUND_ONLY: Edit = { ...NOTHING, edit: 'sound-only' };

function cut(from: number, until: number): Edit {
  return { ...NOTHING, edit: 'cut', from, until };
}

function blur(box: Partial<Edit> = {}): Edit {
  return { ...NOTHING, ...WHOLE, edit: 'blur', ...box };
}

/** A safer rendition to which nobody has agreed: 61 s are left of some 73.5. */
function edited(): Scene {
  return undecided('recording-reader', 'later/edits');
}

function asked(scene: Scene, me = scene.me, evidence = scene.evidence) {
  const kind = openStatement(scene.evidence.manifest!, 'gobetween/manifest/1').body.kind;
  return { evidence, item: scene.item, case: unlock(scene, me), kind };
}

function isRefusal(code: string) {
  return (cause: unknown): boolean => cause instanceof Refusal && cause.code === code;
}

const made = (scene: Scene) => openStatement(scene.evidence.rendition!, 'gobetween/rendition/1').body;

it('review: says what was changed, and that its author has not agreed; it is not approved meanwhile', () => {
  const scene = edited();
  const { handle, changed } = verifyForReview(asked(scene));
  const digest = nameOf(scene.evidence.rendition!);
  assert.deepEqual(changed, { digest, edits: made(scene).edits, agreed: false });
  const coverage = { unit: 'ms', covered: 61_000, total: 61_000 } as const;
  assert.throws(
    () => decide({ handle, verdict: 'approve', reason: '', coverage, validUntil: scene.now + 60 }),
    (cause) => cause instanceof SealingError && cause.code === 'agreement-missing',
  );
  const letter = undecided('letter-reader');
  assert.equal(verifyForReview({ ...asked(letter) }).changed, null);
});

it('a recipient: is told of nothing that was changed', () => {
  const scene = undecided('recording-recipient', 'later/edits');
  const shown = { ...scene.evidence, decisions: sceneNamed('recording-recipient', 'later/edits').evidence.decisions };
  for (const verify of [verifyOffer, verifyBeforeOpening]) {
    const told = JSON.stringify(verify(asked(scene, scene.me, shown)));
    for (const word of ['changed', 'edit', 'agreed', 'blur', 'cut']) assert.ok(!told.includes(word), word);
  }
});

it('list of edits: comes back in its one form, and says where nothing would change', () => {
  const scene = edited();
  const { handle } = verifyForReview(asked(scene));
  const [first, second, ...rest] = made(scene).edits;
  const { edits, wrong, unchanged } = listEdits({ handle, edits: [...rest.toReversed(), second!, first!] });
  assert.deepEqual([edits, wrong, unchanged], [made(scene).edits, [], true]);
  assert.equal(listEdits({ handle, edits: rest }).unchanged, false);
  assert.deepEqual(listEdits({ handle, edits: [] }), { edits: [], wrong: [], unchanged: false });
});

const WRONG: readonly (readonly [string, readonly Edit[], number, WrongAsked])[] = [
  ['a cut that ends as it begins', [VOICE, cut(500, 500)], 1, 'time'],
  ['a time that is no whole millisecond', [cut(0.5, 90)], 0, 'time'],
  ['a time that ends before it begins', [blur({ from: 900, until: 200 })], 0, 'time'],
  ['a box without a width', [blur({ width: 0 })], 0, 'box'],
  ['a box beyond the picture', [blur({ left: 600, width: 401 })], 0, 'box'],
  ['a box before the picture', [blur({ left: -1, width: 401 })], 0, 'box'],
  ['the same twice', [VOICE, cut(1, 2), VOICE], 2, 'twice'],
  ['cuts that touch', [cut(900, 1200), cut(500, 900)], 1, 'touches'],
  ['cuts that overlap', [cut(500, 900), cut(100, 2000)], 1, 'touches'],
  ['a box where only sound is left', [blur(), SOUND_ONLY], 1, 'without-picture'],
  ['sound alone where a box is hidden', [SOUND_ONLY, blur()], 1, 'without-picture'],
  ['what begins behind the end', [blur({ from: 73_540, until: 80_000 })], 0, 'behind-its-end'],
  ['cuts that leave less than a second', [cut(0, 20_000), cut(20_900, 90_000)], 0, 'too-little-left'],
];

for (const [what, edits, at, why] of WRONG) {
  it(`list of edits: ${what} is wrong`, () => {
    const { handle } = verifyForReview(asked(edited()));
    assert.deepEqual(listEdits({ handle, edits }).wrong[0], { at, why });
  });
}

it('list of edits: no more than thirty-two', () => {
  const { handle } = verifyForReview(asked(edited()));
  const edits = Array.from({ length: 33 }, (_, at) => blur({ from: at, until: at + 1 }));
  assert.deepEqual(listEdits({ handle, edits }).wrong, [{ at: 32, why: 'too-many' }]);
  assert.deepEqual(listEdits({ handle, edits: edits.slice(1) }).wrong, []);
});

it('list of edits: a letter has none', () => {
  const { handle } = verifyForReview(asked(undecided('letter-reader')));
  assert.throws(() => listEdits({ handle, edits: [] }), isRefusal('not-playable'));
});

/** The author's own look at the same: with a key to it, as the service hands it to them. */
function authors(scene: Scene) {
  const [sign, box] = [fixed('author/sign'), fixed('author/box')];
  const { body } = openStatement(scene.evidence.manifest!, 'gobetween/manifest/1');
  const team = boxPair(unb64(scene.team_private, 32));
  const { rendition } = made(scene).output;
  const teams = scene.evidence.grants.find((one) => one.rendition === rendition)!;
  const key = openGrant(unb64(teams.grant), scene.item, rendition, team);
  const own = sealGrant(scene.item, rendition, boxPair(box).publicKey, key);
  const evidence: EvidenceWire = {
    ...scene.evidence,
    grants: [{ rendition, grant: b64(own) }],
    renditions: [{ rendition, slice_chunks: 1 }],
  };
  const me = { person: body.author, sign: b32(sign), box: b32(box) };
  return verifyOwn(asked(scene, me, evidence));
}

/** The service hands over what is stored of this scene. */
function serves({ table, chunks }: Scene): void {
  mock.method(globalThis, 'fetch', (path: string) => {
    const bytes = path.endsWith('/table') ? unb64(table) : unb64(chunks[0]!);
    return Promise.resolve(new Response(new Uint8Array(bytes)));
  });
}

/** What a player is given of it. */
async function played(handle: string, offset: number, length: number): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  servePlayer({ port: port1 }, () => undefined);
  const bytes = new Promise<ArrayBuffer>((resolve) => {
    port2.onmessage = ({ data }) => resolve((data as { bytes: ArrayBuffer }).bytes);
  });
  port2.postMessage({ id: 1, handle, offset, length });
  const { byteLength } = await bytes;
  port1.close();
  port2.close();
  return byteLength;
}

it('agree: names just the rendition that its author was given whole', async () => {
  const scene = edited();
  serves(scene);
  const { handle, changed } = authors(scene);
  assert.equal(changed?.agreed, false);
  assert.throws(() => agree({ handle }), isRefusal('not-seen'));
  const { length } = await openContent({ handle });
  assert.throws(() => agree({ handle }), isRefusal('not-seen'));
  assert.equal(await played(handle, 0, length), length);
  const { agreement } = agree({ handle });
  const { body } = openStatement(agreement, 'gobetween/agreement/1');
  assert.deepEqual(
    [body.item, body.manifest, body.renditions],
    [scene.item, nameOf(scene.evidence.manifest!), [nameOf(scene.evidence.rendition!)]],
  );
  assert.equal(agreement.key, scene.evidence.manifest!.key);
  const since = { ...scene.evidence, agreements: [agreement] };
  assert.equal(verifyForReview(asked(scene, scene.me, since)).changed?.agreed, true);
});

it('agree: is not for whoever reads it, nor for what was not changed', () => {
  const scene = edited();
  const { handle } = verifyForReview(asked(scene));
  assert.throws(() => agree({ handle }), isRefusal('nothing-changed'));
  assert.throws(
    () => agree({ handle: authors(undecided('recording-reader')).handle }),
    isRefusal('nothing-changed'),
  );
});

it('given whole: not before something of every part was given, in whatever order', async () => {
  const [key, rendition] = [fixed('key'), newId()];
  const context = { case: newId(), item: newId(), rendition };
  const plain = new Uint8Array(3 * CHUNK - 8);
  const sealer = new ContainerSealer(key, context, plain.length, fixed('salt').slice(0, 24));
  const chunks = Array.from({ length: sealer.chunks }, (_, at) => {
    const { from, to } = sealer.plaintextSpan(at);
    return sealer.sealChunk(at, plain.subarray(from, to));
  });
  mock.method(globalThis, 'fetch', (path: string) =>
    Promise.resolve(new Response(new Uint8Array(chunks[Number(path.split('/').at(-1))]!))),
  );
  const opener = new ContainerOpener(key, context, sealer.table());
  const content = await Content.open(opener, new Stored(rendition, false), 1, key);
  for (const offset of [0, 2 * CHUNK, CHUNK]) {
    assert.equal(content.givenWhole, false);
    await content.read(offset, 16);
  }
  assert.equal(content.givenWhole, true);
});

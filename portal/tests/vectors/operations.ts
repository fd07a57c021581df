/**
 * What each `op` of tests/vectors/*.json asks of the TypeScript side. Owns translating shapes; every
 * judgement is the product's.
 */
import {
  ContainerOpener,
  ContainerSealer,
  openWhole,
  resumableSalt,
} from '../../src/sealing/container.ts';
import { CaptionsRefused, readCaptions } from '../../src/sealing/captions.ts';
import { canonical, parseCanonical, type JsonObject } from '../../src/sealing/canonical.ts';
import { EMPTY, b64, digest, kdf, lp, parseId, unb64 } from '../../src/sealing/encoding.ts';
import {
  checkOffer,
  checkReply,
  enrolmentSecrets,
  makeReply,
} from '../../src/sealing/enrolment.ts';
import { keysOf, openVault, personKeys, unwrap } from '../../src/sealing/keys.ts';
import { openNote } from '../../src/sealing/notes.ts';
import { paddedLength, unpad } from '../../src/sealing/padding.ts';
import { LONGEST_INDEX, pagesIn } from '../../src/sealing/pages.ts';
import { LONGEST_PREVIEW, previewIn } from '../../src/sealing/preview.ts';
import type { Body, StatementType } from '../../src/sealing/schemas.ts';
import {
  boxPair,
  openCard,
  openGrant,
  openInvitationSecret,
  openResume,
  sealGrant,
} from '../../src/sealing/sealed.ts';
import {
  loginToken,
  normaliseEnrolmentCode,
  normalisePassphrase,
  normaliseRecoveryCode,
  parseProfile,
  stretch,
  wrapKey,
} from '../../src/sealing/secrets.ts';
import { sliceCount, sliceLength, sliceOf } from '../../src/sealing/slices.ts';
import { openStatement, parseWire, sign } from '../../src/sealing/statements.ts';
import { chunkCount, DigestTable } from '../../src/sealing/table.ts';
import { openPreviousKey, openTeamKey } from '../../src/sealing/teams.ts';
import { changed, type Change } from './changes.ts';
import { bytes, number, text, type Given, type Shared } from './given.ts';
import { LATER } from './later.ts';
import {
  earlierReaders,
  restsUntilWhen,
  verify,
  verifyCaptionsBeside,
  verifyNote,
} from './verifying.ts';

type Perform = (given: Given, shared: Shared) => unknown;

/** `H(lp("gobetween/vectors/1") ‖ lp(label) ‖ BE32(i))` for i from 0, cut to `size`. */
function fixed(label: string, size: number): Uint8Array {
  const start = new Uint8Array([...lp('gobetween/vectors/1'), ...lp(label), 0, 0, 0, 0]);
  const view = new DataView(start.buffer);
  const whole = new Uint8Array(Math.ceil(size / 32) * 32);
  for (let block = 0; block * 32 < size; block += 1) {
    view.setUint32(start.length - 4, block);
    whole.set(digest(start), block * 32);
  }
  return whole.slice(0, size);
}

function repeated(given: Given): Uint8Array {
  const middle = text(given, 'repeat').repeat(number(given, 'times'));
  return new TextEncoder().encode(text(given, 'begin') + middle + text(given, 'end'));
}

function hex(raw: Uint8Array): string {
  return Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unhex(written: string): Uint8Array {
  return Uint8Array.from(written.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function contextOf(given: Given) {
  return {
    case: text(given, 'case'),
    item: text(given, 'item'),
    rendition: text(given, 'rendition'),
  };
}

/** A described container of the file, sealed here; `given` may exchange its key or its context. */
function described(given: Given, shared: Shared) {
  const named = shared.containers[text(given, 'container')];
  if (!named) throw new Error('No such container.');
  const about = { ...named, ...given };
  const { label, length } = named.plaintext;
  const plaintext = fixed(label, length);
  const key = unb64(named.content_key);
  const salt = resumableSalt(key, digest(plaintext), length);
  const sealer = new ContainerSealer(key, contextOf(named), length, salt);
  const chunks = Array.from({ length: sealer.chunks }, (_, index) => {
    const { from, to } = sealer.plaintextSpan(index);
    return sealer.sealChunk(index, plaintext.subarray(from, to));
  });
  return { about, sealer, table: sealer.table(), chunks };
}

function opened(key: Uint8Array, context: Given, table: Uint8Array, chunks: Uint8Array[]) {
  const opener = new ContainerOpener(key, contextOf(context), DigestTable.fromBytes(table));
  const plaintext = openWhole(opener, chunks);
  return { length: plaintext.length, plaintext_digest: b64(digest(plaintext)) };
}

function signAny(type: string, body: unknown, seed: Uint8Array) {
  const known = type as StatementType;
  return sign(known, body as Body<typeof known>, seed).wire;
}

export const OPERATIONS: Readonly<Record<string, Perform>> = {
  b64: (given) => ({ text: b64(unhex(text(given, 'hex'))) }),
  unb64: (given) => ({
    hex: hex(
      'length' in given
        ? unb64(text(given, 'text'), number(given, 'length'))
        : unb64(text(given, 'text')),
    ),
  }),
  id: (given) => ({ text: parseId(text(given, 'text')) }),
  digest: (given) => ({ digest: b64(digest(bytes(given, 'bytes'))) }),
  kdf: (given) => ({ key: b64(kdf(bytes(given, 'key'), text(given, 'label'))) }),
  'canonical.write': (given) => ({ bytes: b64(canonical(given['value'] as JsonObject)) }),
  'canonical.parse': (given) => ({ value: parseCanonical(bytes(given, 'bytes')) }),
  'padding.length': (given) => ({ padded: paddedLength(number(given, 'length')) }),
  'padding.unpad': (given) => ({ plaintext: b64(unpad(bytes(given, 'padded'))) }),
  'pages.in': (given) => {
    const whole = bytes(given, 'bytes');
    return { pages: pagesIn(whole.subarray(-LONGEST_INDEX), whole.length) };
  },
  'preview.in': (given) => {
    const whole = bytes(given, 'bytes');
    const found = previewIn(whole.subarray(-LONGEST_PREVIEW), whole.length);
    if (found === null) return { preview: null };
    const { beginsMs, eachMs, peaks, still } = found;
    const jpeg = still === null ? null : { ...still, jpeg: b64(still.jpeg) };
    return { preview: { begins_ms: beginsMs, each_ms: eachMs, peaks: b64(peaks), still: jpeg } };
  },
  'slice.of': (given) => sliceOf(number(given, 'chunk'), number(given, 'per')),
  'slice.lengths': (given) => {
    const padded = number(given, 'padded');
    const per = number(given, 'per');
    const count = sliceCount(chunkCount(padded), per);
    return { bytes: Array.from({ length: count }, (_, slice) => sliceLength(slice, padded, per)) };
  },

  'container.salt': (given) => ({
    salt: b64(
      resumableSalt(
        bytes(given, 'content_key'),
        bytes(given, 'plaintext_digest'),
        number(given, 'length'),
      ),
    ),
  }),
  'container.seal': (given, shared) => {
    const { sealer, table, chunks } = described(given, shared);
    return {
      header: b64(sealer.header),
      padded: sealer.padded,
      table_digest: table.digest,
      chunk_digests: table.digests.map(b64),
      last_chunk_bytes: chunks.at(-1)?.length,
    };
  },
  'container.open': (given, shared) => {
    const { about, table, chunks } = described(given, shared);
    const after = changed(table.toBytes(), chunks, given['changes'] as readonly Change[]);
    return opened(unb64(about.content_key), about, after.table, after.chunks);
  },
  'container.open-chunk': (given, shared) => {
    const { about, table, chunks } = described(given, shared);
    const after = changed(table.toBytes(), chunks, given['changes'] as readonly Change[]);
    const opener = new ContainerOpener(
      unb64(about.content_key),
      contextOf(about),
      DigestTable.fromBytes(after.table),
    );
    const index = number(given, 'chunk');
    return { digest: b64(digest(opener.openChunk(index, after.chunks[index] ?? EMPTY))) };
  },
  'container.open-literal': (given) => {
    const chunks = (given['chunks'] as string[]).map((chunk) => unb64(chunk));
    return opened(bytes(given, 'content_key'), given, bytes(given, 'table'), chunks);
  },

  'statement.open': (given) => {
    const statement = parseWire(given['statement']);
    const { digest: name, body } = openStatement(statement, given['type'] as StatementType);
    return { digest: name, body };
  },
  'statement.sign': (given) => ({
    statement: signAny(text(given, 'type'), given['body'], bytes(given, 'seed')),
  }),

  'grant.seal': (given) => ({
    grant: b64(
      sealGrant(
        text(given, 'item'),
        text(given, 'rendition'),
        bytes(given, 'grantee'),
        bytes(given, 'content_key'),
      ),
    ),
  }),
  'grant.open': (given) => {
    const grant = bytes(given, 'grant');
    const pair = boxPair(bytes(given, 'box_private'));
    const key = openGrant(grant, text(given, 'item'), text(given, 'rendition'), pair);
    return { content_key: b64(key), digest: b64(digest(grant)) };
  },
  'resume.open': (given) => {
    const pair = boxPair(bytes(given, 'box_private'));
    const { contentKey, plaintextDigest, length } = openResume(
      bytes(given, 'sealed'),
      text(given, 'item'),
      text(given, 'rendition'),
      pair,
    );
    return { content_key: b64(contentKey), plaintext_digest: b64(plaintextDigest), length };
  },
  'card.open': (given) => {
    const sealed = bytes(given, 'sealed');
    const team = boxPair(bytes(given, 'team_private'));
    return { text: openCard(sealed, text(given, 'case'), team), digest: b64(digest(sealed)) };
  },
  'invitation.open': (given) => {
    const pair = boxPair(bytes(given, 'box_private'));
    const kept = openInvitationSecret(bytes(given, 'sealed'), text(given, 'invitation'), pair);
    return { reply_key: b64(kept.replyKey), offer_digest: b64(kept.offerDigest) };
  },
  'team.open': (given) => {
    const { body } = openStatement(parseWire(given['statement']), 'gobetween/team/1');
    const keys = personKeys(new Uint8Array(32), bytes(given, 'box_private'));
    return { private: b64(openTeamKey(body, text(given, 'person'), keys).privateKey) };
  },
  'team.previous': (given) => {
    const current = openStatement(parseWire(given['statement']), 'gobetween/team/1');
    const previous = openStatement(parseWire(given['previous']), 'gobetween/team/1');
    const pair = boxPair(bytes(given, 'private'));
    return { private: b64(openPreviousKey(current.body, pair, previous).privateKey) };
  },

  'normalise.passphrase': (given) => ({ text: normalisePassphrase(text(given, 'text')) }),
  'normalise.code': (given) => ({ text: normaliseEnrolmentCode(text(given, 'text')) }),
  'normalise.recovery': (given) => ({ text: normaliseRecoveryCode(text(given, 'text')) }),
  stretch: (given) => {
    const profile = parseProfile(text(given, 'profile'));
    return { stretched: b64(stretch(text(given, 'secret'), bytes(given, 'salt'), profile)) };
  },
  tokens: (given) => {
    const stretched = bytes(given, 'stretched');
    return { login_token: b64(loginToken(stretched)), wrap_key: b64(wrapKey(stretched)) };
  },
  'enrolment.secrets': (given) => {
    const made = enrolmentSecrets(text(given, 'code'), text(given, 'login'));
    return {
      token: b64(made.token),
      offer_key: b64(made.offerKey),
      reply_key: b64(made.replyKey),
    };
  },
  unwrap: (given) => {
    const key = unwrap(
      bytes(given, 'wrapped'),
      bytes(given, 'wrap_key'),
      text(given, 'person'),
      text(given, 'kind'),
      text(given, 'profile'),
    );
    return { vault_key: b64(key) };
  },
  'vault.open': (given) => {
    const vault = openVault(
      bytes(given, 'vault'),
      bytes(given, 'vault_key'),
      parseId(text(given, 'person')),
      number(given, 'revision'),
    );
    const keys = keysOf(vault);
    return { vault, sign_public: keys.signPublic, box_public: keys.boxPublic };
  },
  'offer.check': (given) => ({
    offer: checkOffer(
      bytes(given, 'offer'),
      bytes(given, 'mac'),
      bytes(given, 'offer_key'),
      number(given, 'now'),
    ),
  }),
  'reply.make': (given) => {
    const offer = bytes(given, 'offer');
    return {
      reply: b64(makeReply(offer, { sign: bytes(given, 'sign'), box: bytes(given, 'box') })),
    };
  },
  'reply.check': (given) => ({
    reply: checkReply(bytes(given, 'reply'), bytes(given, 'mac'), {
      replyKey: bytes(given, 'reply_key'),
      offerDigest: bytes(given, 'offer_digest'),
      invitation: parseId(text(given, 'invitation')),
      person: parseId(text(given, 'person')),
    }),
  }),
  verify,
  'captions.read': (given) => {
    const raw = 'repeat' in given ? repeated(given) : bytes(given, 'bytes');
    try {
      return { cues: readCaptions(raw, number(given, 'duration')) };
    } catch (cause) {
      if (!(cause instanceof CaptionsRefused)) throw cause;
      return { refused: cause.why, line: cause.line };
    }
  },
  'captions.verify': verifyCaptionsBeside,
  'reading.earlier': earlierReaders,
  'reading.until': restsUntilWhen,
  'note.verify': verifyNote,
  'note.open': (given) => {
    const sealed = bytes(given, 'sealed');
    const place = {
      case: text(given, 'case'),
      subject: text(given, 'subject'),
      field: text(given, 'field'),
      version: number(given, 'version'),
    };
    const opened = openNote(place, sealed, boxPair(bytes(given, 'box_private')));
    return { text: opened, digest: b64(digest(sealed)) };
  },
  ...LATER,
};

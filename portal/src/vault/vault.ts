/**
 * The vault worker: holds the unlocked keys of one tab and performs operations with them for the
 * page. Owns the list of what may be asked; refuses everything else, and never sends a key.
 */
import { SealingError } from '../sealing/errors.ts';
import { sixWords } from '../sealing/secrets.ts';
import { sealingReady } from '../sealing/sodium.ts';
import { closeUploads, finishUpload, openUpload, sealLetter, verifyOwn } from './inside/author.ts';
import { captionsBeside, openCaptions } from './inside/captions.ts';
import { newCase } from './inside/casework.ts';
import { countersign, forgetTrails } from './inside/countersigning.ts';
import { appeal, decide, escalate, noteBeside, letGoOn, recall } from './inside/deciding.ts';
import {
  enrolAccept,
  enrolCheck,
  enrolOpen,
  exportForResume,
  forgetEntry,
  prepareSignIn,
  resume,
  unlock,
} from './inside/entry.ts';
import { choose, decline, keeping } from './inside/choosing.ts';
import { disclose, openDisclosures } from './inside/disclosing.ts';
import { deliver, verifyToHandOver } from './inside/delivering.ts';
import { certify, invite } from './inside/inviting.ts';
import { closeAll, closeContent } from './inside/items.ts';
import { actsFor, findBegun, handOver, verifyEntrusted } from './inside/liaison.ts';
import { takeDown } from './inside/liaison-spoken.ts';
import { noteForTeam, openNotes, passOn } from './inside/notes.ts';
import { readNotes, writeNote } from './inside/noting.ts';
import { listPages, openContent, readLetter, readPage, servePlayer } from './inside/opening.ts';
import { readPreview } from './inside/preview.ts';
import { accept, open, verifyBeforeOpening, verifyOffer } from './inside/recipient.ts';
import { Refusal } from './inside/refusal.ts';
import { openCard, standingUntil, verifyForReview } from './inside/review.ts';
import { agree, listEdits } from './inside/safer.ts';
import { openSaid } from './inside/said.ts';
import { acknowledge, askForMore, consent, pause, record } from './inside/saying.ts';
import { forget, reseal, whoami } from './inside/session.ts';
import { transcript } from './inside/transcripts.ts';
import { newWays, proveSecret } from './inside/ways.ts';
import type { Operation, Operations, VaultNotice, VaultReply, VaultRequest } from './messages.ts';

type Perform = {
  readonly [K in Operation]: (
    ask: Operations[K]['ask'],
    tell: (notice: VaultNotice) => void,
  ) => Operations[K]['answer'] | Promise<Operations[K]['answer']>;
};

const perform: Perform = {
  generatePassphrase: () => ({ passphrase: sixWords() }),
  prepareSignIn,
  unlock,
  whoami,
  resealVault: reseal,
  exportForResume,
  resume,
  lock: () => {
    forgetEntry();
    closeAll();
    closeUploads();
    forgetTrails();
    forget();
    return {};
  },
  proveSecret,
  newWays,
  enrolOpen,
  enrolCheck,
  enrolAccept,
  sealLetter,
  openUpload,
  finishUpload,
  actsFor,
  findBegun,
  verifyEntrusted,
  handOver,
  takeDown,
  verifyForReview,
  standingUntil,
  verifyOwn,
  decide,
  escalate,
  letGoOn,
  recall,
  appeal,
  listEdits,
  agree,
  noteBeside,
  transcript,
  openNotes,
  noteForTeam,
  passOn,
  verifyOffer,
  accept,
  verifyBeforeOpening,
  open,
  openContent,
  readLetter,
  listPages,
  readPage,
  readPreview,
  openCaptions,
  captionsBeside,
  servePlayer,
  closeContent: ({ handle }) => {
    closeContent(handle);
    return {};
  },
  newCase,
  invite,
  certify,
  countersign,
  openCard,
  consent,
  acknowledge,
  record,
  pause,
  askForMore,
  openSaid,
  choose,
  decline,
  keeping,
  deliver,
  verifyToHandOver,
  writeNote,
  readNotes,
  disclose,
  openDisclosures,
};

/** What an answer hands over instead of copying: sealed slices, or the upload worker's port. */
function transferred(answer: object): Transferable[] {
  if ('slices' in answer && Array.isArray(answer.slices)) return [...answer.slices];
  if ('port' in answer && answer.port instanceof MessagePort) return [answer.port];
  if ('bytes' in answer && answer.bytes instanceof ArrayBuffer) return [answer.bytes];
  if ('still' in answer && answer.still instanceof ArrayBuffer) return [answer.still];
  return [];
}

function faultOf(id: number, cause: unknown): VaultReply {
  if (cause instanceof SealingError) {
    return { id, fault: { code: cause.code, message: cause.message, status: 0 } };
  }
  if (cause instanceof Refusal) {
    return { id, fault: { code: cause.code, message: cause.message, status: cause.status } };
  }
  return {
    id,
    fault: { code: 'internal', message: 'Something went wrong in the vault.', status: 0 },
  };
}

function tell(notice: VaultNotice): void {
  postMessage(notice);
}

async function answer<K extends Operation>(request: VaultRequest<K>): Promise<void> {
  try {
    await sealingReady;
    if (!Object.hasOwn(perform, request.operation)) throw new TypeError('No such operation.');
    const given: Operations[K]['answer'] = await perform[request.operation](request.ask, tell);
    const reply: VaultReply = { id: request.id, answer: given };
    postMessage(reply, { transfer: transferred(given) });
  } catch (cause) {
    postMessage(faultOf(request.id, cause));
  }
}

addEventListener('message', ({ data }: MessageEvent<VaultRequest>) => {
  void answer(data);
});

/**
 * From a verified item to content that can be read or played: the key by the right grant, the signed
 * table, then bytes. Owns checks 10 to 13 in the browser and the player's port; refuses items that
 * were only offered.
 */
import { SealingError } from '../../sealing/errors.ts';
import { parseGrants } from '../../sealing/evidence.ts';
import { LONGEST_INDEX, pagesIn, type PagePlace } from '../../sealing/pages.ts';
import type { ContainerRef } from '../../sealing/schemas.ts';
import { teamKeys } from '../../sealing/teams.ts';
import { openApprovedGrant, openContainer, openOwnGrant } from '../../sealing/verify/content.ts';
import { openEntrustedGrant } from '../../sealing/verify/entrusted.ts';
import { isAsWritten } from '../../sealing/verify/item.ts';
import type { GrantWire, OpenedContent, Operations, VaultNotice } from '../messages.ts';
import { Content } from './content.ts';
import { liaisonKeys } from './hands.ts';
import { itemOf, mediaFacts, type Item } from './items.ts';
import { Refusal } from './refusal.ts';
import { me, unlocked } from './session.ts';
import { fetchTable, Stored } from './stored.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

interface Key {
  readonly contentKey: Uint8Array;
  readonly ref: ContainerRef;
}

function keyOf({ stage, evidence }: Item, grants: readonly GrantWire[] | undefined): Key {
  const shown = grants ? parseGrants(grants) : evidence.grants;
  const { keys } = unlocked();
  switch (stage.stage) {
    case 'own': {
      const ref = stage.readable?.released ?? null;
      if (!ref) throw new SealingError('rendition-missing', 'The item is not ready to be seen.');
      const { item } = stage.papers.manifest.body;
      return { contentKey: openOwnGrant(shown, item, ref, [keys.box]), ref };
    }
    case 'review':
    case 'beside':
    case 'handing-over': {
      const { ground, manifest, released: ref } = stage.papers;
      // What was sent before somebody joined or left is sealed to the version of then.
      const team = teamKeys(ground.teams.versions, me().person, keys);
      return { contentKey: openOwnGrant(shown, manifest.body.item, ref, team), ref };
    }
    case 'entrusted': {
      const { papers } = stage;
      return { contentKey: openEntrustedGrant(papers, shown, liaisonKeys(papers)), ref: papers.released };
    }
    case 'offer':
      throw new SealingError('acceptance-missing', 'This person has not accepted the item.');
    case 'opening':
      return {
        contentKey: openApprovedGrant(stage.papers, shown, keys.box),
        ref: stage.papers.released,
      };
  }
}

export async function openContent(ask: Ask<'openContent'>): Promise<OpenedContent> {
  const item = itemOf(ask.handle);
  const { stage } = item;
  const { contentKey, ref } = keyOf(item, ask.grants);
  const { case: caseId, item: itemId, kind } = stage.papers.manifest.body;
  const context = { case: caseId, item: itemId, rendition: ref.rendition };
  const [stored, table] = await Promise.all([
    Stored.of(ref.rendition, !isAsWritten(kind)),
    fetchTable(ref.rendition),
  ]);
  const opener = openContainer(contentKey, table, ref, context);
  const chunksPerSlice = item.sliceChunks.get(ref.rendition);
  if (!chunksPerSlice) throw new Refusal('not-opened', 'The server did not say how it is stored.');
  item.content = await Content.open(opener, stored, chunksPerSlice, contentKey);
  const readable = stage.stage === 'own' ? stage.readable : stage.papers;
  const mediaType = isAsWritten(kind) ? 'text/plain' : mediaFacts(readable)?.mediaType;
  // Paper is shown in pages and nothing else is: a screen goes by what the author signed.
  if (!mediaType || (kind === 'scan') !== (mediaType === 'image/jpeg')) {
    throw new Refusal('not-playable', 'This cannot be shown here.');
  }
  return { handle: ask.handle, kind, length: item.content.length, mediaType };
}

function contentOf(handle: string): Content {
  const { content } = itemOf(handle);
  if (!content) throw new Refusal('not-opened', 'This was not opened.');
  return content;
}

export async function readLetter({ handle }: Ask<'readLetter'>): Promise<Answer<'readLetter'>> {
  if (!isAsWritten(itemOf(handle).stage.papers.manifest.body.kind)) {
    throw new Refusal('not-opened', 'This is not a letter.');
  }
  return { text: await contentOf(handle).text() };
}

async function pagesOf(handle: string): Promise<readonly PagePlace[]> {
  if (itemOf(handle).stage.papers.manifest.body.kind !== 'scan') {
    throw new Refusal('not-opened', 'This is not paper.');
  }
  const content = contentOf(handle);
  const from = Math.max(0, content.length - LONGEST_INDEX);
  return pagesIn(await content.read(from, LONGEST_INDEX), content.length);
}

export async function listPages({ handle }: Ask<'listPages'>): Promise<Answer<'listPages'>> {
  return { pages: (await pagesOf(handle)).map(({ width, height }) => ({ width, height })) };
}

export async function readPage({ handle, page }: Ask<'readPage'>): Promise<Answer<'readPage'>> {
  const place = (await pagesOf(handle))[page];
  if (!place) throw new Refusal('not-opened', 'There is no such page.');
  return { bytes: (await contentOf(handle).read(place.begins, place.length)).buffer };
}

/** What the service worker asks: facts of a recording, or bytes of it. */
type PlayerAsk =
  | { readonly id: number; readonly about: string }
  | {
      readonly id: number;
      readonly handle: string;
      readonly offset: number;
      readonly length: number;
    };

async function answerPlayer(ask: PlayerAsk, port: MessagePort): Promise<void> {
  if ('about' in ask) {
    const { stage } = itemOf(ask.about);
    const facts = mediaFacts(stage.stage === 'own' ? stage.readable : stage.papers);
    if (!facts || facts.mediaType === 'image/jpeg')
      throw new Refusal('not-playable', 'This cannot be played.');
    const { length } = contentOf(ask.about);
    port.postMessage({ id: ask.id, length, mediaType: facts.mediaType });
    return;
  }
  const { buffer } = await contentOf(ask.handle).read(ask.offset, ask.length);
  port.postMessage({ id: ask.id, bytes: buffer }, [buffer]);
}

/** Answers a service worker on `port` for as long as this worker lives. */
export function servePlayer(
  { port }: Ask<'servePlayer'>,
  tell: (notice: VaultNotice) => void,
): Answer<'servePlayer'> {
  port.onmessage = async ({ data }: MessageEvent<PlayerAsk>) => {
    try {
      await answerPlayer(data, port);
    } catch (cause) {
      const known = cause instanceof SealingError || cause instanceof Refusal;
      const code = known ? cause.code : 'internal';
      // A browser retries or stops silently: the page has to hear of it from here.
      const handle = 'about' in data ? data.about : data.handle;
      tell({ notice: 'playback-failed', handle, code });
      port.postMessage({ id: data.id, fault: code });
    }
  };
  return {};
}

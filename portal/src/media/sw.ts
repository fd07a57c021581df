/**
 * The playback service worker, `/sw.js`. Owns turning Range requests for `/play/{handle}` into
 * streams of bytes that the tab's vault opens; holds no key, keeps no byte, and leaves every other
 * request alone.
 */
import { rangeOf } from './range.ts';
import { answersFrom, type Recording, type VaultLine } from './line.ts';

declare const self: ServiceWorkerGlobalScope;

/** What one pull asks of the vault: a single chunk per request costs a factor of four. */
const PIECE = 1024 * 1024;
/** What the first pull asks: after a seek a picture waits for it, and is in it as a rule. */
const FIRST_PIECE = 256 * 1024;
const ALLOWED: readonly string[] = ['video/mp4', 'audio/mp4'];
const PLAY = /^\/play\/([0-9a-f-]{36})$/;
const PATIENCE = 10_000;

const lines = new Map<string, VaultLine>();
const hoping = new Map<string, (line: VaultLine) => void>();
const waiting = new Map<string, Promise<VaultLine | null>>();

self.addEventListener('install', () => {
  void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const source = event.source;
  const [port] = event.ports;
  const said: unknown = event.data;
  if (said === 'vault-line-ended' && source && 'id' in source) lines.delete(source.id);
  if (said !== 'vault-line' || !port || !source || !('id' in source)) return;
  // A page that was loaded past this worker (a hard reload) sends no requests through it yet.
  event.waitUntil(self.clients.claim());
  const line = answersFrom(port);
  lines.set(source.id, line);
  hoping.get(source.id)?.(line);
  hoping.delete(source.id);
});

/** The line to the vault of one tab; asks the tab again when this worker was stopped in between. */
async function lineTo(clientId: string): Promise<VaultLine | null> {
  const known = lines.get(clientId);
  if (known) return known;
  const client = await self.clients.get(clientId);
  if (!client) return null;
  // Several requests of one tab wait for one answer: each must get it, and the tab is asked once.
  const already = waiting.get(clientId);
  if (already) return already;
  const wish = new Promise<VaultLine | null>((resolve) => {
    const timer = setTimeout(() => {
      hoping.delete(clientId);
      resolve(null);
    }, PATIENCE);
    hoping.set(clientId, (line) => {
      clearTimeout(timer);
      resolve(line);
    });
    client.postMessage('vault-line-wanted');
  }).finally(() => waiting.delete(clientId));
  waiting.set(clientId, wish);
  return wish;
}

function headers(more: Record<string, string>): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...more,
  };
}

/** Plain words, so that a browser that was sent here shows them instead of saving an empty file. */
function refuse(status: number, more: Record<string, string> = {}): Response {
  const facts = headers({ 'Content-Type': 'text/plain; charset=utf-8', ...more });
  return new Response('Nothing is shown here.', { status, headers: facts });
}

/** Bytes `from` to `to` (excluded), at most 1 MiB at each pull, and never fewer than promised. */
function streamed(line: VaultLine, handle: string, from: number, to: number): ReadableStream {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const piece = at === from ? FIRST_PIECE : PIECE;
          const bytes = await line.read(handle, at, Math.min(piece, to - at));
          if (bytes.byteLength === 0) throw new Error('The recording ended early.');
          at += bytes.byteLength;
          controller.enqueue(new Uint8Array(bytes));
          if (at >= to) controller.close();
        } catch (cause) {
          controller.error(cause);
        }
      },
    },
    { highWaterMark: 0 },
  );
}

async function play(request: Request, clientId: string, handle: string): Promise<Response> {
  const line = await lineTo(clientId);
  if (!line) return refuse(503);
  let recording: Recording;
  try {
    recording = await line.about(handle);
  } catch {
    return refuse(404);
  }
  const { length, mediaType } = recording;
  if (!ALLOWED.includes(mediaType)) return refuse(415);
  const asked = request.headers.get('Range');
  const range = asked === null ? { from: 0, to: length } : rangeOf(asked, length);
  if (!range) return refuse(416, { 'Content-Range': `bytes */${length}` });
  const { from, to } = range;
  const facts = headers({
    'Accept-Ranges': 'bytes',
    'Content-Type': mediaType,
    'Content-Length': String(to - from),
    ...(asked === null ? {} : { 'Content-Range': `bytes ${from}-${to - 1}/${length}` }),
  });
  const body = request.method === 'HEAD' ? null : streamed(line, handle, from, to);
  return new Response(body, { status: asked === null ? 200 : 206, headers: facts });
}

self.addEventListener('fetch', (event) => {
  const { request, clientId } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin || !address.pathname.startsWith('/play/')) return;
  const [, handle] = PLAY.exec(address.pathname) ?? [];
  const media = ['video', 'audio', ''].includes(request.destination);
  const reading = request.method === 'GET' || request.method === 'HEAD';
  // Opened directly, decrypted bytes would be a document of our own origin.
  if (!handle || !media || !reading || request.mode === 'navigate' || clientId === '') {
    event.respondWith(refuse(403));
    return;
  }
  event.respondWith(play(request, clientId, handle));
});

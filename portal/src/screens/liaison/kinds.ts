/**
 * What a file is, told by its first bytes as the terminal and the media worker tell it (service/media/
 * kinds.py). Owns recorded message, video message or scan; refuses to trust a name, or the type that a
 * system gives it: right-looking first bytes only decide what the rest is sent as.
 */
import type { ItemKind } from '../../api/types.ts';

export type FileKind = Exclude<ItemKind, 'letter'>;
/** Why a file is not sent; each has words, `not-sent-NAME`. */
export type WhyNot = 'empty' | 'not-a-recording' | 'not-accepted' | 'too-large' | 'scan-too-large';
export type Told = { readonly kind: FileKind } | { readonly whyNot: WhyNot };

/** How much of the beginning is looked at; less only where the file is shorter. */
export const HEAD_BYTES = 4096;
const RECORDING_BYTES = 3 * 1024 ** 3;
const SCAN_BYTES = 256 * 1024 ** 2;
// Containers of both, by the endings that their makers give to sound alone.
const SOUND_ENDINGS = ['.m4a', '.m4b', '.mka', '.wma', '.weba'];

type Sniffed = 'sound' | 'moving' | 'paper' | 'not-accepted' | 'not-a-recording';

const BY_FIRST_BYTES: readonly (readonly [string, Sniffed])[] = [
  ['\x1a\x45\xdf\xa3', 'moving'],
  ['OggS', 'sound'],
  ['fLaC', 'sound'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c', 'moving'],
  ['#!AMR\n', 'sound'],
  ['#!AMR-WB\n', 'sound'],
  ['ID3', 'sound'],
  ['\xff\xd8\xff', 'paper'],
  ['\x89PNG\r\n\x1a\n', 'paper'],
  ['%PDF-', 'paper'],
];
const KNOWN_BUT_NOT_ACCEPTED = ['GIF8', 'PK\x03\x04', 'FLV\x01', 'MThd', 'FORM', '.snd', 'II*\x00', 'MM\x00*', 'caff', '.RMF', '#!AMR_MC'];
const QUICKTIME_FIRST_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];
const HEIC_BRANDS = ['heic', 'heix'];
const PICTURE_BRANDS = [...HEIC_BRANDS, 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis', 'crx ', 'jp2 '];

/** Of a file of `size` bytes with this name, whose first bytes are `head`. */
export function kindByBytes(head: Uint8Array, size: number, name: string): Told {
  if (size === 0) return { whyNot: 'empty' };
  const sniffed = sniff(head, size);
  if (sniffed === 'not-accepted' || sniffed === 'not-a-recording') return { whyNot: sniffed };
  if (sniffed === 'paper') return size > SCAN_BYTES ? { whyNot: 'scan-too-large' } : { kind: 'scan' };
  if (size > RECORDING_BYTES) return { whyNot: 'too-large' };
  const sound = sniffed === 'sound' || SOUND_ENDINGS.some((one) => name.toLowerCase().endsWith(one));
  return { kind: sound ? 'recorded_message' : 'video_message' };
}

/** Throws what reading a file throws. */
export async function kindOfFile(file: File): Promise<Told> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return kindByBytes(head, file.size, file.name);
}

function text(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.subarray(from, to));
}

function begins(head: Uint8Array, first: string): boolean {
  return text(head, 0, first.length) === first;
}

function sniff(head: Uint8Array, size: number): Sniffed {
  for (const [first, kind] of BY_FIRST_BYTES) if (begins(head, first)) return kind;
  if (begins(head, 'RIFF') || begins(head, 'RF64')) return riff(head);
  if (isQuicktime(head, size)) return quicktime(head);
  if (repeats(head, mp3FrameBytes) || repeats(head, adtsFrameBytes)) return 'sound';
  if (isTransportStream(head) || isProgramStream(head)) return 'moving';
  return KNOWN_BUT_NOT_ACCEPTED.some((first) => begins(head, first)) ? 'not-accepted' : 'not-a-recording';
}

function riff(head: Uint8Array): Sniffed {
  const form = text(head, 8, 12);
  if (form === 'WAVE') return 'sound';
  if (form === 'WEBP' && begins(head, 'RIFF')) return 'paper';
  return form === 'AVI ' && begins(head, 'RIFF') ? 'moving' : 'not-accepted';
}

function boxBytes(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0);
}

function isQuicktime(head: Uint8Array, size: number): boolean {
  const first = text(head, 4, 8);
  // A text that happens to hold one of these words has letters where the box size is.
  return QUICKTIME_FIRST_BOXES.includes(first) && (boxBytes(head) <= size || first === 'mdat');
}

function quicktime(head: Uint8Array): Sniffed {
  const brand = text(head, 8, 12);
  if (text(head, 4, 8) !== 'ftyp' || !PICTURE_BRANDS.includes(brand)) return 'moving';
  const box = Math.min(boxBytes(head), head.length);
  const alike = new Set<string>();
  for (let at = 16; at < box; at += 4) alike.add(text(head, at, at + 4));
  // The first brand may be that of any still picture; one of the others says which.
  const heic = HEIC_BRANDS.includes(brand) || (brand === 'mif1' && HEIC_BRANDS.some((one) => alike.has(one)));
  return heic ? 'paper' : 'not-accepted';
}

const KBIT_1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBIT_2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES: Readonly<Record<number, readonly number[]>> = {
  3: [44100, 48000, 32000],
  2: [22050, 24000, 16000],
  0: [11025, 12000, 8000],
};

/** The bytes from `at` on, each 0 where there is none. */
function byteAt(head: Uint8Array, at: number): number {
  return head[at] ?? 0;
}

/** One frame header is little; a second where the first says it must be is what tells sound from chance. */
function repeats(head: Uint8Array, frameBytes: (head: Uint8Array) => number | null): boolean {
  const length = frameBytes(head);
  if (length === null) return false;
  return head.length <= length || frameBytes(head.subarray(length)) !== null;
}

function mp3FrameBytes(at: Uint8Array): number | null {
  if (at.length < 4 || byteAt(at, 0) !== 0xff || (byteAt(at, 1) & 0xe0) !== 0xe0) return null;
  const version = (byteAt(at, 1) >> 3) & 3;
  const layer = (byteAt(at, 1) >> 1) & 3;
  const bitrate = byteAt(at, 2) >> 4;
  const rate = (byteAt(at, 2) >> 2) & 3;
  if (version === 1 || layer !== 1 || bitrate === 0 || bitrate === 15 || rate === 3) return null;
  const kbit = (version === 3 ? KBIT_1 : KBIT_2)[bitrate - 1] ?? 0;
  const perFrame = version === 3 ? 144 : 72;
  const hertz = SAMPLE_RATES[version]?.[rate] ?? 1;
  return Math.floor((perFrame * kbit * 1000) / hertz) + ((byteAt(at, 2) >> 1) & 1);
}

function adtsFrameBytes(at: Uint8Array): number | null {
  if (at.length < 7 || byteAt(at, 0) !== 0xff || (byteAt(at, 1) & 0xf6) !== 0xf0) return null;
  if (((byteAt(at, 2) >> 2) & 15) > 12) return null;
  const length = ((byteAt(at, 3) & 3) << 11) | (byteAt(at, 4) << 3) | (byteAt(at, 5) >> 5);
  return length > 7 ? length : null;
}

function isTransportStream(head: Uint8Array): boolean {
  // As it is sent, and with the time that cameras write before each packet.
  return [188, 192].some((packet) => {
    const starts: number[] = [];
    for (let at = packet - 188; at < head.length; at += packet) starts.push(byteAt(head, at));
    return starts.length >= 3 && starts.every((one) => one === 0x47);
  });
}

function isProgramStream(head: Uint8Array): boolean {
  if (!begins(head, '\x00\x00\x01\xba') || head.length < 5) return false;
  const pack = byteAt(head, 4) >> 4;
  return pack === 0b0010 || (pack >= 0b0100 && pack < 0b1000);
}

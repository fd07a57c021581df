/**
 * The form that captions are written in: the part of WebVTT that is accepted, and no more. A cue is a
 * time and plain text; whatever a player would have to interpret is refused, so that what a reader
 * reads is what its recipient is shown. Refuses to know whose captions they are, and of what.
 */

/** Bytes of the whole text. */
export const LARGEST_CAPTIONS = 256 * 1024;
const MOST_CUES = 5000;
const LONGEST_CUE = 500;

const ARROW = '-->';
const NUMBER = /^[0-9]{1,9}$/;
const AT = '(?:([0-9]{2}):)?([0-5][0-9]):([0-5][0-9])\\.([0-9]{3})';
const TIMES = new RegExp(`^${AT} ${ARROW} ${AT}$`);
const TIMES_AND_MORE = new RegExp(`^${AT} ${ARROW} ${AT}[ \\t]+\\S.*$`);
const ESCAPE = /&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);/;
// Controls but the line's end, and what a reader would not see: zero width, marks that turn the
// direction, separators that are no line's end here, tags.
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

export type WhyNoCaptions =
  | 'too-large'
  | 'not-utf-8'
  | 'hidden-character'
  | 'not-normalised'
  | 'header'
  | 'block'
  | 'times'
  | 'settings'
  | 'backwards'
  | 'out-of-order'
  | 'too-late'
  | 'no-text'
  | 'too-long'
  | 'tag'
  | 'escape'
  | 'too-many'
  | 'no-cues';

/** A text is not accepted; `line` counts from 1, and is 0 where it is about the whole. */
export class CaptionsRefused extends Error {
  constructor(
    readonly why: WhyNoCaptions,
    readonly line: number,
  ) {
    super(`Captions are refused: ${why} in line ${line}.`);
  }
}

/** What is shown from one time to another, in milliseconds of the rendition; plain text. */
export interface Cue {
  readonly from: number;
  readonly until: number;
  readonly text: string;
}

/** A file as it is sealed: no byte order mark, lines ended by LF alone, in NFC. */
export function inOneForm(raw: Uint8Array): Uint8Array {
  const text = decoded(raw, 'leave');
  if (text === null) return raw;
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  return new TextEncoder().encode(plain.normalize('NFC'));
}

function decoded(raw: Uint8Array, otherwise: 'leave' | 'refuse'): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    if (otherwise === 'leave') return null;
    throw new CaptionsRefused('not-utf-8', 0);
  }
}

function linesOf(raw: Uint8Array): readonly string[] {
  if (raw.length > LARGEST_CAPTIONS) throw new CaptionsRefused('too-large', 0);
  const text = decoded(raw, 'refuse') ?? '';
  const lines = text.split('\n');
  const hiding = lines.findIndex((line) => HIDDEN.test(line));
  if (hiding >= 0) throw new CaptionsRefused('hidden-character', hiding + 1);
  const otherwise = lines.findIndex((line) => line.normalize('NFC') !== line);
  if (otherwise >= 0) throw new CaptionsRefused('not-normalised', otherwise + 1);
  return lines;
}

function milliseconds(parts: readonly (string | undefined)[]): number {
  const [hours = 0, minutes = 0, seconds = 0, thousandths = 0] = parts.map((one) =>
    Number(one ?? 0),
  );
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths;
}

function timesIn(line: string, number: number): { from: number; until: number } {
  const found = TIMES.exec(line);
  if (!found) throw new CaptionsRefused(TIMES_AND_MORE.test(line) ? 'settings' : 'times', number);
  const [from, until] = [milliseconds(found.slice(1, 5)), milliseconds(found.slice(5, 9))];
  if (from >= until) throw new CaptionsRefused('backwards', number);
  return { from, until };
}

/** One block's cue and the line in which its times stand; `first` is the number of its first line. */
function cueIn(block: readonly string[], first: number): { cue: Cue; where: number } {
  const [head = ''] = block;
  if (/^(?:NOTE|STYLE|REGION)/.test(head) && !head.includes(ARROW)) {
    throw new CaptionsRefused('block', first);
  }
  const numbered = NUMBER.test(head) && block.length > 1 ? 1 : 0;
  const where = first + numbered;
  const times = timesIn(block[numbered] ?? '', where);
  const lines = block.slice(numbered + 1);
  for (const [index, line] of lines.entries()) {
    const number = where + 1 + index;
    if (line.includes('<') || line.includes(ARROW)) throw new CaptionsRefused('tag', number);
    if (ESCAPE.test(line)) throw new CaptionsRefused('escape', number);
  }
  const text = lines.join('\n');
  if (/^[ \n\u00a0]*$/.test(text)) throw new CaptionsRefused('no-text', where);
  if ([...text].length > LONGEST_CUE) throw new CaptionsRefused('too-long', where);
  return { cue: { ...times, text }, where };
}

/**
 * The cues of captions for a rendition of this length in milliseconds, at least one. Throws
 * CaptionsRefused with the first reason, in the order of the lines.
 */
export function readCaptions(raw: Uint8Array, duration: number): readonly Cue[] {
  const lines = linesOf(raw);
  if (lines[0] !== 'WEBVTT' || (lines.length > 1 && lines[1] !== '')) {
    throw new CaptionsRefused('header', 1);
  }
  const cues: Cue[] = [];
  for (let at = 2; at < lines.length; at += 1) {
    if (lines[at] === '') continue;
    const found = lines.indexOf('', at);
    const end = found < 0 ? lines.length : found;
    if (cues.length === MOST_CUES) throw new CaptionsRefused('too-many', at + 1);
    const { cue, where } = cueIn(lines.slice(at, end), at + 1);
    const before = cues.at(-1);
    if (before && cue.from < before.from) throw new CaptionsRefused('out-of-order', where);
    if (cue.until > duration) throw new CaptionsRefused('too-late', where);
    cues.push(cue);
    at = end;
  }
  if (cues.length === 0) throw new CaptionsRefused('no-cues', 0);
  return cues;
}

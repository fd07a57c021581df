/**
 * What was said of an item after its approval, recalls and suspensions (check 8b of protocol.md §6),
 * and signed notes (check 14). Refuses to know delivery; a host that shows none of this hides it.
 */
import type { Evidence } from '../evidence.ts';
import type { Note, Suspension } from '../schemas.ts';
import type { Opened, Wire } from '../statements.ts';
import type { Me, VerifiedCase } from './ground.ts';
import { different, hold, openAs } from './holding.ts';
import type { Submitted } from './item.ts';
import { certificateNamed, isCertified } from './people.ts';
import { isReader, onTeam, signerOf, type Allowed } from './standing.ts';

type SuspensionStatement = Opened<'gobetween/suspension/1'>;

/**
 * Check 8b on a recipient's device: nobody who may has stopped the item. What this person has opened
 * already is not taken back by a recall; a suspension stops that too. Throws recall-invalid,
 * item-recalled, suspension-invalid, item-suspended or signer-removed.
 */
export function verifyNotStopped(submitted: Submitted, shown: Evidence, me: Me): void {
  for (const recall of shown.recalls) checkRecall(submitted, recall);
  hold(
    'item-recalled',
    'The author has taken the item back.',
    shown.recalls.length === 0 || openedBefore(submitted, shown.opening, me),
  );
  const suspensions = shown.suspensions.map((wire) =>
    openAs(wire, 'gobetween/suspension/1', 'suspension-invalid'),
  );
  for (const one of suspensions) checkSuspension(submitted, one);
  const scopes = new Map<string, Map<string, Suspension>>();
  for (const { digest, body } of suspensions) {
    scopes.set(body.item, (scopes.get(body.item) ?? new Map()).set(digest, body));
  }
  for (const chain of scopes.values()) {
    hold('item-suspended', 'The item or its case is suspended.', lastOf(chain)?.lifted === 'yes');
  }
}

function checkRecall({ manifest, authorKeys, actingKeys }: Submitted, wire: Wire): void {
  const { body, signer } = openAs(wire, 'gobetween/recall/1', 'recall-invalid');
  hold(
    'recall-invalid',
    'A recall is not the author’s, of this item.',
    authorKeys.has(signer) || actingKeys.has(signer),
    body.case === manifest.body.case,
    body.item === manifest.body.item,
    body.manifest === manifest.digest,
  );
}

function openedBefore({ manifest }: Submitted, wire: Wire | null, me: Me): boolean {
  if (wire?.key !== me.signPublic) return false;
  const { body } = openAs(wire, 'gobetween/opening/1', 'recall-invalid');
  return (
    body.person === me.person &&
    body.case === manifest.body.case &&
    body.item === manifest.body.item
  );
}

function checkSuspension({ ground, manifest }: Submitted, statement: SuspensionStatement): void {
  const { body } = statement;
  // Any supervisor may stop; only the case's own team lets it go on.
  const may: Allowed = (moment, entry) =>
    isReader(moment, entry) || (body.lifted === 'no' && entry.roles.includes('supervisor'));
  hold(
    'suspension-invalid',
    'A suspension is of something else, or not by staff who may.',
    body.case === manifest.body.case,
    body.item === '' || body.item === manifest.body.item,
    signerOf(ground.standing, statement, may) !== undefined,
    body.lifted === 'no' || body.previous !== '',
  );
}

/** The one that no other follows, of one chain without a gap or a fork. */
function lastOf(chain: ReadonlyMap<string, Suspension>): Suspension | undefined {
  const followed = [...chain.values()].map(({ previous }) => previous);
  hold(
    'suspension-invalid',
    'Suspensions do not follow one another.',
    different(followed),
    followed.every((one) => one === '' || chain.has(one)),
  );
  // Digests cannot form a ring, so exactly one is left that no other follows.
  const names: readonly string[] = followed;
  return [...chain].find(([digest]) => !names.includes(digest))?.[1];
}

/** What a note is about: the item, invitation or person, and which of its fields. */
export interface NoteOf {
  readonly subject: string;
  readonly field: string;
}

/**
 * Check 14: the newest version of a signed note, null where there is none; its sealed bytes must have
 * the digest it names. All versions are shown, from 1 without a gap, each naming the one before, each
 * by a participant's certified key or by staff of the case's team. Throws note-invalid,
 * signer-removed, or what checking a certificate throws.
 */
export function verifyNotes(
  ground: VerifiedCase,
  shown: readonly Wire[],
  { subject, field }: NoteOf,
): Note | null {
  const notes = shown.map((wire) => openAs(wire, 'gobetween/note/1', 'note-invalid'));
  notes.forEach((note, at) => {
    const { body } = note;
    hold(
      'note-invalid',
      'A note is of something else, out of order, or by nobody of this case.',
      body.case === ground.case,
      body.subject === subject,
      body.field === field,
      body.version === at + 1,
      body.previous === (notes[at - 1]?.digest ?? ''),
      isOfCase(ground, note),
    );
  });
  return notes.at(-1)?.body ?? null;
}

function isOfCase(
  { newest, people, standing }: VerifiedCase,
  note: Opened<'gobetween/note/1'>,
): boolean {
  const byParticipant = newest.body.people
    .filter((one) => isCertified(people, one))
    .some((one) => certificateNamed(people, one).body.sign === note.signer);
  if (byParticipant) return true;
  return signerOf(standing, note, ({ team }, entry) => onTeam(team, entry)) !== undefined;
}

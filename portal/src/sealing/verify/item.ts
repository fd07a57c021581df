/**
 * What was submitted and what was made of it: checks 5 and 6 of protocol.md §6. Owns manifest and
 * rendition statement; refuses to look at decisions.
 */
import type { Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { CasePerson, ContainerRef } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { lacking, witnessesOf, type Unagreed } from './agreed.ts';
import { verifyAuthorship } from './authorship.ts';
import { namedIn, shownStatement, type Me, type VerifiedCase } from './ground.ts';
import { hold, openAs } from './holding.ts';
import { poolOf } from './standing.ts';

/** An item that its author really submitted. */
export interface Submitted {
  readonly ground: VerifiedCase;
  readonly author: CasePerson;
  /** The keys that speak for the author. */
  readonly authorKeys: ReadonlySet<string>;
  /** The keys of those who act now for an author for whom a liaison signed. */
  readonly actingKeys: ReadonlySet<string>;
  /** Members of staff who wrote, vouched or act for the author: never the only readers. */
  readonly involved: ReadonlySet<string>;
  readonly manifest: Opened<'gobetween/manifest/1'>;
  readonly original: ContainerRef;
}

/** A submitted item with the form in which it may be read: reviewed first, released later. */
export interface Readable extends Submitted {
  readonly rendition: Opened<'gobetween/rendition/1'> | null;
  /** The letter itself, or the rendition's output. */
  readonly released: ContainerRef;
  /** What is wanting of the author's word to what was changed in it; no approval counts meanwhile. */
  readonly unagreed: Unagreed;
}

/** The author's half of check 4, and check 5 without the recipient. */
export function verifySubmitted(ground: VerifiedCase, shown: Evidence, item: Id): Submitted {
  if (!shown.manifest) {
    throw new SealingError('manifest-missing', 'Nobody has submitted this item.');
  }
  const manifest = openAs(shown.manifest, 'gobetween/manifest/1', 'manifest-invalid');
  const { body } = manifest;
  hold('item-mismatch', 'This is another item.', body.item === item);
  hold(
    'manifest-invalid',
    'The item is of another case, or names a case statement that was not shown.',
    body.case === ground.case,
    shownStatement(ground, body.case_statement) !== undefined,
  );
  const { keys, acting, involved } = verifyAuthorship(ground, shown, manifest);
  const [original] = body.containers;
  if (!original) throw new SealingError('manifest-invalid', 'The item has no content.');
  const author = namedIn(ground, body.author);
  return { ground, author, authorKeys: keys, actingKeys: acting, involved, manifest, original };
}

/** What is read as it was written: nothing is made of it, and it has no rendition. */
export function isAsWritten(kind: string): boolean {
  return kind === 'letter' || kind === 'captions';
}

/** Captions are shown beside their recording, and else not at all. Throws captions-invalid. */
export function mustBeReceivedAlone({ manifest }: Submitted): void {
  const alone = manifest.body.kind !== 'captions';
  hold('captions-invalid', 'Captions are received with their recording alone.', alone);
}

/** Check 5, second half: the device's person is a recipient. */
export function mustBeRecipient({ manifest }: Submitted, me: Me): void {
  hold(
    'manifest-invalid',
    'The item is not meant for this person.',
    manifest.body.recipients.includes(me.person),
  );
}

/**
 * Check 6; what 6b asks for is found out here, and held by whoever rests on an approval. Throws
 * rendition-missing or rendition-invalid.
 */
export function verifyRendition(submitted: Submitted, shown: Evidence): Readable {
  const { ground, manifest, original } = submitted;
  if (isAsWritten(manifest.body.kind)) {
    hold(
      'rendition-invalid',
      'What is read as written has no other form.',
      shown.rendition === null,
    );
    return { ...submitted, rendition: null, released: original, unagreed: null };
  }
  if (!shown.rendition) {
    throw new SealingError('rendition-missing', 'The item is not ready to be seen.');
  }
  const rendition = openAs(shown.rendition, 'gobetween/rendition/1', 'rendition-invalid');
  const { body } = rendition;
  // The pool that was in force when the author sealed the original to it.
  const inForce = shownStatement(ground, manifest.body.case_statement);
  hold(
    'rendition-invalid',
    'What was made of the item does not belong to it.',
    poolOf(ground.standing, rendition, inForce?.body.pool) !== undefined,
    body.case === ground.case,
    body.item === manifest.body.item,
    body.manifest === manifest.digest,
    body.input === original.table,
    body.output.rendition !== original.rendition,
  );
  const near = witnessesOf(ground, shown, rendition.digest);
  const keys = new Set([...submitted.authorKeys, ...submitted.actingKeys]);
  const unagreed =
    body.edits.length > 0
      ? lacking(ground, shown, { manifest, rendition: rendition.digest, keys })
      : null;
  const involved = new Set([...submitted.involved, ...near]);
  return { ...submitted, involved, rendition, released: body.output, unagreed };
}

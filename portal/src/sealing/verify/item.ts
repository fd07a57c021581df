/**
 * What was submitted and what was made of it: checks 5 and 6 of protocol.md §6. Owns manifest and
 * rendition statement; refuses to look at decisions.
 */
import type { Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Certificate, ContainerRef } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { certificateOf, hold, openAs, type Me, type VerifiedCase } from './ground.ts';

/** An item that its author really submitted. */
export interface Submitted {
  readonly ground: VerifiedCase;
  readonly author: Certificate;
  readonly manifest: Opened<'gobetween/manifest/1'>;
  readonly original: ContainerRef;
}

/** A submitted item with the form in which it may be read: reviewed first, released later. */
export interface Readable extends Submitted {
  readonly rendition: Opened<'gobetween/rendition/1'> | null;
  /** The letter itself, or the rendition's output. */
  readonly released: ContainerRef;
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
    ground.statements.some((statement) => statement.digest === body.case_statement),
  );
  const author = certificateOf(ground, shown.certificates, body.author);
  hold(
    'manifest-invalid',
    'The item is not signed by its author.',
    manifest.signer === author.sign,
  );
  const [original] = body.containers;
  if (!original) throw new SealingError('manifest-invalid', 'The item has no content.');
  return { ground, author, manifest, original };
}

/** Check 5, second half: the device's person is a recipient. */
export function mustBeRecipient({ manifest }: Submitted, me: Me): void {
  hold(
    'manifest-invalid',
    'The item is not meant for this person.',
    manifest.body.recipients.includes(me.person),
  );
}

/** Check 6. Throws rendition-missing or rendition-invalid. */
export function verifyRendition(submitted: Submitted, shown: Evidence): Readable {
  const { ground, manifest, original } = submitted;
  if (manifest.body.kind === 'letter') {
    hold('rendition-invalid', 'A letter has no other form.', shown.rendition === null);
    return { ...submitted, rendition: null, released: original };
  }
  if (!shown.rendition) {
    throw new SealingError('rendition-missing', 'The item is not ready to be seen.');
  }
  const rendition = openAs(shown.rendition, 'gobetween/rendition/1', 'rendition-invalid');
  const { body, signer } = rendition;
  // The pool that was in force when the author sealed the original to it.
  const inForce = ground.statements.find((one) => one.digest === manifest.body.case_statement);
  const pool = ground.roster.pools.find((one) => one.pool === inForce?.body.pool);
  hold(
    'rendition-invalid',
    'What was made of the item does not belong to it.',
    signer === pool?.sign,
    body.case === ground.case,
    body.item === manifest.body.item,
    body.manifest === manifest.digest,
    body.input === original.table,
    body.output.rendition !== original.rendition,
  );
  return { ...submitted, rendition, released: body.output };
}

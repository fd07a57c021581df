/**
 * What was submitted and what was made of it: checks 5 and 6 of protocol.md §6. Owns manifest and
 * rendition statement; refuses to look at decisions.
 */
import type { Id } from '../encoding.ts';
import { SealingError, type Fault } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Certificate, ContainerRef } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { certificateOf, openAs, type Me, type VerifiedCase } from './ground.ts';

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

function fault(code: Fault, sentence: string): SealingError {
  return new SealingError(code, sentence);
}

/** The author's half of check 4, and check 5 without the recipient. */
export function verifySubmitted(ground: VerifiedCase, shown: Evidence, item: Id): Submitted {
  if (!shown.manifest) throw fault('manifest-missing', 'Nobody has submitted this item.');
  const manifest = openAs(shown.manifest, 'gobetween/manifest/1', 'manifest-invalid');
  const { body } = manifest;
  if (body.item !== item) throw fault('item-mismatch', 'This is another item.');
  if (body.case !== ground.case) throw fault('manifest-invalid', 'The item is of another case.');
  const author = certificateOf(ground, shown.certificates, body.author);
  if (manifest.signer !== author.sign) {
    throw fault('manifest-invalid', 'The item is not signed by its author.');
  }
  if (!ground.statements.some((statement) => statement.digest === body.case_statement)) {
    throw fault('manifest-invalid', 'The item names a case statement that was not shown.');
  }
  const [original] = body.containers;
  if (!original) throw fault('manifest-invalid', 'The item has no content.');
  return { ground, author, manifest, original };
}

/** Check 5, second half: the device's person is a recipient. */
export function mustBeRecipient({ manifest }: Submitted, me: Me): void {
  if (!manifest.body.recipients.includes(me.person)) {
    throw fault('manifest-invalid', 'The item is not meant for this person.');
  }
}

/** Check 6. Throws rendition-missing or rendition-invalid. */
export function verifyRendition(submitted: Submitted, shown: Evidence): Readable {
  const { ground, manifest, original } = submitted;
  if (manifest.body.kind === 'letter') {
    if (shown.rendition) throw fault('rendition-invalid', 'A letter has no other form.');
    return { ...submitted, rendition: null, released: original };
  }
  if (!shown.rendition) throw fault('rendition-missing', 'The item is not ready to be seen.');
  const rendition = openAs(shown.rendition, 'gobetween/rendition/1', 'rendition-invalid');
  const { body, signer } = rendition;
  if (
    !ground.pool ||
    signer !== ground.pool.sign ||
    body.item !== manifest.body.item ||
    body.case !== ground.case ||
    body.manifest !== manifest.digest ||
    body.input !== original.table
  ) {
    throw fault('rendition-invalid', 'What was made of the item does not belong to it.');
  }
  return { ...submitted, rendition, released: body.output };
}

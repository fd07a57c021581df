/**
 * From a verified item to its bytes: checks 10 and 11 of protocol.md §6 (12 and 13 happen as chunks
 * are opened). Owns grant and table; refuses to fetch.
 */
import { digestText, unb64, type B32 } from '../encoding.ts';
import { SealingError, refusingAs } from '../errors.ts';
import type { ShownGrant } from '../evidence.ts';
import { ContainerOpener, type Context } from '../container.ts';
import type { ContainerRef } from '../schemas.ts';
import { openGrant, type BoxPair } from '../sealed.ts';
import { DigestTable } from '../table.ts';

/**
 * Check 10: the content key (32 bytes) of one container. A recipient passes the digests that the
 * decisions name; a reader of the team and an author pass null, because no decision names theirs.
 */
export function openShownGrant(
  shown: readonly ShownGrant[],
  item: string,
  ref: ContainerRef,
  pair: BoxPair,
  named: readonly B32[] | null,
): Uint8Array {
  const found = shown.find((one) => one.rendition === ref.rendition);
  if (!found) throw new SealingError('grant-missing', 'The key of this item was not handed over.');
  const grant = refusingAs('grant-unopenable', 'The grant is not written as one.', () =>
    unb64(found.grant),
  );
  if (named && !named.includes(digestText(grant))) {
    throw new SealingError('grant-replaced', 'The key is not the one that was approved.');
  }
  return openGrant(grant, item, ref.rendition, pair);
}

/** Check 11. Throws table-replaced, table-invalid, unknown-version, unknown-suite, container-key. */
export function openContainer(
  contentKey: Uint8Array,
  table: Uint8Array,
  ref: ContainerRef,
  context: Context,
): ContainerOpener {
  if (digestText(table) !== ref.table) {
    throw new SealingError('table-replaced', 'The digest table is not the one that was signed.');
  }
  const parsed = DigestTable.fromBytes(table);
  if (parsed.padded !== ref.padded) {
    throw new SealingError('table-invalid', 'The content has another length than was signed.');
  }
  return new ContainerOpener(contentKey, context, parsed);
}

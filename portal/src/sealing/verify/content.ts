/**
 * From a verified item to its bytes: checks 10 and 11 of protocol.md §6 (12 and 13 happen as chunks
 * are opened). Owns grant and table; refuses to fetch.
 */
import { digestText, unb64 } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { ShownGrant } from '../evidence.ts';
import { ContainerOpener, type Context } from '../container.ts';
import type { ContainerRef } from '../schemas.ts';
import { openGrant, type BoxPair } from '../sealed.ts';
import { DigestTable } from '../table.ts';
import type { Accepted } from './decisions.ts';

function grantsOf(shown: readonly ShownGrant[], ref: ContainerRef): readonly Uint8Array[] {
  const grants = shown
    .filter((one) => one.rendition === ref.rendition)
    .map((one) => unb64(one.grant));
  if (grants.length === 0) {
    throw new SealingError('grant-missing', 'The key of this item was not handed over.');
  }
  return grants;
}

/**
 * Check 10 for a recipient: the content key (32 bytes), from a grant that a decision names. Takes
 * only what passed check 9.
 */
export function openApprovedGrant(
  accepted: Accepted,
  shown: readonly ShownGrant[],
  pair: BoxPair,
): Uint8Array {
  const { released, grantDigests, manifest } = accepted;
  const grants = grantsOf(shown, released);
  if (grantDigests.length === 0) {
    throw new SealingError('grant-missing', 'No key of this item was approved.');
  }
  const grant = grants.find((one) => grantDigests.includes(digestText(one)));
  if (!grant) throw new SealingError('grant-replaced', 'The key is not the one that was approved.');
  return openGrant(grant, manifest.body.item, released.rendition, pair);
}

/**
 * Check 10 without a decision, for a team's reader and for an author: grants to others may be among
 * those shown and are passed over. `pairs` are tried in turn, a team's newest key first.
 */
export function openOwnGrant(
  shown: readonly ShownGrant[],
  item: string,
  ref: ContainerRef,
  pairs: Iterable<BoxPair>,
): Uint8Array {
  const grants = grantsOf(shown, ref);
  const refusals: SealingError[] = [];
  for (const pair of pairs) {
    for (const grant of grants) {
      try {
        return openGrant(grant, item, ref.rendition, pair);
      } catch (cause) {
        if (!(cause instanceof SealingError)) throw cause;
        refusals.push(cause);
      }
    }
  }
  // One that opened but says something else tells more than those that are for others.
  throw (
    refusals.find((one) => one.code === 'grant-mismatch') ??
    refusals[0] ??
    new SealingError('grant-missing', 'The key of this item was not handed over.')
  );
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

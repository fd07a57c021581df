/**
 * What was approved for a key that its person has lost since: check 8a of protocol.md §6. A regrant
 * hands on what a decision gave, never more; refuses to know the approval itself.
 */
import type { Evidence } from '../evidence.ts';
import type { GrantDigest } from '../schemas.ts';
import { namedIn, type Me } from './ground.ts';
import { hold, openAs } from './holding.ts';
import type { Submitted } from './item.ts';
import { supersededCertificates } from './people.ts';
import { readerOf } from './standing.ts';

/** A decision by its digest, and the box key that it names for this person. */
export interface Given {
  readonly decision: string;
  readonly oldKey: string;
}

/**
 * The grants to this device's own key in place of those that a decision gave the old one. Throws
 * recipient-mismatch when nothing regrants it, regrant-invalid, signer-removed, or what checking the
 * person's certificates throws.
 */
export function regranted(
  { ground, manifest }: Submitted,
  shown: Evidence,
  { decision, oldKey }: Given,
  me: Me,
): readonly GrantDigest[] {
  const found = shown.regrants
    .map((wire) => openAs(wire, 'gobetween/regrant/1', 'regrant-invalid'))
    .filter(({ body }) => body.decision === decision);
  hold(
    'recipient-mismatch',
    'The approval is for another key, and nothing hands it on.',
    found.length > 0,
  );
  const named = namedIn(ground, me.person);
  const superseded = supersededCertificates(ground.people, named).some(
    ({ body }) => body.box === oldKey,
  );
  for (const regrant of found) {
    const { body } = regrant;
    hold(
      'regrant-invalid',
      'A regrant is not from this person’s superseded key to the one they have.',
      readerOf(ground.standing, regrant) !== undefined,
      superseded,
      body.case === manifest.body.case,
      body.item === manifest.body.item,
      body.person === me.person,
      body.old_key === oldKey,
      body.new_key === me.boxPublic,
      body.certificate === named.certificate,
    );
  }
  return found.flatMap(({ body }) => body.grants);
}

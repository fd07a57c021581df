/**
 * Whose word a manifest is, and who is too near to read it alone: checks 5a to 5c of protocol.md §6.
 * Refuses to know the rest of the manifest, which is for `item.ts`.
 */
import { SealingError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Attestation, CasePerson, StaffEntry } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { namedIn, shownStatement, type VerifiedCase } from './ground.ts';
import { hold, openAs } from './holding.ts';
import {
  certificateInForce,
  certificateNamed,
  isMandated,
  mandatedSigner,
  mandateNamed,
  supersededCertificates,
} from './people.ts';
import { onTeam, signerOf } from './standing.ts';

type Manifest = Opened<'gobetween/manifest/1'>;

/** The keys that speak for the author, and the staff who cannot be the only readers. */
export interface Authorship {
  readonly keys: ReadonlySet<string>;
  readonly involved: ReadonlySet<string>;
}

/**
 * The author's own key, or staff in the capacity that the manifest names. A superseded key speaks for
 * what it signed while it was certified. Throws manifest-invalid, mandate-invalid, agreement-missing,
 * agreement-invalid, attestation-invalid, or what checking certificates throws.
 */
export function verifyAuthorship(
  ground: VerifiedCase,
  shown: Evidence,
  manifest: Manifest,
): Authorship {
  const { body, signer } = manifest;
  const named = namedIn(ground, body.author);
  const attested = attestedOf(ground, shown, manifest);
  const witnesses = attested.map(({ by }) => by);
  if (body.capacity === 'liaison' && isMandated(ground.people, named)) {
    const liaisons = mandated(ground, named, manifest);
    return { keys: new Set([signer]), involved: new Set([...witnesses, ...liaisons]) };
  }
  const newest = certificateInForce(ground.people, named).body.sign;
  const keys = new Set<string>([newest, ...keysAtSigning(ground, manifest, named)]);
  if (keys.has(signer)) return { keys, involved: new Set(witnesses) };
  const scribe = scribeOf(ground, manifest);
  const witnessed = attested.some(
    ({ by, word }) =>
      word.act === 'agreement' &&
      word.subject === manifest.digest &&
      word.person === body.author &&
      by !== scribe.person,
  );
  if (!witnessed) checkAgreement(shown, manifest, keys);
  return { keys, involved: new Set([...witnesses, scribe.person]) };
}

/** The author's key as the case statement of the manifest certified it, if it was another. */
function keysAtSigning(
  ground: VerifiedCase,
  { body }: Manifest,
  newest: CasePerson,
): readonly string[] {
  const then = namedIn(ground, body.author, shownStatement(ground, body.case_statement));
  if (then.certificate === newest.certificate) return [];
  // Only a key from which the newest descends: a certificate beside the line is nobody's.
  const before = supersededCertificates(ground.people, newest);
  const certificate = certificateNamed(ground.people, then);
  return before.some(({ digest }) => digest === certificate.digest) ? [certificate.body.sign] : [];
}

/** The members of the mandated team, one of whom signed in time. */
function mandated(
  { people }: VerifiedCase,
  named: CasePerson,
  manifest: Manifest,
): readonly string[] {
  const { mandate, team } = mandateNamed(people, named);
  hold(
    'mandate-invalid',
    'Nobody was mandated to act for the author then.',
    mandatedSigner(people, manifest, team) !== undefined,
    manifest.body.created <= mandate.until,
  );
  return team.members.map((one) => one.person);
}

function scribeOf({ standing }: VerifiedCase, manifest: Manifest): StaffEntry {
  const { capacity } = manifest.body;
  const scribe =
    capacity === 'scribe' || capacity === 'interpreter'
      ? signerOf(standing, manifest, ({ team }, entry) => onTeam(team, entry))
      : undefined;
  if (!scribe) {
    throw new SealingError('manifest-invalid', 'The item is not signed by its author.');
  }
  return scribe;
}

/** What another wrote for the author is theirs once they agree, under their own key. */
function checkAgreement(shown: Evidence, manifest: Manifest, keys: ReadonlySet<string>): void {
  hold(
    'agreement-missing',
    'The author has not agreed to what was written for them.',
    shown.agreements.length > 0,
  );
  for (const wire of shown.agreements) {
    const { body, signer } = openAs(wire, 'gobetween/agreement/1', 'agreement-invalid');
    hold(
      'agreement-invalid',
      'An agreement is not the author’s, to this.',
      keys.has(signer),
      body.case === manifest.body.case,
      body.item === manifest.body.item,
      body.manifest === manifest.digest,
    );
  }
}

interface Attested {
  readonly by: string;
  readonly word: Attestation;
}

/** Who attested what about this item or the case: none of them is ever its only reader. */
function attestedOf(
  ground: VerifiedCase,
  shown: Evidence,
  manifest: Manifest,
): readonly Attested[] {
  const all = shown.attestations.map((wire) => {
    const statement = openAs(wire, 'gobetween/attestation/1', 'attestation-invalid');
    const { body: word } = statement;
    const witness = signerOf(ground.standing, statement, () => true);
    if (!witness || word.case !== ground.case || word.org !== ground.newest.body.org) {
      throw new SealingError(
        'attestation-invalid',
        'An attestation is of another case, or by nobody known.',
      );
    }
    return { by: witness.person, word };
  });
  return all.filter(({ word }) => word.subject === manifest.digest || word.subject === '');
}

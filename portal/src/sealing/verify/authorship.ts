/**
 * Whose word a manifest is, and who is too near to read it alone: checks 5a to 5c of protocol.md §6.
 * Refuses to know the rest of the manifest, which is for `item.ts`.
 */
import { SealingError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Attestation, CasePerson, CaseStatement, StaffEntry } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { namedIn, shownStatement, type VerifiedCase } from './ground.ts';
import { hold, openAs } from './holding.ts';
import {
  actingKeys,
  certificateInForce,
  certificateNamed,
  isMandated,
  mandatedSigner,
  mandateNamed,
  supersededCertificates,
} from './people.ts';
import { onTeam, signerOf, stoodBefore } from './standing.ts';

type Manifest = Opened<'gobetween/manifest/1'>;

/**
 * The keys that speak for the author, and the staff who cannot be the only readers. `acting` are the
 * keys of those who act for the author now, if somebody did when this was signed.
 */
export interface Authorship {
  readonly keys: ReadonlySet<string>;
  readonly acting: ReadonlySet<string>;
  readonly involved: ReadonlySet<string>;
}

/**
 * The author's own key, or staff in the capacity that the manifest names. A superseded key speaks for
 * what it signed while it was certified. Throws manifest-invalid, mandate-invalid, agreement-missing,
 * agreement-invalid, attestation-invalid, signer-removed, or what checking certificates throws.
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
  const mandate = actingFor(ground, named, manifest);
  if (mandate) {
    const liaisons = mandated(ground, mandate, manifest);
    return {
      keys: new Set([signer]),
      acting: new Set(actingKeys(ground.people, named)),
      involved: new Set([...witnesses, ...liaisons]),
    };
  }
  const newest = certificateInForce(ground.people, named).body.sign;
  const keys = new Set<string>([newest, ...keysAtSigning(ground, manifest, named)]);
  const own = { keys, acting: new Set<string>() };
  if (keys.has(signer)) return { ...own, involved: new Set(witnesses) };
  const scribe = scribeOf(ground, manifest);
  const witnessed = attested.some(
    ({ by, word }) =>
      word.act === 'agreement' &&
      word.subject === manifest.digest &&
      word.person === body.author &&
      by !== scribe.person,
  );
  if (!witnessed) checkAgreement(shown, manifest, keys);
  return { ...own, involved: new Set([...witnesses, scribe.person]) };
}

/**
 * How the case names an author for whom a liaison signed: now, or as it did then. A mandate that was
 * replaced speaks for what stood on the trail before that. Throws signer-removed where nobody vouches
 * for it.
 */
function actingFor(
  ground: VerifiedCase,
  named: CasePerson,
  manifest: Manifest,
): CasePerson | undefined {
  const { author, capacity, case_statement } = manifest.body;
  if (capacity !== 'liaison') return undefined;
  const { people, standing, statements } = ground;
  const stated = shownStatement(ground, case_statement);
  const then = stated?.body.people.find((one) => one.person === author);
  if (!stated || !then || then.certificate === named.certificate || !isMandated(people, then)) {
    return isMandated(people, named) ? named : undefined;
  }
  const replaced = statements.find(
    ({ body }) => body.sequence > stated.body.sequence && !names(body, then),
  );
  hold(
    'signer-removed',
    'Nobody vouches that a mandate stood when this was signed.',
    replaced !== undefined && stoodBefore(standing, manifest, replaced),
  );
  return then;
}

function names({ people }: CaseStatement, { person, role, certificate }: CasePerson): boolean {
  return people.some(
    (one) => one.person === person && one.role === role && one.certificate === certificate,
  );
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
  // That somebody asked whether there is anything, of no item, involves nobody.
  return everyAttested(ground, shown).filter(({ word }) =>
    word.subject === '' ? word.act !== 'asking' : word.subject === manifest.digest,
  );
}

/** Who attested what with just this as its subject. Throws attestation-invalid. */
export function attestedAbout(
  ground: VerifiedCase,
  shown: Evidence,
  subject: string,
): readonly Attested[] {
  return everyAttested(ground, shown).filter(({ word }) => word.subject === subject);
}

function everyAttested(ground: VerifiedCase, shown: Evidence): readonly Attested[] {
  return shown.attestations.map((wire) => {
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
}

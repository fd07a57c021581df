/**
 * Who the people of a case are: check 4 of protocol.md §6, with re-enrolment (4a) and mandates.
 * Refuses to know staff; their keys are on the roster, and `standing.ts` says when.
 */
import type { B32 } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Ground } from '../evidence.ts';
import type { CasePerson, CaseStatement, Mandate, StaffEntry, Team } from '../schemas.ts';
import { nameOf, type Opened, type Wire } from '../statements.ts';
import { hold, openAs } from './holding.ts';
import { onTeam, readerOf, signerOf, type Signed, type Standing } from './standing.ts';
import { onOrganisationTeam } from './teams.ts';

export type CertificateStatement = Opened<'gobetween/certificate/1'>;

/** What was shown of a case's people, each to be checked when asked for. */
export interface People {
  readonly case: CaseStatement;
  readonly statements: readonly CaseStatement[];
  readonly standing: Standing;
  readonly shown: Ground;
  readonly organisationTeams: ReadonlyMap<string, Team>;
}

function certificateShown({ shown }: People, digest: string): Wire | undefined {
  return shown.certificates.find((wire) => nameOf(wire) === digest);
}

/** Whether the certificate that a case statement names was shown. */
export function isCertified(people: People, named: CasePerson): boolean {
  return certificateShown(people, named.certificate) !== undefined;
}

/** Whether a mandate stands for this person in place of a certificate, and was shown. */
export function isMandated({ shown }: People, named: CasePerson): boolean {
  return shown.mandates.some((wire) => nameOf(wire) === named.certificate);
}

function signedCertificate(
  people: People,
  wire: Wire | undefined,
  named: CasePerson,
): CertificateStatement {
  const certificate = openAs(wire, 'gobetween/certificate/1', 'certificate-invalid');
  const { body } = certificate;
  hold(
    'certificate-invalid',
    'A certificate is not of this person in this case.',
    body.person === named.person,
    body.role === named.role,
    body.case === people.case.case,
    body.org === people.case.org,
  );
  hold(
    'certificate-invalid',
    'A certificate is not signed by a reader of the team.',
    readerOf(people.standing, certificate) !== undefined,
  );
  return certificate;
}

/**
 * The checked certificate of somebody whom a case statement names. Throws certificate-invalid,
 * signer-removed, re-enrolment-missing or re-enrolment-invalid.
 */
export function certificateNamed(people: People, named: CasePerson): CertificateStatement {
  const wire = certificateShown(people, named.certificate);
  const certificate = signedCertificate(people, wire, named);
  if (certificate.body.previous !== '') checkReEnrolment(people, named, certificate);
  return certificate;
}

/**
 * The checked certificate that speaks for somebody now: it follows every one before it. Else one
 * facilitator could put another key in a certified person's place, as if nobody had been certified
 * before. Throws certificate-invalid, mandate-invalid where one that stood before does not verify,
 * or what `certificateNamed` throws.
 */
export function certificateInForce(people: People, named: CasePerson): CertificateStatement {
  const certificate = certificateNamed(people, named);
  const line = new Set<string>();
  let { previous } = certificate.body;
  while (previous !== '') {
    line.add(previous);
    const before = certificateShown(people, previous);
    if (!before) break;
    ({ previous } = openAs(before, 'gobetween/certificate/1', 'certificate-invalid').body);
  }
  const mandated = namedBefore(people, named)
    .filter((digest) => !line.has(digest))
    .map((digest) => wasMandated(people, named, digest));
  hold(
    'certificate-invalid',
    'A certificate does not follow the one that this person had before.',
    !mandated.includes(false),
  );
  return certificate;
}

/** Whether an earlier case statement named a mandate of this person, whoever gave it. */
function wasMandated(people: People, named: CasePerson, digest: string): boolean {
  const wire = people.shown.mandates.findLast((one) => nameOf(one) === digest);
  return (
    wire !== undefined &&
    isOf(people, named, openAs(wire, 'gobetween/mandate/1', 'mandate-invalid').body)
  );
}

/** Whether a mandate is of this person, in this case. */
function isOf({ case: own }: People, { person }: CasePerson, mandate: Mandate): boolean {
  return mandate.person === person && mandate.case === own.case && mandate.org === own.org;
}

/** What earlier case statements name for this person, where it is something else. */
function namedBefore({ statements }: People, named: CasePerson): readonly string[] {
  const said = statements.flatMap(({ sequence, people }) =>
    people
      .filter(({ person }) => person === named.person)
      .map(({ certificate }) => ({ sequence, certificate })),
  );
  const own = said.filter(({ certificate }) => certificate === named.certificate);
  const last = Math.max(0, ...own.map(({ sequence }) => sequence));
  return said
    .filter(({ sequence, certificate }) => sequence < last && certificate !== named.certificate)
    .map(({ certificate }) => certificate);
}

/** The shown certificates before the named one, the latest first, each checked. */
export function supersededCertificates(
  people: People,
  named: CasePerson,
): readonly CertificateStatement[] {
  const found: CertificateStatement[] = [];
  let newest = certificateNamed(people, named);
  for (;;) {
    const { previous } = newest.body;
    if (previous === '' || !certificateShown(people, previous)) return found;
    newest = certificateNamed(people, { ...named, certificate: previous });
    found.push(newest);
  }
}

/** Two readers, one of them a facilitator, or the old key itself, vouch for the new one. */
function checkReEnrolment(people: People, named: CasePerson, newer: CertificateStatement): void {
  const vouchers = new Map<string, StaffEntry>();
  for (const wire of people.shown.reEnrolments) {
    const statement = openAs(wire, 'gobetween/re-enrolment/1', 're-enrolment-invalid');
    const { body } = statement;
    if (body.certificate !== named.certificate) continue;
    hold(
      're-enrolment-invalid',
      'A re-enrolment is not from this certificate to that one.',
      body.org === newer.body.org,
      body.case === newer.body.case,
      body.person === newer.body.person,
      body.previous === newer.body.previous,
    );
    if (isByOldKey(people, statement, named, body.previous)) return;
    const reader = readerOf(people.standing, statement);
    if (!reader) {
      throw new SealingError('re-enrolment-invalid', 'A re-enrolment is signed by nobody who may.');
    }
    vouchers.set(reader.person, reader);
  }
  hold(
    're-enrolment-missing',
    'Fewer people vouch for new keys than it takes.',
    vouchers.size > 1,
    [...vouchers.values()].some(({ roles }) => roles.includes('facilitator')),
  );
}

function isByOldKey(
  people: People,
  statement: Signed,
  named: CasePerson,
  previous: CasePerson['certificate'],
): boolean {
  const before = certificateShown(people, previous);
  if (!before) return false;
  const old = signedCertificate(people, before, { ...named, certificate: previous });
  return statement.signer === old.body.sign;
}

/**
 * The mandate that stands for a person without an account, and its liaison team. Throws
 * mandate-invalid or signer-removed.
 */
export function mandateNamed(
  people: People,
  named: CasePerson,
): { readonly mandate: Mandate; readonly team: Team } {
  // Two people can sign one body; the Python, too, looks at the last of those shown.
  const wire = people.shown.mandates.findLast((one) => nameOf(one) === named.certificate);
  const statement = openAs(wire, 'gobetween/mandate/1', 'mandate-invalid');
  const { body: mandate } = statement;
  const team = people.organisationTeams.get(mandate.team);
  const signer = readerOf(people.standing, statement);
  if (!team || !signer?.roles.includes('facilitator')) {
    throw new SealingError(
      'mandate-invalid',
      'A mandate is not by a facilitator, or its team not shown.',
    );
  }
  hold(
    'mandate-invalid',
    'A mandate is for another person, case or organisation.',
    isOf(people, named, mandate),
  );
  return { mandate, team };
}

/**
 * The keys that speak now for an author for whom somebody acted: of the liaisons mandated now, or the
 * author's own. Throws mandate-invalid, signer-removed, or what checking a certificate throws.
 */
export function actingKeys(people: People, named: CasePerson): readonly string[] {
  if (!isMandated(people, named)) return [certificateInForce(people, named).body.sign];
  const team = liaisonTeam(people, named);
  return people.standing.now.roster.staff
    .filter((entry) => entry.roles.includes('liaison') && onTeam(team, entry))
    .map(({ sign }) => sign);
}

/**
 * The key that what an author's side must read is sealed to: theirs, or of whoever acts for them.
 * Throws mandate-invalid, signer-removed, or what checking a certificate throws.
 */
export function boxOfAuthor(people: People, named: CasePerson): B32 {
  if (isMandated(people, named)) return liaisonTeam(people, named).key;
  return certificateInForce(people, named).body.box;
}

/**
 * The newest version, as the roster names it, of the team that acts for somebody now. Throws
 * mandate-invalid or signer-removed.
 */
export function liaisonTeam(people: People, named: CasePerson): Team {
  const { team } = mandateNamed(people, named);
  const rostered: readonly string[] = people.standing.now.roster.teams;
  const [first, ...others] = [...people.organisationTeams]
    .filter(([digest, one]) => one.team === team.team && rostered.includes(digest))
    .map(([, one]) => one);
  if (!first) {
    throw new SealingError('mandate-invalid', 'The roster does not name a mandated team.');
  }
  return others.reduce((newest, one) => (one.version > newest.version ? one : newest), first);
}

/** The member of a liaison team, as a roster of then names it, who signed this. */
export function mandatedSigner(
  { standing, organisationTeams }: People,
  statement: Signed,
  { team }: Team,
): StaffEntry | undefined {
  return signerOf(
    standing,
    statement,
    ({ roster }, entry) =>
      entry.roles.includes('liaison') && onOrganisationTeam(organisationTeams, roster, team, entry),
  );
}

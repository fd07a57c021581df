/**
 * What a reader entrusted to the liaisons who act for its recipient: checks 8c, 9a, 9c and 10a of
 * protocol.md §6, on the device of one of them, before it opens anything. Refuses what was not released:
 * nobody entrusts that, and nothing else opens it.
 */
import { digestText, unb64, type B32, type Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Evidence, ShownGrant } from '../evidence.ts';
import type { Acceptance, Team } from '../schemas.ts';
import { openGrant, type BoxPair } from '../sealed.ts';
import type { Wire } from '../statements.ts';
import { mandatedVersions } from './acting.ts';
import { attestedAbout } from './authorship.ts';
import { sameList, verifyApproved, type Approval } from './decisions.ts';
import { namedIn, verifyCase, verifyOwnEntry, type Me, type VerifiedCase } from './ground.ts';
import { hold, openAs } from './holding.ts';
import { verifyRendition, verifySubmitted, type Readable } from './item.ts';
import { verifyNotStopped } from './later.ts';
import { isMandated, liaisonTeam, mandateNamed } from './people.ts';
import type { Pins } from './roster.ts';
import { readerOf, signerOf } from './standing.ts';

/** Something that may be handed over now, and the digests of the grants that were sealed for it. */
export interface Entrusted extends Readable {
  readonly person: Id;
  readonly acceptance: Acceptance;
  readonly team: Team;
  readonly grantDigests: readonly B32[];
}

const HANDED_OVER: readonly string[] = ['on-paper', 'with-facilitator'];

/** Stands for a device that there is none of: nothing is signed by it. */
function withoutKeys(person: Id): Me {
  return { person, signPublic: '' as B32, boxPublic: '' as B32 };
}

/** Whether somebody of a case has no keys; the mandate that says so is checked. */
function isAssisted(ground: VerifiedCase, person: Id): boolean {
  const named = namedIn(ground, person);
  if (!isMandated(ground.people, named)) return false;
  mandateNamed(ground.people, named);
  return true;
}

function keysOfTeams({ team, teams }: Evidence): ReadonlySet<string> {
  const shown: readonly Wire[] = [...teams, ...(team ? [team] : [])];
  return new Set(shown.map((wire) => openAs(wire, 'gobetween/team/1', 'team-invalid').body.key));
}

/** Check 8c: approved for somebody without keys, to whom no decision gives a key. */
function verifyOffer(shown: Evidence, pins: Pins, me: Me, person: Id, item: Id, now: number) {
  const ground = verifyCase(shown, pins, false);
  const readable = verifyRendition(verifySubmitted(ground, shown, item), shown);
  hold(
    'manifest-invalid',
    'The manifest does not name this person as a recipient.',
    readable.manifest.body.recipients.includes(person),
  );
  hold(
    'recipient-mismatch',
    'This person has keys: their own device accepts and opens.',
    isAssisted(ground, person),
  );
  const decisions = verifyApproved(readable, shown, now);
  const keys = keysOfTeams(shown);
  for (const { body } of decisions) {
    const entries = body.recipients.filter((one) => one.person === person);
    // A first reader may name nobody, as in check 8.
    hold(
      'recipient-mismatch',
      'A decision is for another person, or gives a key away.',
      entries.length === (body.recipients.length > 0 ? 1 : 0),
      entries.every((entry) => keys.has(entry.key) && entry.grants.length === 0),
    );
  }
  hold(
    'recipient-mismatch',
    'No decision names this person.',
    decisions.some(({ body }) => body.recipients.length > 0),
  );
  verifyNotStopped(readable, shown, withoutKeys(person));
  verifyOwnEntry(ground, me);
  return { readable, decisions };
}

/** Check 9a: it was accepted before staff, and now is within its window. */
function verifyAccepted(
  readable: Readable,
  decisions: readonly Approval[],
  shown: Evidence,
  person: Id,
  now: number,
): Acceptance {
  if (!shown.acceptance) throw new SealingError('acceptance-missing', 'No acceptance was shown.');
  const statement = openAs(shown.acceptance, 'gobetween/acceptance/1', 'acceptance-invalid');
  const { body } = statement;
  const { ground, manifest } = readable;
  hold(
    'acceptance-invalid',
    'The acceptance is not this person’s, of this item and these decisions.',
    body.person === person,
    body.case === ground.case,
    body.item === manifest.body.item,
    sameList(body.decisions, decisions.map(({ digest }) => digest)),
    HANDED_OVER.includes(body.medium),
  );
  const witness = signerOf(ground.standing, statement, () => true);
  hold(
    'acceptance-invalid',
    'Nobody attests that it was accepted before them.',
    witness !== undefined &&
      attestedAbout(ground, shown, manifest.digest).some(
        ({ by, word }) =>
          by === witness.person &&
          word.person === person &&
          word.act === 'acceptance' &&
          word.at === body.accepted,
      ),
  );
  hold('outside-window', 'Not at the time that was chosen.', body.from <= now, now <= body.until);
  return body;
}

/** Checks 1 to 7, 8b, 8c, 9a and 9c. `now` in whole seconds. */
export function verifyEntrusted(
  shown: Evidence,
  pins: Pins,
  me: Me,
  about: { readonly person: Id; readonly item: Id },
  now: number,
): Entrusted {
  const { person, item } = about;
  const { readable, decisions } = verifyOffer(shown, pins, me, person, item, now);
  const acceptance = verifyAccepted(readable, decisions, shown, person, now);
  const { ground, released } = readable;
  const named = namedIn(ground, person);
  const { mandate } = mandateNamed(ground.people, named);
  hold('mandate-invalid', 'Nobody may act for this person any more.', now <= mandate.until);
  hold('grant-missing', 'Nobody entrusted this to a liaison.', shown.regrants.length > 0);
  const team = liaisonTeam(ground.people, named);
  const teamKeys: readonly string[] = mandatedVersions(ground.people, team).map(({ body }) => body.key);
  const given = decisions.flatMap(({ body, digest }) =>
    body.recipients.filter((one) => one.person === person).map(({ key }) => `${digest} ${key}`),
  );
  const grants = shown.regrants.flatMap((wire) => {
    const regrant = openAs(wire, 'gobetween/regrant/1', 'regrant-invalid');
    const { body } = regrant;
    hold(
      'regrant-invalid',
      'It was not entrusted to whoever acts for this person, since they accepted it.',
      readerOf(ground.standing, regrant) !== undefined,
      body.case === ground.case,
      body.item === item,
      body.person === person,
      given.includes(`${body.decision} ${body.old_key}`),
      body.certificate === named.certificate,
      teamKeys.includes(body.new_key),
      Math.max(acceptance.accepted, acceptance.from) <= body.at,
      body.at <= acceptance.until,
    );
    return body.grants;
  });
  const grantDigests = grants
    .filter(({ rendition }) => rendition === released.rendition)
    .map(({ grant }) => grant);
  return { ...readable, person, acceptance, team, grantDigests };
}

/**
 * Check 10a: the content key, from a grant that the regrant names, by a key of the team's versions.
 * Throws grant-missing, grant-replaced, grant-unopenable or grant-mismatch.
 */
export function openEntrustedGrant(
  { released, manifest, grantDigests }: Entrusted,
  shown: readonly ShownGrant[],
  pairs: Iterable<BoxPair>,
): Uint8Array {
  const grants = shown
    .filter(({ rendition }) => rendition === released.rendition)
    .map(({ grant }) => unb64(grant));
  hold('grant-missing', 'No grant was given.', grants.length > 0, grantDigests.length > 0);
  const grant = grants.find((one) => grantDigests.includes(digestText(one)));
  if (!grant) throw new SealingError('grant-replaced', 'The grant is not the one that was entrusted.');
  let refusal = new SealingError('grant-unopenable', 'No key of the team’s opens it.');
  for (const pair of pairs) {
    try {
      return openGrant(grant, manifest.body.item, released.rendition, pair);
    } catch (cause) {
      if (!(cause instanceof SealingError)) throw cause;
      if (cause.code === 'grant-mismatch') refusal = cause;
    }
  }
  throw refusal;
}

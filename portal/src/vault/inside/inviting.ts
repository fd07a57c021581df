/**
 * Bringing a person into a case, for a facilitator of its team (protocol.md §5.2): the code and the
 * offer, then, once the reply proved itself, certificate and next case statement. Owns these
 * signatures; refuses to certify keys whose reply does not verify, or that somebody else has, and
 * anybody as something else than they were invited as.
 */
import { b64, digest, newId, parseId, same, unb64, type Id } from '../../sealing/encoding.ts';
import {
  checkReply,
  enrolmentSecrets,
  offerMac,
  readOffer,
  writeOffer,
  type Offer,
} from '../../sealing/enrolment.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { openInvitationSecret, sealInvitationSecret } from '../../sealing/sealed.ts';
import { newLogin, sixWords } from '../../sealing/secrets.ts';
import { sign, type Wire } from '../../sealing/statements.ts';
import { verifyCase, verifyOwnEntry, type VerifiedCase } from '../../sealing/verify/ground.ts';
import { hold, openAs } from '../../sealing/verify/holding.ts';
import type { GroundWire, Operations, RepliedInvitation } from '../messages.ts';
import { now } from './now.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

function ownCase(shown: GroundWire, caseId: Id): { ground: VerifiedCase; pinsMoved: boolean } {
  const ground = verifyCase(parseGround(shown), pins(), false);
  verifyOwnEntry(ground, me());
  if (ground.case !== caseId) throw new SealingError('case-invalid', 'This is another case.');
  return { ground, pinsMoved: remember(ground.pins) };
}

export function invite(ask: Ask<'invite'>): Answer<'invite'> {
  const { ground, pinsMoved } = ownCase(ask.ground, parseId(ask.case));
  const { root, org } = pins();
  const code = sixWords();
  const login = newLogin();
  const secrets = enrolmentSecrets(code, login);
  const invitation = newId();
  const person = newId();
  const offer = writeOffer({
    case: ground.case,
    case_statement: ground.newest.digest,
    expires: ask.expires,
    invitation,
    org,
    person,
    role: ask.role,
    root,
    roster: ground.roster.sequence,
    team_key: ground.team.key,
  });
  const kept = { replyKey: secrets.replyKey, offerDigest: digest(offer) };
  return {
    invitation,
    person,
    login,
    code,
    enrolToken: b64(secrets.token),
    offer: b64(offer),
    mac: b64(offerMac(secrets.offerKey, offer)),
    secret: b64(sealInvitationSecret(invitation, unlocked().keys.box.publicKey, kept)),
    pinsMoved,
  };
}

/** Refuses keys that stand on the roster or in another certificate of the case: key-mismatch. */
function mustBeTheirOwn(
  { roster }: VerifiedCase,
  certificates: readonly Wire[],
  person: Id,
  reply: { readonly sign: string; readonly box: string },
): void {
  const certified = certificates
    .map((wire) => openAs(wire, 'gobetween/certificate/1', 'certificate-invalid').body)
    .filter((one) => one.person !== person);
  const taken = [...roster.staff, ...roster.pools, ...certified];
  if (taken.some(({ sign: signs, box }) => signs === reply.sign || box === reply.box)) {
    throw new SealingError('key-mismatch', 'Somebody else has these keys already.');
  }
}

/**
 * The offer that this device made, known by its digest: nobody can give an answer another case,
 * person or role. Throws reply-mismatch or offer-invalid.
 */
function ownOffer(
  { case: caseId }: VerifiedCase,
  listed: RepliedInvitation,
  offerDigest: Uint8Array,
): Offer {
  const bytes = unb64(listed.offer);
  if (!same(digest(bytes), offerDigest)) {
    throw new SealingError('reply-mismatch', 'The invitation is not the one that was made.');
  }
  const offer = readOffer(bytes);
  hold(
    'offer-invalid',
    'The invitation is to another case, or to another part in it.',
    offer.case === caseId,
    offer.org === pins().org,
    offer.invitation === listed.invitation,
    // What the page asked its reader to confirm.
    offer.role === listed.role,
  );
  return offer;
}

export function certify(ask: Ask<'certify'>): Answer<'certify'> {
  const { ground } = ownCase(ask.ground, parseId(ask.case));
  const { keys } = unlocked();
  const invitation = parseId(ask.invitation.invitation);
  const kept = openInvitationSecret(unb64(ask.invitation.secret), invitation, keys.box);
  const { person, role } = ownOffer(ground, ask.invitation, kept.offerDigest);
  const reply = checkReply(unb64(ask.invitation.reply ?? ''), unb64(ask.invitation.mac ?? ''), {
    ...kept,
    invitation,
    person,
  });
  if (role !== 'harmed' && role !== 'responsible') {
    throw new SealingError('offer-invalid', 'Only people of a case are certified here.');
  }
  const { body } = ground.newest;
  if (body.people.some((one) => one.person === person)) {
    throw new SealingError('certificate-invalid', 'This person was certified before.');
  }
  mustBeTheirOwn(ground, parseGround(ask.ground).certificates, person, reply);
  const issued = now();
  const { org } = pins();
  const certificate = sign(
    'gobetween/certificate/1',
    {
      org,
      case: ground.case,
      person,
      invitation,
      role,
      sign: reply.sign,
      box: reply.box,
      previous: '',
      issued,
    },
    keys.seed,
  );
  const statement = sign(
    'gobetween/case/1',
    {
      ...body,
      sequence: body.sequence + 1,
      previous: ground.newest.digest,
      people: [...body.people, { person, role, certificate: certificate.digest }],
      issued,
    },
    keys.seed,
  );
  const { sequence } = statement.body;
  const pin = { case: ground.case, sequence, digest: statement.digest };
  const pinsMoved = remember({ ...ground.pins, cases: [pin] });
  return { certificate: certificate.wire, case_statement: statement.wire, pinsMoved };
}

"""Inviting someone by code, and checking what their device answered.

Owns the inviting side of protocol.md section 5.2, for staff and participants alike. Refuses to
certify anyone: that is the administrator's roster or the facilitator's certificate.
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.client.person import Person
from service.client.transport import JsonObject
from service.sealing.encoding import b64, digest, new_id, unb64
from service.sealing.enrolment import (
    InvitationSecret,
    Offer,
    Reply,
    check_reply,
    enrolment_secrets,
    offer_mac,
    open_invitation_secret,
    seal_invitation_secret,
)
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import read_form
from service.sealing.keys import new_code
from service.sealing.schemas import Roster
from service.sealing.words import new_login

VALID_S: Final = 7 * 24 * 3600
"""How long a code is good, in seconds: as long as one from the portal."""


@dataclass(frozen=True)
class Invitation:
    """What is printed and handed over in person: a login and a code. The code is used once.

    `expires` is when it is too late, in seconds since 1970.
    """

    invitation: str
    person: str
    role: str
    login: str
    code: str
    expires: int


@dataclass(frozen=True)
class CaseOffer:
    """The case that a participant is invited to, as the inviting device has verified it."""

    case: str
    case_statement: bytes
    team_key: bytes


@dataclass(frozen=True)
class Replied:
    """A checked answer: whose it is, in which role, and with which new public keys.

    `login` is the one that was handed over with the code, as the service tells it.
    """

    invitation: str
    person: str
    role: str
    reply: Reply
    login: str


@dataclass(frozen=True)
class Unproven:
    """An answer that must not be certified, and why; the rest are not held up by it."""

    invitation: str
    person: str
    fault: SealingError


@dataclass(frozen=True)
class Answers:
    """Everyone who answered: those whose answer holds, and beside them those whose does not."""

    proven: tuple[Replied, ...]
    unproven: tuple[Unproven, ...]


async def invite(
    inviter: Person, role: str, case: CaseOffer | None = None, *, person: str | None = None
) -> Invitation:
    """Make an invitation, good for `VALID_S` seconds, and leave it with the service.

    For someone new, or for `person`, who is there already and lost their keys.
    """
    expires = inviter.clock() + VALID_S
    made = Invitation(new_id(), person or new_id(), role, new_login(), new_code(), expires)
    secrets = await asyncio.to_thread(enrolment_secrets, made.code, made.login)
    pins = inviter.pins
    offer = Offer(
        case=case.case if case else "",
        case_statement=case.case_statement if case else b"",
        expires=expires,
        invitation=made.invitation,
        org=pins.org,
        person=made.person,
        role=role,
        root=pins.root,
        roster=pins.roster_sequence,
        team_key=case.team_key if case else b"",
    ).to_bytes()
    kept = InvitationSecret(made.invitation, secrets.reply_key, digest(offer))
    await inviter.transport.post(
        "/invitations",
        {
            "invitation": made.invitation,
            "person": made.person,
            "login": made.login,
            "role": role,
            "case": case.case if case else None,
            "enrol_token": b64(secrets.token),
            "offer": b64(offer),
            "mac": b64(offer_mac(offer, secrets.offer_key)),
            "secret": b64(seal_invitation_secret(kept, inviter.keys.box_public)),
            "expires": expires,
        },
    )
    return made


async def replied(inviter: Person, case: str | None) -> Answers:
    """Return every answer to this person's own invitations for `case` (None: for staff), checked.

    One that was not made with its code is among the unproven, with `reply-mac`, `reply-mismatch`
    or whatever else is wrong with it. Raises that fault only when nobody else has answered.
    """
    proven, unproven = [], []
    async for row in inviter.transport.rows("/invitations", state="replied"):
        if row["case"] != case:
            continue
        try:
            proven.append(_checked(inviter, row, case or ""))
        except SealingError as fault:
            unproven.append(Unproven(str(row["invitation"]), str(row["person"]), fault))
    return raised_if_alone(Answers(tuple(proven), tuple(unproven)))


def raised_if_alone(answers: Answers) -> Answers:
    """Return the answers, or raise the first fault when no answer is left that holds."""
    if answers.unproven and not answers.proven:
        raise answers.unproven[0].fault
    return answers


def keys_of_their_own(
    answers: Sequence[Replied], known: Iterable[tuple[str, bytes, bytes]]
) -> Answers:
    """Sort out answers with a key, for signing or for boxes, that somebody else has already.

    `known` are person, signing key and box key of whoever stands on roster or case.
    """
    held = list(known)
    proven, unproven = [], []
    for one in answers:
        sign, box = one.reply.sign, one.reply.box
        if any(who != one.person and (sign == s or box == b) for who, s, b in held):
            fault = SealingError(Fault.KEY_MISMATCH, "Somebody else has these keys already.")
            unproven.append(Unproven(one.invitation, one.person, fault))
        else:
            held.append((one.person, sign, box))
            proven.append(one)
    return Answers(tuple(proven), tuple(unproven))


def staff_and_pools(roster: Roster) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield everyone's id, signing key and box key."""
    for entry in roster.staff:
        yield entry.person, entry.sign, entry.box
    for pool in roster.pools:
        yield pool.pool, pool.sign, pool.box


def _checked(inviter: Person, row: JsonObject, case: str) -> Replied:
    invitation = str(row["invitation"])
    secret = open_invitation_secret(unb64(row["secret"]), invitation, inviter.keys.box_private)
    # What was offered is known by its digest, so nobody can give an answer another role, or have
    # it certified in another case.
    offer = _own_offer(unb64(row["offer"]), secret)
    if (offer.invitation, offer.case, offer.org) != (invitation, case, inviter.pins.org):
        raise SealingError(Fault.OFFER_INVALID, "The answer is to an offer for something else.")
    reply = check_reply(unb64(row["reply"]), unb64(row["mac"]), secret, offer.person)
    return Replied(invitation, offer.person, offer.role, reply, str(row["login"]))


def _own_offer(offer: bytes, secret: InvitationSecret) -> Offer:
    if digest(offer) != secret.offer_digest:
        raise SealingError(Fault.REPLY_MISMATCH, "The invitation is not the one that was made.")
    return read_form(Offer, offer, Fault.OFFER_INVALID)

"""Owns the exchange by which a new device and an inviting device trust each other (section 5.2).

Refuses to own the certificate: once a reply is checked here, a facilitator (or the root) signs.
"""

from dataclasses import dataclass, replace
from typing import Final

from nacl.bindings import sodium_memcmp

from service.sealing.boxes import after_prefix, check_public_keys, open_sealed, seal_to
from service.sealing.encoding import blake2b, canonical, digest, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import (
    B32,
    B32_OR_EMPTY,
    COUNT,
    ID,
    ID_OR_EMPTY,
    TIME,
    one_of,
    read_form,
    wire,
    write_record,
)
from service.sealing.schemas import PERSON_ROLES, STAFF_ROLES
from service.sealing.words import crockford
from service.sealing.wrapping import KEY_BYTES, EnrolmentSecrets, enrolment_secrets

KEYS_NUMBER_BYTES: Final = 10

__all__ = [
    "EnrolmentSecrets",
    "InvitationSecret",
    "Offer",
    "Reply",
    "check_offer",
    "check_reply",
    "enrolment_secrets",
    "keys_number",
    "make_reply",
    "offer_mac",
    "open_invitation_secret",
    "reply_mac",
    "seal_invitation_secret",
]


@dataclass(frozen=True)
class Offer:
    """What the inviting device vouches for. Staff offers leave the three case fields empty."""

    case: str = wire(ID_OR_EMPTY)
    case_statement: bytes = wire(B32_OR_EMPTY)
    expires: int = wire(TIME)
    invitation: str = wire(ID)
    org: str = wire(ID)
    person: str = wire(ID)
    role: str = wire(one_of(*PERSON_ROLES, *STAFF_ROLES))
    root: bytes = wire(B32)
    roster: int = wire(COUNT)
    team_key: bytes = wire(B32_OR_EMPTY)

    def to_bytes(self) -> bytes:
        """Write the offer as canonical JSON; ``offer-invalid`` for a value outside its table."""
        written = canonical(write_record(self))
        read_form(Offer, written, Fault.OFFER_INVALID)
        return written


@dataclass(frozen=True)
class Reply:
    """The invited device's answer: its new public keys and the offer it answers."""

    box: bytes = wire(B32)
    invitation: str = wire(ID)
    offer: bytes = wire(B32)
    person: str = wire(ID)
    sign: bytes = wire(B32)


@dataclass(frozen=True)
class InvitationSecret:
    """What the inviting device keeps until the reply."""

    invitation: str
    reply_key: bytes
    offer_digest: bytes


def offer_mac(offer: bytes, offer_key: bytes) -> bytes:
    """The 32-byte MAC over an offer's bytes."""
    return _mac("gobetween/offer/1", offer, offer_key)


def reply_mac(reply: bytes, reply_key: bytes) -> bytes:
    """The 32-byte MAC over a reply's bytes, under another key and label than the offer's."""
    return _mac("gobetween/reply/1", reply, reply_key)


def check_offer(offer: bytes, mac: bytes, offer_key: bytes, now: int) -> Offer:
    """Check an offer on the invited device; what it says may then be pinned.

    Raises ``offer-mac``, ``offer-invalid`` or ``offer-expired`` (good until ``expires`` itself).
    """
    if not sodium_memcmp(offer_mac(offer, offer_key), mac):
        raise SealingError(Fault.OFFER_MAC, "The invitation was not made with this code.")
    checked = read_form(Offer, offer, Fault.OFFER_INVALID)
    if now > checked.expires:
        raise SealingError(Fault.OFFER_EXPIRED, "The invitation has expired.")
    return checked


def make_reply(offer: bytes, sign: bytes, box: bytes) -> bytes:
    """Answer a *checked* offer with two new public keys."""
    answered = read_form(Offer, offer, Fault.OFFER_INVALID)
    check_public_keys(sign, box)
    reply = Reply(box, answered.invitation, digest(offer), answered.person, sign)
    return canonical(write_record(reply))


def check_reply(reply: bytes, mac: bytes, secret: InvitationSecret, person: str) -> Reply:
    """Check a reply on the inviting device; its keys may then be certified.

    Raises ``reply-mac``, ``reply-invalid``, ``reply-mismatch`` (another invitation, offer or
    person) or ``bad-key``.
    """
    if not sodium_memcmp(reply_mac(reply, secret.reply_key), mac):
        raise SealingError(Fault.REPLY_MAC, "The answer was not made with this code.")
    checked = read_form(Reply, reply, Fault.REPLY_INVALID)
    expected = replace(
        checked, invitation=secret.invitation, offer=secret.offer_digest, person=person
    )
    if checked != expected:
        raise SealingError(Fault.REPLY_MISMATCH, "The answer is to another invitation.")
    check_public_keys(checked.sign, checked.box)
    return checked


def keys_number(sign: bytes, box: bytes) -> str:
    """What two devices show of the same public keys, for one person to compare: 80 bits."""
    number = blake2b(lp("gobetween/keys-number/1") + sign + box)
    return crockford(number[:KEYS_NUMBER_BYTES])


def _invitation_prefix(invitation: str) -> bytes:
    return lp("gobetween/invitation/1") + lp(invitation)


def seal_invitation_secret(secret: InvitationSecret, inviter_box: bytes) -> bytes:
    """Seal what the reply will be checked with to the inviting person's own box key."""
    known = secret.reply_key + secret.offer_digest
    return seal_to(inviter_box, _invitation_prefix(secret.invitation) + known)


def open_invitation_secret(sealed: bytes, invitation: str, box_private: bytes) -> InvitationSecret:
    """Open it again; ``sealed-unopenable`` or ``sealed-mismatch``."""
    prefix = _invitation_prefix(invitation)
    known = after_prefix(open_sealed(sealed, box_private), prefix, 2 * KEY_BYTES)
    return InvitationSecret(invitation, known[:KEY_BYTES], known[KEY_BYTES:])


def _mac(label: str, message: bytes, key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A MAC key has 32 bytes.")
    return blake2b(lp(label) + message, key=key)

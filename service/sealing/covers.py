"""Owns the two halves of a case team's key, and taking over with both (section 4.12).

Refuses to own who may: two step-ins say so, and verify_teams.py checks them.
"""

from dataclasses import dataclass
from typing import Final

from nacl.bindings import sodium_memcmp
from nacl.utils import random

from service.sealing.boxes import BOX_KEY_BYTES, after_prefix, box_public, open_sealed, seal_to
from service.sealing.encoding import be32, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import DUTY, SUPERVISORS, Cover, CoverShare, Team
from service.sealing.statements import Statement, open_statement, sign

CAPACITIES: Final = (SUPERVISORS, DUTY)


@dataclass(frozen=True)
class OrganisationTeams:
    """The statements of the two teams of an organisation that cover its cases."""

    supervisors: Statement
    duty: Statement


def _prefix(capacity: str, team: str, version: int) -> bytes:
    return lp("gobetween/cover-share/1") + lp(capacity) + lp(team) + be32(version)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def make_cover(
    team: Statement, private: bytes, covering: OrganisationTeams, seed: bytes, issued: int
) -> Statement:
    """Split a case team's key between supervisors and duty team; either half alone says nothing.

    ``seed`` is of whoever signed ``team``, ``private`` the team's 32-byte key. Raises
    ``key-mismatch`` for another team's key, ``cover-invalid`` for one team in both places.
    """
    body = open_statement(team, Team)
    if not sodium_memcmp(box_public(private), body.key):
        raise SealingError(Fault.KEY_MISMATCH, "This is not the private key of that team.")
    ours = open_statement(covering.supervisors, Team), open_statement(covering.duty, Team)
    if ours[0].team == ours[1].team or not body.case or any(one.case for one in ours):
        raise SealingError(
            Fault.COVER_INVALID, "A case team is covered by two teams of the organisation."
        )
    half = random(BOX_KEY_BYTES)
    statements = (covering.supervisors, covering.duty)
    shares = [
        CoverShare(
            organisation.team,
            statement.digest,
            seal_to(organisation.key, _prefix(capacity, body.team, body.version) + share),
        )
        for capacity, organisation, statement, share in zip(
            CAPACITIES, ours, statements, (half, _xor(private, half)), strict=True
        )
    ]
    return sign(
        Cover(
            org=body.org,
            case=body.case,
            team=team.digest,
            version=body.version,
            supervisors=shares[0],
            duty=shares[1],
            issued=issued,
        ),
        seed,
    )


def open_share(cover: Statement, team: Statement, capacity: str, private: bytes) -> bytes:
    """Open one half, 32 bytes, with the private key of the organisation's team that holds it.

    Raises ``cover-invalid`` when the cover is not of this team, ``sealed-unopenable`` or
    ``sealed-mismatch``.
    """
    body, covered = open_statement(cover, Cover), open_statement(team, Team)
    if capacity not in CAPACITIES or body.team != team.digest or body.version != covered.version:
        raise SealingError(Fault.COVER_INVALID, "This is not the cover of that team.")
    held = body.supervisors if capacity == SUPERVISORS else body.duty
    prefix = _prefix(capacity, covered.team, covered.version)
    return after_prefix(open_sealed(held.sealed, private), prefix, BOX_KEY_BYTES)


def _handed_prefix(cover: Statement, capacity: str) -> bytes:
    return lp("gobetween/cover-handed/1") + cover.digest + lp(capacity)


def hand_share(cover: Statement, capacity: str, share: bytes, colleague: bytes) -> bytes:
    """Seal an opened half, 32 bytes, to the box key of whoever steps in with its holder.

    It opens as the half of this cover and capacity and as no other.
    """
    if capacity not in CAPACITIES or len(share) != BOX_KEY_BYTES:
        raise SealingError(Fault.COVER_INVALID, "A half has 32 bytes and a capacity.")
    return seal_to(colleague, _handed_prefix(cover, capacity) + share)


def open_handed_share(cover: Statement, capacity: str, handed: bytes, box_private: bytes) -> bytes:
    """Open a half that was handed over; raises ``sealed-unopenable`` or ``sealed-mismatch``."""
    prefix = _handed_prefix(cover, capacity)
    return after_prefix(open_sealed(handed, box_private), prefix, BOX_KEY_BYTES)


def join_shares(team: Statement, supervisors: bytes, duty: bytes) -> bytes:
    """The case team's private key from both halves; ``cover-invalid`` when they do not give it."""
    if len(supervisors) != BOX_KEY_BYTES or len(duty) != BOX_KEY_BYTES:
        raise SealingError(Fault.COVER_INVALID, "A half has 32 bytes.")
    private = _xor(supervisors, duty)
    if not sodium_memcmp(box_public(private), open_statement(team, Team).key):
        raise SealingError(Fault.COVER_INVALID, "The two halves do not give the team's key.")
    return private

"""Owns making a team's key, handing it to members and to the next version (section 4.3).

Refuses to own who may be a member: the case statement that names the team's digest says so.
"""

from collections.abc import Sequence
from itertools import pairwise

from nacl.bindings import sodium_memcmp

from service.sealing.boxes import (
    BOX_KEY_BYTES,
    after_prefix,
    box_public,
    new_box_private,
    open_sealed,
    seal_to,
)
from service.sealing.encoding import be32, digest, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import Team, TeamMember
from service.sealing.statements import Statement, open_statement, sign


def _member_prefix(team: str, version: int, member_box: bytes) -> bytes:
    return lp("gobetween/team-key/1") + lp(team) + be32(version) + digest(member_box)


def _previous_prefix(team: str, version: int) -> bytes:
    return lp("gobetween/team-previous/1") + lp(team) + be32(version - 1)


def _members(
    team: str, version: int, members: Sequence[tuple[str, bytes]], private: bytes
) -> tuple[TeamMember, ...]:
    return tuple(
        TeamMember(person, box, seal_to(box, _member_prefix(team, version, box) + private))
        for person, box in members
    )


def new_team(
    org: str,
    team: str,
    case: str,
    members: Sequence[tuple[str, bytes]],
    seed: bytes,
    issued: int,
) -> tuple[Statement, bytes]:
    """Make version 1 of a team: its signed statement and its new 32-byte private key.

    ``members`` are pairs of person id and box public key; ``seed`` is a member's signing seed.
    """
    private = new_box_private()
    body = Team(
        org=org,
        team=team,
        case=case,
        version=1,
        key=box_public(private),
        members=_members(team, 1, members, private),
        previous=b"",
        previous_sealed=b"",
        issued=issued,
    )
    return sign(body, seed), private


def next_team(
    previous: Statement,
    previous_private: bytes,
    members: Sequence[tuple[str, bytes]],
    seed: bytes,
    issued: int,
) -> tuple[Statement, bytes]:
    """Make the version after ``previous``; its members can still open what that one could."""
    before = open_statement(previous, Team)
    if not sodium_memcmp(box_public(previous_private), before.key):
        raise SealingError(Fault.KEY_MISMATCH, "This is not the private key of that team.")
    version, private = before.version + 1, new_box_private()
    public = box_public(private)
    handed_on = seal_to(public, _previous_prefix(before.team, version) + previous_private)
    body = Team(
        org=before.org,
        team=before.team,
        case=before.case,
        version=version,
        key=public,
        members=_members(before.team, version, members, private),
        previous=previous.digest,
        previous_sealed=handed_on,
        issued=issued,
    )
    return sign(body, seed), private


def open_team_key(statement: Statement, person: str, box_private: bytes) -> bytes:
    """Open a member's copy of the team's private key, 32 bytes.

    Raises ``team-key-missing`` (not a member under this key), ``sealed-unopenable``,
    ``sealed-mismatch``, or ``key-mismatch`` when it is not the key that the statement names.
    """
    team, own = open_statement(statement, Team), box_public(box_private)
    sealed = next((m.sealed for m in team.members if m.person == person and m.box == own), None)
    if sealed is None:
        raise SealingError(Fault.TEAM_KEY_MISSING, "This person is not a member under this key.")
    prefix = _member_prefix(team.team, team.version, own)
    private = after_prefix(open_sealed(sealed, box_private), prefix, BOX_KEY_BYTES)
    return _matching(private, team.key)


def open_previous_team_key(statement: Statement, private: bytes, previous: Statement) -> bytes:
    """Open the key of the version before with this version's key; checked against ``previous``.

    Raises ``sealed-mismatch`` when ``previous`` is not the one that ``statement`` names.
    """
    team, before = open_statement(statement, Team), open_statement(previous, Team)
    if team.previous != previous.digest:
        raise SealingError(Fault.SEALED_MISMATCH, "This is not the version before.")
    prefix = _previous_prefix(team.team, team.version)
    opened = after_prefix(open_sealed(team.previous_sealed, private), prefix, BOX_KEY_BYTES)
    return _matching(opened, before.key)


def open_earlier_team_keys(versions: Sequence[Statement], private: bytes) -> dict[int, bytes]:
    """Every version's private key by its number, from the newest's own.

    ``versions`` are the team's statements from the newest back, without a gap. Raises what
    ``open_previous_team_key`` raises.
    """
    newest = open_statement(versions[0], Team)
    keys = {newest.version: _matching(private, newest.key)}
    for newer, before in pairwise(versions):
        private = open_previous_team_key(newer, private, before)
        keys[open_statement(before, Team).version] = private
    return keys


def _matching(private: bytes, public: bytes) -> bytes:
    if not sodium_memcmp(box_public(private), public):
        raise SealingError(Fault.KEY_MISMATCH, "A sealed team key is not the team's.")
    return private

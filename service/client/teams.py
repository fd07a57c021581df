"""A case's team: who joins it, who leaves, and the keys of its earlier versions.

Owns making the next version with its case statement and its cover. Refuses to take anybody off
before this device has vouched for all that they signed, and to take its own person off: what they
signed last, nobody could vouch for.
"""

from dataclasses import dataclass, replace
from typing import Final

from service.client.case_files import case_in_force
from service.client.countersigning import countersign, read_trail
from service.client.covering import cover_of
from service.client.errors import NotPossible, Refusal
from service.client.person import Person
from service.sealing.encoding import digest, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import open_card
from service.sealing.schemas import CaseStatement, Roster, Team
from service.sealing.standing import READERS
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import next_team, open_earlier_team_keys, open_team_key
from service.sealing.verify import VerifiedCase

# Others may act while one looks, countersigns and signs.
_TRIES: Final = 4


@dataclass(frozen=True)
class Changed:
    """The version now in force and who is on it."""

    version: int
    members: tuple[str, ...]


async def add_to_team(person: Person, case: str, newcomer: str) -> Changed:
    """Put a facilitator or supervisor on a case's team; they can read what was sealed before too.

    Raises NotPossible `not-on-roster`, `not-a-reader` or `on-team`.
    """
    verified = await case_in_force(person, case)
    if newcomer in _people(verified.team):
        raise NotPossible("on-team", "This person is on the team already.")
    if newcomer not in reader_boxes(verified.roster):
        listed = any(entry.person == newcomer for entry in verified.roster.staff)
        if not listed:
            raise NotPossible("not-on-roster", "The roster does not list this person.")
        raise NotPossible("not-a-reader", "Only facilitators and supervisors are on a case's team.")
    return await _change(person, case, joins=newcomer)


async def remove_from_team(person: Person, case: str, leaver: str) -> Changed:
    """Take somebody off a case's team, after this device has vouched for all that they signed.

    From then on they are let into nothing, and new content is sealed to a key they do not have.
    Raises NotPossible `not-on-team`, and `own-entry` for this person's own: somebody who stays
    takes them off.
    """
    verified = await case_in_force(person, case)
    if leaver not in _people(verified.team):
        raise NotPossible("not-on-team", "This person is not on the team.")
    if leaver == person.id:
        raise NotPossible(
            "own-entry", "Nobody takes themselves off a team; somebody who stays does."
        )
    return await _change(person, case, leaves=leaver)


async def countersign_whole(person: Person, case: str) -> None:
    """Countersign until nothing is left that the last head does not cover.

    A head makes the service name earlier ones on the trail; the next one vouches for those too.
    """
    for _ in range(_TRIES):
        covered = await countersign(person, case)
        trail, _shown = await read_trail(person, case)
        if len(trail.entries) == len(covered.entries):
            return
    raise NotPossible("not-vouched", "The trail kept growing; try again.")


async def card_of(person: Person, case: str) -> str:
    """Return the names and notes on a case's card, sealed to whichever version it was sealed to.

    Raises SealingError `sealed-mismatch` for another card than the case statement names.
    """
    verified = await case_in_force(person, case)
    sealed = unb64((await person.transport.get(f"/cases/{case}"))["card"])
    if digest(sealed) != verified.newest.card:
        raise SealingError(Fault.SEALED_MISMATCH, "This is not the card that the case names.")
    first = min(
        (one for one in verified.statements.values() if one.card == verified.newest.card),
        key=lambda one: one.sequence,
    )
    return open_card(case, team_keys(person, verified)[_version_of(verified, first)], sealed)


def team_keys(person: Person, case: VerifiedCase) -> dict[int, bytes]:
    """Return the private key of every version of a case's team, by its number.

    Raises SealingError `team-key-missing` when this person is not on the newest.
    """
    chain = team_chain(case)
    newest = open_team_key(chain[0], person.id, person.keys.box_private)
    return open_earlier_team_keys(chain, newest)


def keys_since(person: Person, case: VerifiedCase, case_statement: bytes) -> list[bytes]:
    """Return the keys that something sealed under this case statement or since may be sealed to.

    The version that it names comes first: an author seals to that one, a media worker to the one
    in force when it works.
    """
    since = _version_of(case, case.statements[case_statement])
    keys = team_keys(person, case)
    return [keys[version] for version in sorted(keys) if version >= since]


def team_chain(case: VerifiedCase) -> list[Statement]:
    """Return the statements of a verified case's team, from the newest back to the first."""
    shown = {one.digest: one for one in case.people.evidence.teams}
    newest = case.people.evidence.team
    chain = [newest] if newest else []
    while chain and (before := shown.get(open_statement(chain[-1], Team).previous)):
        chain.append(before)
    return chain


def next_case_statement(person: Person, case: VerifiedCase, team: Statement) -> Statement:
    """Sign the case statement that puts the next version in force and changes nothing else."""
    newer = replace(
        case.newest,
        sequence=case.newest.sequence + 1,
        previous=case.newest_digest,
        team=team.digest,
        issued=person.clock(),
    )
    return sign(newer, person.keys.sign_seed)


def reader_boxes(roster: Roster) -> dict[str, bytes]:
    """Return the box key of everyone on a roster who may be on a case's team."""
    return {
        entry.person: entry.box for entry in roster.staff if not READERS.isdisjoint(entry.roles)
    }


async def _change(
    person: Person, case: str, *, joins: str | None = None, leaves: str | None = None
) -> Changed:
    for _ in range(_TRIES):
        if leaves is not None:
            await countersign_whole(person, case)
        verified = await case_in_force(person, case)
        boxes = reader_boxes(verified.roster)
        # Whoever is off the roster has been out since then, and leaves the team with this version.
        stay = [one for one in _people(verified.team) if one in boxes and one != leaves]
        members = [*stay, *([joins] if joins is not None else [])]
        team, private = next_team(
            team_chain(verified)[0],
            team_keys(person, verified)[verified.team.version],
            [(one, boxes[one]) for one in members],
            person.keys.sign_seed,
            person.clock(),
        )
        cover = await cover_of(person, verified.roster, team, private)
        stated = next_case_statement(person, verified, team)
        try:
            await person.transport.post(
                f"/cases/{case}/team",
                {
                    "team": team.to_wire(),
                    "case_statement": stated.to_wire(),
                    "cover": cover.to_wire() if cover else None,
                },
            )
        except Refusal as refusal:
            # Somebody acted between the look and the signature: look again.
            if refusal.slug == "conflict":
                continue
            raise
        await countersign(person, case, team.voice, stated.voice)
        return Changed(verified.team.version + 1, tuple(members))
    raise NotPossible("not-done", "Others kept acting on this case; nothing was changed.")


def _people(team: Team) -> tuple[str, ...]:
    return tuple(one.person for one in team.members)


def _version_of(case: VerifiedCase, statement: CaseStatement) -> int:
    return case.standing.teams[statement.team].version

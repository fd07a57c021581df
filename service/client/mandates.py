"""What a facilitator does so that a team of liaisons can act for a person without an account.

Owns the signed mandate and the case statement that names it. Refuses a team that the roster does
not name.
"""

from dataclasses import dataclass, replace
from typing import Final

from service.client.case_files import case_in_force, roster_in_force
from service.client.countersigning import countersign
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.encoding import new_id
from service.sealing.schemas import CasePerson, Mandate
from service.sealing.statements import Statement, open_statement, sign

_ENDING_S: Final = 60


@dataclass(frozen=True)
class ActsFor:
    """Somebody for whom a liaison may act, as the service says; the device verifies it itself."""

    case: str
    person: str
    until: int


async def mandate(
    facilitator: Person, case: str, role: str, *, team: bytes, until: int, person: str | None = None
) -> str:
    """Let a liaison team act for a person on this side (`harmed` or `responsible`) until a time.

    `team` is the digest of the team's statement. Without `person` somebody new joins the case;
    their id is returned. For whom another team acted until now, it does so no longer. Raises
    NotPossible `not-on-roster` when the roster does not name the team.
    """
    given, body = await signed_mandate(facilitator, case, (person or new_id(), role), team, until)
    await facilitator.transport.post(f"/cases/{case}/mandates", body, repeat=True)
    # From here on others can tell what stood on the trail before a mandate was replaced.
    await countersign(facilitator, case, given.voice)
    return open_statement(given, Mandate).person


async def signed_mandate(
    facilitator: Person, case: str, who: tuple[str, str], team: bytes, until: int
) -> tuple[Statement, dict[str, dict[str, str]]]:
    """Return a mandate for `who`, a person and their side, and the body that carries it.

    In it is the case statement that names the mandate, the next of the case. Raises NotPossible
    `not-on-roster` when the roster does not name the team.
    """
    _, roster = await roster_in_force(facilitator)
    if team not in roster.teams:
        raise NotPossible("not-on-roster", f"Roster {roster.sequence} does not name this team.")
    verified, issued = await case_in_force(facilitator, case), facilitator.clock()
    (person, role), seed = who, facilitator.keys.sign_seed
    given = sign(
        Mandate(
            org=facilitator.org, case=case, person=person, team=team, until=until, issued=issued
        ),
        seed,
    )
    newer = replace(
        verified.newest,
        sequence=verified.newest.sequence + 1,
        previous=verified.newest_digest,
        people=(
            *(one for one in verified.newest.people if one.person != person),
            CasePerson(person, role, given.digest),
        ),
        issued=issued,
    )
    body = {"mandate": given.to_wire(), "case_statement": sign(newer, seed).to_wire()}
    return given, body


async def end(facilitator: Person, case: str, person: str) -> int:
    """Let nobody act for a person any more; return from when on, a minute from now.

    The team's mandate is given once more until then, for no mandate can end before it is stored.
    Raises NotPossible `not-mandated` where nobody acts for them, or only until then anyway.
    """
    verified, until = await case_in_force(facilitator, case), facilitator.clock() + _ENDING_S
    named = next((one for one in verified.newest.people if one.person == person), None)
    if named is None or not verified.people.is_mandated(named):
        raise NotPossible("not-mandated", "No liaisons act for this person.")
    standing, _ = verified.people.mandate(named)
    if standing.until <= until:
        raise NotPossible("not-mandated", "The mandate for this person is over, or about to be.")
    acting, known = verified.people.liaison_team(named), verified.people.organisation_teams
    team = next(digest for digest, one in known.items() if one == acting)
    await mandate(facilitator, case, named.role, team=team, until=until, person=person)
    return until


async def mandates(liaison: Person) -> list[ActsFor]:
    """Return for whom this liaison may act now."""
    answer = await liaison.transport.get("/mandates")
    return [
        ActsFor(str(one["case"]), str(one["person"]), int(one["until"]))
        for one in answer["mandates"]
    ]

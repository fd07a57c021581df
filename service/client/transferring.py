"""Moving somebody in custody to another establishment, in one act of a facilitator.

Owns the statements that it takes, on their signer's side. Refuses to clear anything: that is the
second establishment's, and is recorded once it has.
"""

from service.client.case_files import case_in_force, roster_in_force
from service.client.countersigning import countersign
from service.client.covering import LIAISON, own_teams
from service.client.errors import NotPossible
from service.client.mandates import signed_mandate
from service.client.person import Person
from service.client.practising import Entry, records, signed_records


async def transfer(facilitator: Person, case: str, person: str, *, team: bytes, until: int) -> None:
    """Have another team of liaisons act for somebody from now on, until a time.

    `team` is the digest of the team's statement. In the same transaction it is recorded that they
    are in custody anew: nothing passes until a clearance by the new establishment is recorded.
    Raises NotPossible `not-on-case`, or `not-on-roster` for a team that the roster does not name,
    and Refusal `conflict` where nobody acts for them, or `invalid` where this team does already.
    """
    people = (await case_in_force(facilitator, case)).newest.people
    role = next((one.role for one in people if one.person == person), None)
    if role is None:
        raise NotPossible("not-on-case", "This person is not on the case.")
    custody = Entry("custody", "in-custody", person=person)
    shown = await records(facilitator, case)
    (recorded,) = signed_records(facilitator, case, shown, [custody])
    given, body = await signed_mandate(facilitator, case, (person, role), team, until)
    await facilitator.transport.post(
        f"/cases/{case}/transfers", {**body, "record": recorded.to_wire()}, repeat=True
    )
    await countersign(facilitator, case, given.voice)


async def listed_team(person: Person, team: str) -> bytes:
    """Return the digest of the version of a liaison team that the newest roster names.

    Raises NotPossible `not-on-roster` where it names none, and `not-liaison` for another team.
    """
    _, roster = await roster_in_force(person)
    for own in await own_teams(person):
        newest = own.listed(roster)
        if own.team == team and own.purpose != LIAISON:
            raise NotPossible(
                "not-liaison",
                f"This team is one of {own.purpose}: only a liaison team acts for somebody.",
            )
        if own.team == team and newest is not None:
            return newest.digest
    raise NotPossible("not-on-roster", f"Roster {roster.sequence} does not name this team.")

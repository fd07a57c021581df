"""A case as this person's device has verified it, before anything is sealed or signed on it.

Owns fetching roster and case and remembering what was seen. Refuses to hand out anything that
`sealing.verify` did not pass.
"""

from dataclasses import replace
from typing import Final

from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.schemas import PoolEntry, Roster
from service.sealing.statements import Statement
from service.sealing.verify import VerifiedCase, verify_roster, verify_standing
from service.sealing.verify_case import verify_case, verify_own_roster_entry

CERTIFIED: Final = "certified"


async def roster_in_force(person: Person) -> tuple[Statement, Roster]:
    """Return the organisation's roster, checked against the pins; it is pinned in turn."""
    statement = Statement.from_wire(await person.transport.get("/roster"))
    roster = verify_roster(statement, person.pins)
    if roster.sequence > person.pins.roster_sequence:
        await person.remember(replace(person.pins, roster_sequence=roster.sequence))
    return statement, roster


async def case_in_force(person: Person, case: str) -> VerifiedCase:
    """Return the case for a member of staff: checks 1 to 3, and that they stand on the roster."""
    verified = verify_case(await _shown(person, case), person.pins)
    verify_own_roster_entry(verified, person.identity)
    return await _remembered(person, case, verified)


async def own_case(person: Person) -> VerifiedCase:
    """Return a participant's own case: checks 1 to 4, their own certificate with their own keys."""
    if person.me.case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    shown = await _shown(person, person.me.case)
    verified = verify_standing(shown, person.pins, person.identity)
    return await _remembered(person, person.me.case, verified)


def pool_of(case: VerifiedCase) -> PoolEntry:
    """Return the worker pool that the newest case statement names, as the roster lists it."""
    for entry in case.roster.pools:
        if entry.pool == case.newest.pool:
            return entry
    raise SealingError(Fault.ROSTER_INVALID, "The roster does not list the case's worker pool.")


async def check_own_keys(person: Person) -> None:
    """Hold that a certified person's vault has the certified keys; nothing for one who waits."""
    if person.me.state != CERTIFIED:
        return
    if person.me.case is not None:
        await own_case(person)
        return
    _, roster = await roster_in_force(person)
    entry = next((one for one in roster.staff if one.person == person.id), None)
    if entry is None:
        raise SealingError(Fault.KEY_MISMATCH, "The roster does not list this person.")
    person.keys.check_against(entry.sign, entry.box)


async def _shown(person: Person, case: str) -> Evidence:
    return Evidence.from_wire(await person.transport.get(f"/cases/{case}"))


async def _remembered(person: Person, case: str, verified: VerifiedCase) -> VerifiedCase:
    if verified.newest.case != case:
        raise SealingError(Fault.CASE_INVALID, "This is another case.")
    await person.remember(verified.pins)
    return verified

"""Stepping into a case together: one of the supervisors' team and one of the duty team.

Owns the three acts: the first asks with their half, the second joins both halves and makes the
next version, the first looks at it and signs. Refuses a half of another cover, a version that
drops anybody or adds a third, and to sign what this device would not believe afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from service.client.case_files import roster_in_force
from service.client.countersigning import countersign
from service.client.covering import cover_of
from service.client.errors import NotPossible
from service.client.person import Person
from service.client.teams import Changed, next_case_statement, reader_boxes, team_chain
from service.sealing.covers import hand_share, join_shares, open_handed_share, open_share
from service.sealing.encoding import b64, new_id, unb64
from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.holding import hold
from service.sealing.schemas import DUTY, SUPERVISORS, Cover, Roster, StepIn, Team
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import (
    next_team,
    open_earlier_team_keys,
    open_previous_team_key,
    open_team_key,
)
from service.sealing.verify import VerifiedCase
from service.sealing.verify_case import verify_case, verify_own_roster_entry

OTHER: Final = {SUPERVISORS: DUTY, DUTY: SUPERVISORS}
_INVALID: Final = Fault.STEP_IN_INVALID


@dataclass(frozen=True)
class Covered:
    """A version of a case's team and its cover, with the versions of the two teams that hold it."""

    team: Statement
    cover: Statement
    own: tuple[Statement, ...]

    @classmethod
    def from_wire(cls, wire: dict[str, Any]) -> "Covered":
        """Read the service's answer."""
        return cls(
            Statement.from_wire(wire["team"]),
            Statement.from_wire(wire["cover"]),
            tuple(Statement.from_wire(one) for one in wire["teams"]),
        )

    @property
    def body(self) -> Cover:
        """What the cover says."""
        return open_statement(self.cover, Cover)

    def holding(self, capacity: str) -> list[Statement]:
        """Return the versions of the team that holds a half, the newest first."""
        share = self.body.supervisors if capacity == SUPERVISORS else self.body.duty
        return [one for one in reversed(self.own) if open_statement(one, Team).team == share.team]

    def is_held_by(self, capacity: str, roster: Roster, person: str) -> bool:
        """Tell whether somebody may step in in this capacity, by what the roster lists."""
        listed = [one for one in self.holding(capacity) if one.digest in roster.teams]
        box = reader_boxes(roster).get(person)
        return any(
            (one.person, one.box) == (person, box)
            for statement in listed[:1]
            for one in open_statement(statement, Team).members
        )


async def ask(person: Person, case: str, colleague: str, capacity: str, reason: str) -> str:
    """Ask a colleague of the other team to step in together; return the id of what waits now.

    `capacity` is this person's: `supervisor` or `duty`. Only the colleague can open what is
    handed over, and it says nothing without their own half. The case's trail shows the asking.
    """
    _, roster = await roster_in_force(person)
    covered = Covered.from_wire(await person.transport.get(f"/cases/{case}/cover"))
    _hold_cover(person, case, covered)
    for who, in_capacity in ((person.id, capacity), (colleague, OTHER[capacity])):
        if not covered.is_held_by(in_capacity, roster, who):
            raise NotPossible("not-covering", f"{who} is not on the team for this capacity.")
    half = hand_share(
        covered.cover,
        capacity,
        _own_half(person, covered, capacity),
        reader_boxes(roster)[colleague],
    )
    step_in = new_id()
    await person.transport.post(
        f"/cases/{case}/step-ins",
        {
            "step_in": step_in,
            "joiner": colleague,
            "capacity": capacity,
            "cover": b64(covered.cover.digest),
            "reason": reason,
            "half": b64(half),
        },
        repeat=True,
    )
    return step_in


async def join(person: Person, case: str) -> str:
    """Join both halves and make the next version, on the newest asking; return its id.

    Those who are there stay, the two are added. Nothing is in force before the first signs too.
    """
    shown = await _waiting(person, case, "joiner")
    verified = await _verified(person, case, shown)
    covered, capacity = Covered.from_wire(shown["covered"]), OTHER[shown["capacity"]]
    _hold_cover(person, case, covered)
    hold(
        _INVALID,
        "What waits is not of the version in force, or not by one whom the cover names.",
        covered.team.digest == verified.newest.team,
        covered.cover.digest == unb64(shown["cover"]),
        covered.is_held_by(shown["capacity"], verified.roster, shown["asker"]),
    )
    theirs = open_handed_share(
        covered.cover, shown["capacity"], unb64(shown["half"]), person.keys.box_private
    )
    halves = {shown["capacity"]: theirs, capacity: _own_half(person, covered, capacity)}
    boxes = reader_boxes(verified.roster)
    team, private = next_team(
        covered.team,
        join_shares(covered.team, halves[SUPERVISORS], halves[DUTY]),
        [(one, boxes[one]) for one in _members(verified, shown)],
        person.keys.sign_seed,
        person.clock(),
    )
    cover = await cover_of(person, verified.roster, team, private)
    mine = _step_in(person, shown, covered, team, capacity)
    await person.transport.post(
        f"/cases/{case}/step-ins/{shown['step_in']}/joining",
        {
            "team": team.to_wire(),
            "case_statement": next_case_statement(person, verified, team).to_wire(),
            "cover": cover.to_wire() if cover else None,
            "step_in": mine.to_wire(),
        },
    )
    return str(shown["step_in"])


async def confirm(person: Person, case: str) -> Changed:
    """Look at what the colleague made and sign as well: from then on both are on the team.

    This device first holds everything together as every other will see it. Raises SealingError,
    or NotPossible `not-joined`.
    """
    shown = await _waiting(person, case, "asker")
    if shown["made"] is None:
        raise NotPossible("not-joined", "The colleague has not joined yet.")
    verified = await _verified(person, case, shown)
    covered = Covered.from_wire(shown["covered"])
    made = {name: Statement.from_wire(one) for name, one in shown["made"].items() if one}
    mine = _step_in(person, shown, covered, made["team"], shown["capacity"])
    _hold_made(person, verified, shown, covered, made, mine)
    await person.transport.post(
        f"/cases/{case}/step-ins/{shown['step_in']}/signing",
        {"step_in": mine.to_wire()},
        repeat=True,
    )
    await countersign(person, case, mine.voice, made["team"].voice)
    body = open_statement(made["team"], Team)
    return Changed(body.version, tuple(one.person for one in body.members))


async def withdraw(person: Person, case: str) -> int:
    """End everything that this person has asked, or is asked for, in a case; return how much."""
    answer = await person.transport.get(f"/cases/{case}/step-ins")
    for row in answer["step_ins"]:
        await person.transport.delete(f"/cases/{case}/step-ins/{row['step_in']}")
    return len(answer["step_ins"])


async def _waiting(person: Person, case: str, part: str) -> dict[str, Any]:
    answer = await person.transport.get(f"/cases/{case}/step-ins")
    for row in answer["step_ins"]:
        if row[part] == person.id:
            return dict(await person.transport.get(f"/cases/{case}/step-ins/{row['step_in']}"))
    raise NotPossible("nothing-waits", "Nothing waits for this person in this case.")


async def _verified(person: Person, case: str, shown: dict[str, Any]) -> VerifiedCase:
    verified = verify_case(Evidence.from_wire(shown["ground"]), person.pins)
    verify_own_roster_entry(verified, person.identity)
    hold(Fault.CASE_INVALID, "This is another case.", verified.newest.case == case)
    await person.remember(verified.pins)
    return verified


def _hold_cover(person: Person, case: str, covered: Covered) -> None:
    cover, team = covered.body, open_statement(covered.team, Team)
    hold(
        Fault.COVER_INVALID,
        "This is not the cover of this case's team.",
        (cover.org, team.org) == (person.org, person.org),
        (cover.case, team.case) == (case, case),
        cover.team == covered.team.digest,
        cover.version == team.version,
        covered.cover.key == covered.team.key,
    )


def _own_half(person: Person, covered: Covered, capacity: str) -> bytes:
    """Open this person's half; an earlier version of their team may hold it."""
    body = covered.body
    share = body.supervisors if capacity == SUPERVISORS else body.duty
    held = covered.holding(capacity)
    # A newer version that the roster does not list yet may have been made without this person.
    first = next((at for at, one in enumerate(held) if person.id in _people(one)), 0)
    versions = held[first:]
    newest = open_team_key(versions[0], person.id, person.keys.box_private)
    keys = open_earlier_team_keys(versions, newest)
    number = next(
        (open_statement(one, Team).version for one in versions if one.digest == share.statement),
        None,
    )
    if number is None:
        raise NotPossible("not-covering", "The version that the cover was sealed to is not shown.")
    return open_share(covered.cover, covered.team, capacity, keys[number])


def _people(team: Statement) -> set[str]:
    return {one.person for one in open_statement(team, Team).members}


def _members(case: VerifiedCase, shown: dict[str, Any]) -> Sequence[str]:
    """Who is on the next version: whoever is there and still a reader, and the two."""
    boxes = reader_boxes(case.roster)
    stay = [one.person for one in case.team.members if one.person in boxes]
    return [*stay, str(shown["asker"]), str(shown["joiner"])]


def _step_in(
    person: Person, shown: dict[str, Any], covered: Covered, team: Statement, capacity: str
) -> Statement:
    body = StepIn(
        org=person.org,
        case=covered.body.case,
        cover=covered.cover.digest,
        previous=covered.team.digest,
        next=team.digest,
        capacity=capacity,
        reason=str(shown["reason"]),
        issued=person.clock(),
    )
    return sign(body, person.keys.sign_seed)


def _hold_made(
    person: Person,
    case: VerifiedCase,
    shown: dict[str, Any],
    covered: Covered,
    made: dict[str, Statement],
    mine: Statement,
) -> None:
    """Hold what the colleague made: the right people, the right keys, and every device's checks."""
    boxes, team = reader_boxes(case.roster), open_statement(made["team"], Team)
    wanted = {one: boxes[one] for one in _members(case, shown)}
    before = open_statement(team_chain(case)[0], Team)
    hold(
        _INVALID,
        "The version made keeps not exactly those who are there, and the two.",
        {one.person: one.box for one in team.members} == wanted,
        len(team.members) == len(wanted),
        team.previous == covered.team.digest == case.newest.team,
        team.key != before.key,
    )
    private = open_team_key(made["team"], person.id, person.keys.box_private)
    open_previous_team_key(made["team"], private, covered.team)
    shown_now = case.people.evidence
    after = verify_case(
        replace(
            shown_now,
            team=made["team"],
            teams=(*team_chain(case), *_once(shown_now.teams, covered.own)),
            case_statements=(*shown_now.case_statements, made["case_statement"]),
            covers=_once((covered.cover,), shown_now.covers),
            step_ins=(*shown_now.step_ins, made["step_in"], mine),
        ),
        person.pins,
    )
    hold(
        _INVALID,
        "The case statement made changes more than the team.",
        after.newest
        == replace(
            case.newest,
            sequence=case.newest.sequence + 1,
            previous=case.newest_digest,
            team=made["team"].digest,
            issued=after.newest.issued,
        ),
    )


def _once(*many: Sequence[Statement]) -> tuple[Statement, ...]:
    """The organisation's teams, or covers, of several lists, each once."""
    found = {one.digest: one for some in many for one in some}
    return tuple(
        one for one in found.values() if one.type != Team.TYPE or not open_statement(one, Team).case
    )

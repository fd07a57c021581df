"""Stepping in: a supervisor and a duty member, together, take over where nobody on a team can.

The first opens their half of a version's cover and seals it to the second, who joins both, makes
the next version and signs; then the first signs too, and everything is put in force at once.

Guarantees: until both have signed, nothing changes but entries on the case's trail, and neither is
let into the case. What waits is over after three days, and its half is forgotten. Refuses anybody
who is not on the organisation's team for their capacity, as the newest roster lists it.
"""

import json
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.cases.ground import signed as signed_of
from service.cases.organisation_teams import covering, versions
from service.cases.reading import on_team, refusal
from service.cases.teams import Act, put_in_force
from service.cases.versions import Checked, NextVersion, check_next
from service.db import statements, trail
from service.db.tables import Account, Case, StepIn
from service.db.tables import Statement as Row
from service.domain.errors import Conflict, Forbidden, Invalid, NotFound
from service.domain.events import Event
from service.domain.roles import READERS
from service.sealing.errors import SealingError
from service.sealing.schemas import DUTY, SUPERVISORS, Cover, Team
from service.sealing.schemas import StepIn as Body
from service.sealing.statements import Statement, open_statement

WAITS_SECONDS: Final = 3 * 24 * 60 * 60
_OPEN: Final = ("asked", "joined")
_OTHER: Final = {SUPERVISORS: DUTY, DUTY: SUPERVISORS}


@dataclass(frozen=True)
class Covered:
    """A case's team as those who may step into it see it: the version in force and its cover."""

    team: Row
    cover: Row


@dataclass(frozen=True)
class Asked:
    """The first of two asks: the half that they opened, sealed to the second's own key."""

    id: str
    joiner: str
    capacity: str
    cover: bytes
    reason: str
    half: bytes


@dataclass(frozen=True)
class Joined:
    """What the second of two made with both halves, and their own statement."""

    version: NextVersion
    step_in: Statement


async def capacities(session: AsyncSession, person: str) -> frozenset[str]:
    """Return in which capacities somebody may step in, by the newest roster."""
    teams = await covering(session)
    account = await session.get(Account, person)
    if teams is None or account is None or account.state != "certified":
        return frozenset()
    own = (account.id, account.box)
    return frozenset(
        one
        for one in (SUPERVISORS, DUTY)
        if own in {(member.person, member.box) for member in teams.team(one).members}
    )


async def covered(session: AsyncSession, case_id: str, person: str) -> Covered:
    """Return what is needed to ask; raises `NotFound` for whoever may not, `Conflict` uncovered."""
    await _case_for(session, case_id, person)
    team = await statements.newest(session, Team.TYPE, case=case_id)
    if team is None:
        raise NotFound
    for row in await statements.every(session, Cover.TYPE, case=case_id):
        if open_statement(signed_of(row), Cover).team == team.digest:
            return Covered(team, row)
    raise Conflict(field="cover")


async def covering_versions(session: AsyncSession, found: Covered) -> list[Row]:
    """Return every version of the two teams that a cover names: a half is sealed to one of them."""
    cover = open_statement(signed_of(found.cover), Cover)
    return [
        *await versions(session, cover.supervisors.team),
        *await versions(session, cover.duty.team),
    ]


async def ask(session: AsyncSession, case_id: str, act: Act, asked: Asked) -> None:
    """Keep what the first of two asks of the second; it takes the place of what they asked before.

    The same again is welcome.
    """
    case = await _case_for(session, case_id, act.person)
    before = await session.get(StepIn, asked.id)
    if before is not None:
        if (before.case_id, before.asker, before.half) == (case_id, act.person, asked.half):
            return
        raise Conflict(field="step_in")
    if asked.capacity not in await capacities(session, act.person):
        raise Forbidden
    if (
        asked.joiner == act.person
        or _OTHER[asked.capacity] not in await capacities(session, asked.joiner)
        or await on_team(session, case_id, asked.joiner)
    ):
        raise Invalid(reason="joiner")
    if (await covered(session, case_id, act.person)).cover.digest != asked.cover:
        raise Conflict(field="cover")
    for row in await _open_rows(session, case_id, act):
        if row.asker == act.person:
            await _end(session, case, row, "withdrawn", act)
    session.add(
        StepIn(
            id=asked.id,
            org=case.org,
            case_id=case_id,
            asker=act.person,
            joiner=asked.joiner,
            capacity=asked.capacity,
            state="asked",
            cover=asked.cover,
            reason=asked.reason,
            half=asked.half,
            expires=act.at + WAITS_SECONDS,
            created=act.at,
        )
    )
    await session.flush()
    await _note(session, case, Event.STEP_IN_ASKED, act, subject=asked.joiner)


async def waiting(session: AsyncSession, case_id: str, act: Act) -> list[StepIn]:
    """Return what this person has asked or is asked for in a case and has not ended."""
    rows = await _open_rows(session, case_id, act)
    return [row for row in rows if row.expires >= act.at]


async def one_waiting(session: AsyncSession, case_id: str, step_in: str, act: Act) -> StepIn:
    """Return one of them; raises `NotFound` for anything else."""
    for row in await waiting(session, case_id, act):
        if row.id == step_in:
            return row
    raise NotFound


async def join(session: AsyncSession, case_id: str, step_in: str, act: Act, joined: Joined) -> None:
    """Keep what the second made until the first has signed as well; again takes its place."""
    case = await _case_for(session, case_id, act.person)
    row = await one_waiting(session, case_id, step_in, act)
    if row.joiner != act.person:
        raise Forbidden
    await _check(session, case, row, act, joined)
    row.state, row.made = "joined", _to_text(joined)
    session.add(row)
    await session.flush()
    await _note(session, case, Event.STEP_IN_JOINED, act, subject=row.asker)


async def sign(
    session: AsyncSession, case_id: str, step_in: str, act: Act, signed: Statement
) -> None:
    """Take the first's statement and put all of it in force, looked at anew; again is welcome."""
    done = await statements.named(session, Body.TYPE, signed.digest)
    if done is not None and (done.case_id, done.signer) == (case_id, act.sign):
        return
    case = await _case_for(session, case_id, act.person)
    row = await one_waiting(session, case_id, step_in, act)
    if row.asker != act.person:
        raise Forbidden
    if row.made is None:
        raise Conflict(state=row.state)
    joined, joiner = from_text(row.made), await session.get_one(Account, row.joiner)
    made_by = Act(joiner.id, joiner.sign, act.at)
    checked = await _check(session, case, row, made_by, joined)
    if row.capacity not in await capacities(session, act.person):
        raise Forbidden
    _check_step_in(row, checked, row.capacity, act.sign, signed)
    both = [(act.person, signed), (joiner.id, joined.step_in)]
    await put_in_force(session, case, checked, made_by, both)
    _forget(row, "done")
    session.add(row)
    await session.flush()


async def withdraw(session: AsyncSession, case_id: str, step_in: str, act: Act) -> None:
    """End what waits; either of the two may."""
    # The case first, as whoever joins or signs takes them: else one of two would wait for ever.
    case = await locked_case(session, case_id)
    row = await one_waiting(session, case_id, step_in, act)
    await _end(session, case, row, "withdrawn", act)


def from_text(made: str) -> Joined:
    """Return what was kept of the second's part."""
    wire = json.loads(made)
    cover = wire["cover"]
    return Joined(
        NextVersion(
            Statement.from_wire(wire["team"]),
            Statement.from_wire(wire["case_statement"]),
            Statement.from_wire(cover) if cover else None,
        ),
        Statement.from_wire(wire["step_in"]),
    )


def _to_text(joined: Joined) -> str:
    version = joined.version
    return json.dumps(
        {
            "team": version.team.to_wire(),
            "case_statement": version.case_statement.to_wire(),
            "cover": version.cover.to_wire() if version.cover else None,
            "step_in": joined.step_in.to_wire(),
        }
    )


async def _case_for(session: AsyncSession, case_id: str, person: str) -> Case:
    """Return the case, locked, to somebody who may step in; raises `NotFound` for anyone else.

    Whoever is on the team already has no need to: `Forbidden`.
    """
    if await on_team(session, case_id, person):
        raise Forbidden
    if not await capacities(session, person):
        raise await refusal(session, case_id, person)
    return await locked_case(session, case_id)


async def _check(
    session: AsyncSession, case: Case, row: StepIn, joiner: Act, joined: Joined
) -> Checked:
    """Hold that the version made is the next, keeps those who are there and adds just the two."""
    other = _OTHER[row.capacity]
    if other not in await capacities(session, joiner.person):
        raise Forbidden
    if (await covered(session, case.id, joiner.person)).cover.digest != row.cover:
        raise Conflict(field="cover")
    checked = await check_next(session, case, joiner.person, joiner.sign, joined.version)
    kept = [await session.get_one(Account, one) for one in checked.earlier]
    stay = {
        one.id for one in kept if one.state == "certified" and not READERS.isdisjoint(one.roles)
    }
    if checked.members != stay | {row.asker, row.joiner}:
        raise Invalid(reason="team-invalid")
    _check_step_in(row, checked, other, joiner.sign, joined.step_in)
    return checked


def _check_step_in(
    row: StepIn, checked: Checked, capacity: str, sign: bytes, signed: Statement
) -> None:
    try:
        body = open_statement(signed, Body)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    team = checked.team
    said = (body.org, body.case, body.cover, body.previous, body.next, body.capacity, body.reason)
    wanted = (
        *(team.org, team.case, row.cover, checked.previous),
        *(checked.given.team.digest, capacity, row.reason),
    )
    if signed.key != sign or said != wanted:
        raise Invalid(reason="step-in-invalid")


async def _open_rows(session: AsyncSession, case_id: str, act: Act) -> list[StepIn]:
    rows = await session.exec(
        select(StepIn)
        .where(
            col(StepIn.case_id) == case_id,
            col(StepIn.state).in_(_OPEN),
            (col(StepIn.asker) == act.person) | (col(StepIn.joiner) == act.person),
        )
        .order_by(col(StepIn.created).desc(), col(StepIn.id))
        .with_for_update()
    )
    return list(rows)


async def _end(session: AsyncSession, case: Case, row: StepIn, state: str, act: Act) -> None:
    _forget(row, state)
    session.add(row)
    await session.flush()
    other = row.joiner if act.person == row.asker else row.asker
    await _note(session, case, Event.STEP_IN_WITHDRAWN, act, subject=other)


def _forget(row: StepIn, state: str) -> None:
    row.state, row.made, row.half = state, None, b""


async def _note(session: AsyncSession, case: Case, event: Event, act: Act, *, subject: str) -> None:
    await trail.append(
        session,
        org=case.org,
        chain=case.id,
        event=event,
        at=act.at,
        actor=act.person,
        subject=subject,
    )

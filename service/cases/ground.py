"""The ground on which every check of a case stands: who was who, on which team, and when.

Owns what a device is shown of it beside an item or a case (docs/protocol.md, sections 6.1 and 6.2).
Refuses to judge any of it: the device does. Guarantees: what happened before is shown only where
something rests on it, so that nobody learns from heads and rosters what others did meanwhile.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.tables import Statement as Row
from service.db.tables import TrailEntry
from service.domain.errors import NotFound
from service.sealing.encoding import unb64
from service.sealing.evidence import Inclusion, ShownHead
from service.sealing.merkle import Tree, first_places
from service.sealing.schemas import (
    CaseStatement,
    Certificate,
    Cover,
    Head,
    Mandate,
    ReEnrolment,
    Roster,
    StepIn,
    Team,
)
from service.sealing.standing import Moment, is_reader
from service.sealing.statements import Statement, open_statement

_OF_THE_CASE: Final = (
    Team.TYPE,
    CaseStatement.TYPE,
    Certificate.TYPE,
    Cover.TYPE,
    StepIn.TYPE,
    ReEnrolment.TYPE,
    Mandate.TYPE,
)


@dataclass(frozen=True)
class Ground:
    """What a device needs to tell who was in force; rows as stored, heads with their proofs."""

    roster: Row
    team: Row
    case_statements: list[Row]
    certificates: list[Row]
    rosters: list[Row]
    teams: list[Row]
    heads: list[ShownHead]
    covers: list[Row]
    step_ins: list[Row]
    re_enrolments: list[Row]
    mandates: list[Row]

    def rows(self) -> list[Row]:
        """Return every statement of it but rosters and heads."""
        return [
            self.team,
            *self.teams,
            *self.case_statements,
            *self.certificates,
            *self.covers,
            *self.step_ins,
            *self.re_enrolments,
            *self.mandates,
        ]


async def ground_of(session: AsyncSession, case: str, *, resting: Sequence[Row] = ()) -> Ground:
    """Return the ground of a case, and of the statements that are shown with it.

    `resting` are an item's statements; earlier rosters and heads come along where one of them, or
    one of the case's own, was signed by somebody who is not in force now. Raises `NotFound`.
    """
    roster = await statements.newest(session, Roster.TYPE)
    of_case = await statements.by_type(session, *_OF_THE_CASE, case=case)
    versions = of_case[Team.TYPE]
    if roster is None or not versions:
        raise NotFound
    step_ins, mandates = of_case[StepIn.TYPE], of_case[Mandate.TYPE]
    covers = of_case[Cover.TYPE] if step_ins else []
    ground = Ground(
        roster=roster,
        team=versions[-1],
        case_statements=of_case[CaseStatement.TYPE],
        certificates=of_case[Certificate.TYPE],
        rosters=[],
        teams=versions[:-1] + await _organisation_teams(session, covers, mandates),
        heads=[],
        covers=covers,
        step_ins=step_ins,
        re_enrolments=of_case[ReEnrolment.TYPE],
        mandates=mandates,
    )
    shown = [*ground.rows(), *resting]
    if not _needs_the_past(ground, shown):
        return ground
    heads = await _heads(session, case, shown, now=(roster.digest, versions[-1].digest))
    named = {open_statement(one.head, Head).roster for one in heads} - {roster.digest}
    return replace(ground, heads=heads, rosters=await _with_digests(session, Roster.TYPE, named))


async def with_every_signer(session: AsyncSession, case: str, ground: Ground) -> Ground:
    """Return the ground with a roster for each of the staff who signed something of the case.

    For whoever vouches for the whole trail: on it stands what people signed who have left since,
    and a device takes nobody's word whom no roster names. For a case's own team alone.
    """
    signers = await session.exec(select(Row.signer).where(col(Row.case_id) == case).distinct())
    known = {roster.digest for roster in (ground.roster, *ground.rosters)}
    shown = [open_statement(signed(one), Roster) for one in (ground.roster, *ground.rosters)]
    missing = set(signers) - {key for roster in shown for key in _keys_on(roster)}
    missing -= {open_statement(signed(one), Certificate).sign for one in ground.certificates}
    added = []
    if missing:
        # The newest first: most of those who left did so lately.
        for row in reversed(await statements.every(session, Roster.TYPE)):
            here = _keys_on(open_statement(signed(row), Roster)) & missing
            if here and row.digest not in known:
                added.append(row)
            missing -= here
            if not missing:
                break
    rosters = sorted([*ground.rosters, *added], key=lambda row: row.sequence)
    return replace(ground, rosters=rosters)


def _keys_on(roster: Roster) -> set[bytes]:
    return {one.sign for one in roster.staff} | {one.sign for one in roster.pools}


def _needs_the_past(ground: Ground, shown: Iterable[Row]) -> bool:
    """Tell whether anything shown may rest on somebody who is not in force now."""
    if len(ground.teams) > 0 or ground.step_ins or ground.mandates:
        return True
    roster = open_statement(signed(ground.roster), Roster)
    moment = Moment(roster, open_statement(signed(ground.team), Team))
    in_force = {entry.sign for entry in roster.staff if is_reader(moment, entry)}
    in_force |= {pool.sign for pool in roster.pools}
    # Participants answer for themselves, under whichever of their certificates.
    in_force |= {
        open_statement(signed(one), Certificate).sign
        for one in ground.certificates
        if one.signer in in_force
    }
    return any(one.signer not in in_force for one in shown)


async def _organisation_teams(
    session: AsyncSession, covers: Sequence[Row], mandates: Sequence[Row]
) -> list[Row]:
    """Return the versions of the organisation's teams that covers and mandates name, no others.

    Which other teams there are, a prison's for one, is nobody's business on either side.
    """
    if not covers and not mandates:
        return []
    own = await session.exec(
        select(Row)
        .where(col(Row.type) == Team.TYPE, col(Row.case_id).is_(None))
        .order_by(col(Row.sequence), col(Row.created), col(Row.id))
    )
    bodies = [(row, open_statement(signed(row), Team)) for row in own]
    named = {open_statement(signed(one), Mandate).team for one in mandates}
    wanted = {body.team for row, body in bodies if row.digest in named}
    for one in covers:
        cover = open_statement(signed(one), Cover)
        wanted |= {cover.supervisors.team, cover.duty.team}
    return [row for row, body in bodies if body.team in wanted]


async def _heads(
    session: AsyncSession, case: str, shown: Iterable[Row], *, now: tuple[bytes, bytes]
) -> list[ShownHead]:
    """Return each signer's furthest head under each roster and team, with what it vouches for.

    Under those in force `now` the first that vouches for as much: how far the trail has come since
    would tell one side that the other did something (product rule 11).
    """
    rows = await statements.every(session, Head.TYPE, case=case)
    made: dict[tuple[bytes, bytes, bytes], list[tuple[Row, Head]]] = {}
    for row in rows:
        head = open_statement(signed(row), Head)
        made.setdefault((row.signer, head.roster, head.team), []).append((row, head))
    entries = await session.exec(
        select(TrailEntry).where(col(TrailEntry.chain) == case).order_by(col(TrailEntry.number))
    )
    named = [(one.number, unb64(json.loads(one.entry)["statement"])) for one in entries]
    wanted = {one.voice for one in shown} | {heads[-1][0].voice for heads in made.values()}
    first: dict[bytes, int] = {}
    for number, voice in named:
        first.setdefault(voice, number)
    places = sorted(first[one] for one in wanted if one in first)
    chosen = [
        _first_as_far(heads, places) if tuple(moment) == now else heads[-1]
        for (_, *moment), heads in made.items()
    ]
    return [
        _shown(
            row, [digest for number, digest in named if digest and number <= head.number], wanted
        )
        for row, head in chosen
    ]


def _first_as_far(heads: Sequence[tuple[Row, Head]], places: Sequence[int]) -> tuple[Row, Head]:
    """Return the first of one signer's heads that covers all of `places` that the last one does."""
    furthest = heads[-1][1].number
    needed = max((place for place in places if place <= furthest), default=0)
    return next(one for one in heads if one[1].number >= needed)


def _shown(row: Row, voices: list[bytes], wanted: set[bytes]) -> ShownHead:
    tree, first = Tree(voices), first_places(voices)
    return ShownHead(
        signed(row),
        tuple(Inclusion(one, at, tree.proof(at)) for one, at in first.items() if one in wanted),
    )


async def _with_digests(session: AsyncSession, kind: str, digests: set[bytes]) -> list[Row]:
    query = select(Row).where(col(Row.type) == kind, col(Row.digest).in_(digests))
    return list(await session.exec(query.order_by(col(Row.sequence))))


def signed(row: Row) -> Statement:
    """Return a stored statement as the sealing room reads it."""
    return Statement(row.type, row.payload, row.signer, row.signature)

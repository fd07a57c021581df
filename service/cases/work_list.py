"""What waits for one reader, over the cases whose team they are on and no others.

Owns how rows and signed words become the facts of `domain/work.py`. Guarantees: the number of
queries does not grow with the number of cases; of a case in which somebody declared a conflict of
interest they are shown nothing. Refuses content: ids, kinds and times only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.practising import body_of, opener_of
from service.db.tables import AuthorSide, Case, CasePerson, Item, Statement, TeamMember
from service.domain.lifecycle import ONCE_OPENED, CaseState, ItemState
from service.domain.practice import Band
from service.domain.reasons import DECIDE_WITHIN_SECONDS
from service.domain.work import (
    Accepted,
    CaseFacts,
    Due,
    Ending,
    ItemFacts,
    Opened,
    Reading,
    WorkKind,
    work,
)
from service.sealing.schemas import (
    Acceptance,
    Decision,
    Delivery,
    Disclosure,
    Manifest,
    Opening,
    Recall,
    Record,
    Suspension,
)
from service.sealing.schemas_items import ON_PAPER, WITH_FACILITATOR
from service.sealing.schemas_practice import CONFLICT, DISCLOSURE, FOLLOW_UP, MADE, biased
from service.sealing.statements import open_statement

MOST_ROWS: Final = 200
"""How many rows are shown at most; how many there are is always said."""
_AWAITS: Final = frozenset({ItemState.AWAITING_REVIEW, ItemState.IN_REVIEW})
_ON_THEIR_WAY: Final = frozenset({ItemState.ACCEPTED, ItemState.RELEASED})
_OF_ITEMS: Final = (
    *(Acceptance, Decision, Delivery, Disclosure, Manifest, Opening, Recall, Suspension),
)
# What a record of this kind and status lets stand, and until when.
_ENDS: Final[Mapping[tuple[str, str], WorkKind]] = {
    ("risk", "acceptable"): WorkKind.RISK,
    ("restriction", "blocks"): WorkKind.RESTRICTION,
    ("restriction", "permits"): WorkKind.RESTRICTION,
    ("clearance", "given"): WorkKind.CLEARANCE,
    ("age", Band.YOUNG): WorkKind.AGE,
    ("age", Band.CHILD): WorkKind.AGE,
}


@dataclass(frozen=True)
class Asking:
    """Whose list it is: their id and their signing key, 32 bytes."""

    person: str
    sign: bytes


@dataclass(frozen=True)
class WorkList:
    """The first rows, soonest first, and how many there are."""

    rows: Sequence[Due]
    total: int


async def work_for(session: AsyncSession, who: Asking, *, at: int) -> WorkList:
    """Return what waits for somebody in the open cases whose team they are on."""
    teams = select(TeamMember.case_id).where(col(TeamMember.person) == who.person)
    found = await session.exec(
        select(Case.id).where(col(Case.id).in_(teams), col(Case.state) != CaseState.CLOSED.value)
    )
    cases = list(found)
    if not cases:
        return WorkList((), 0)
    records = await _records(session, cases)
    # What biases somebody is not theirs to act on, so it is not on their list either.
    shut = {case for case, said in records.items() if biased(said[CONFLICT], who.person)}
    open_to = [case for case in cases if case not in shut]
    items = await _items(session, open_to)
    said = await _said(session, [one.id for one in items])
    kept_from = await _kept_from(session, [one.id for one in items], who)
    ends = await _mandates(session, open_to)
    rows = work(
        (
            CaseFacts(
                case,
                [
                    _item_facts(one, said.get(one.id, []), records[case], who, kept_from)
                    for one in items
                    if one.case_id == case
                ],
                [*_endings(records[case]), *ends.get(case, [])],
            )
            for case in open_to
        ),
        now=at,
    )
    return WorkList(rows[:MOST_ROWS], len(rows))


class _Records(dict[str, list[Record]]):
    """The last record about each thing, by its kind; nothing of a kind that nobody recorded."""

    def __missing__(self, kind: str) -> list[Record]:
        return []


async def _records(session: AsyncSession, cases: Sequence[str]) -> dict[str, _Records]:
    rows = await session.exec(
        select(Statement)
        .where(col(Statement.type) == Record.TYPE, col(Statement.case_id).in_(cases))
        .order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    )
    last: dict[str, dict[tuple[str, str, str, int], Record]] = {case: {} for case in cases}
    for row in rows:
        # When the service had it counts here, whatever the clock of who signed it said.
        body = replace(body_of(row), at=row.created)
        last[body.case][body.about] = body
    found = {case: _Records() for case in cases}
    for case, about in last.items():
        for body in about.values():
            found[case].setdefault(body.kind, []).append(body)
    return found


async def _items(session: AsyncSession, cases: Sequence[str]) -> list[Item]:
    """Return what ever came to be read, even where its author is at its next version."""
    rows = await session.exec(
        select(Item).where(col(Item.case_id).in_(cases), col(Item.waiting_since).is_not(None))
    )
    return list(rows)


async def _said(session: AsyncSession, items: Sequence[str]) -> dict[str, list[Statement]]:
    """Return what was said about these items, each in its order."""
    rows = await session.exec(
        select(Statement)
        .where(
            col(Statement.item_id).in_(items),
            col(Statement.type).in_([one.TYPE for one in _OF_ITEMS]),
        )
        .order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    )
    found: dict[str, list[Statement]] = {}
    for row in rows:
        found.setdefault(str(row.item_id), []).append(row)
    return found


async def _kept_from(session: AsyncSession, items: Sequence[str], who: Asking) -> set[str]:
    """Return the items in which somebody had a hand on the author's side."""
    rows = await session.exec(
        select(AuthorSide.item_id).where(
            col(AuthorSide.item_id).in_(items), col(AuthorSide.person) == who.person
        )
    )
    return set(rows)


async def _mandates(session: AsyncSession, cases: Sequence[str]) -> dict[str, list[Ending]]:
    """Return until when liaisons may act for people of these cases who have no account."""
    rows = await session.exec(
        select(CasePerson.case_id, CasePerson.person, CasePerson.mandate_until).where(
            col(CasePerson.case_id).in_(cases), col(CasePerson.mandate).is_not(None)
        )
    )
    found: dict[str, list[Ending]] = {}
    for case, person, until in rows:
        if until is not None:
            found.setdefault(case, []).append(Ending(WorkKind.MANDATE, until, person))
    return found


def _endings(records: _Records) -> list[Ending]:
    return [
        Ending(_ENDS[one.kind, one.status], one.until, one.person)
        for said in records.values()
        for one in said
        if (one.kind, one.status) in _ENDS
    ]


def _item_facts(
    item: Item,
    said: Sequence[Statement],
    records: _Records,
    who: Asking,
    kept_from: set[str],
) -> ItemFacts:
    of = _by_type(said)
    if Recall.TYPE in of and item.state not in ONCE_OPENED:
        # What its author took back waits for nobody, unless somebody is in danger or has read it.
        return ItemFacts(item.id, disclosed=_disclosed(item.id, of, records))
    stops = of.get(Suspension.TYPE, [])
    escalated = item.state == ItemState.ESCALATED and stops
    theirs = item.id not in kept_from and not _decided_by(of, who)
    awaits = item.state in _AWAITS and theirs and item.waiting_since is not None
    return ItemFacts(
        item.id,
        locked=stops[-1].created if escalated else None,
        reading=Reading((item.waiting_since or 0) + DECIDE_WITHIN_SECONDS, item.appealed)
        if awaits
        else None,
        accepted=_accepted(of) if item.state in _ON_THEIR_WAY else None,
        opened=_opened(item.id, of, records[FOLLOW_UP]),
        disclosed=_disclosed(item.id, of, records),
    )


def _by_type(said: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for row in said:
        found.setdefault(row.type, []).append(row)
    return found


def _decided_by(of: Mapping[str, list[Statement]], who: Asking) -> bool:
    """Tell whether somebody has decided about this version: then it waits for somebody else."""
    manifests = of.get(Manifest.TYPE, [])
    return any(
        row.signer == who.sign
        and open_statement(signed_of(row), Decision).manifest == manifests[-1].digest
        for row in of.get(Decision.TYPE, [])
    )


def _accepted(of: Mapping[str, list[Statement]]) -> Accepted | None:
    rows = of.get(Acceptance.TYPE, [])
    if not rows:
        return None
    body = open_statement(signed_of(rows[-1]), Acceptance)
    return Accepted(body.from_, body.until, body.medium in {ON_PAPER, WITH_FACILITATOR})


def _disclosed(item: str, of: Mapping[str, list[Statement]], records: _Records) -> int | None:
    """Return since when a danger is known outside that no supervisor has looked into."""
    looked = max((one.at for one in records[DISCLOSURE] if one.subject == item), default=-1)
    return min(
        (row.created for row in of.get(Disclosure.TYPE, []) if row.created > looked), default=None
    )


def _opened(
    item: str, of: Mapping[str, list[Statement]], follow_ups: Sequence[Record]
) -> Opened | None:
    """Return who opened it or was handed it first, and what came of speaking with them since."""
    rows = [*of.get(Opening.TYPE, []), *of.get(Delivery.TYPE, [])]
    if not rows:
        return None
    first = min(rows, key=lambda row: row.created)
    person = opener_of(first)
    spoken = [one for one in follow_ups if (one.subject, one.person) == (item, person)]
    tried = spoken[-1].at if spoken else None
    return Opened(person, first.created, tried, reached=bool(spoken) and spoken[-1].status == MADE)

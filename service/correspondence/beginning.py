"""What stands in the way of something that is about to be sent, told before its first byte.

Guarantees: what would be refused once it was sent, and holds already, is refused here in the same
words, by the functions that decide at submission; asking stores nothing. Refuses to promise
anything: hours may pass until then, and submission asks again.
"""

from dataclasses import dataclass
from typing import Final

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as, refusal
from service.correspondence.captions import Related, check_related
from service.correspondence.stopping import recalled
from service.correspondence.uploads import check_size, largest
from service.correspondence.working import signed_of
from service.db import statements
from service.db.asked import MEDIUM, Rules, Way
from service.db.room import check_room
from service.db.tables import Case, CasePerson, Item
from service.domain.blockers import Blocker
from service.domain.errors import Blocked, Conflict, Evidence, Invalid, NotFound, TooManyBegun
from service.domain.events import Event
from service.domain.lifecycle import UNSENT, CaseState, ItemState
from service.domain.practice import author_blockers
from service.domain.roles import Part
from service.sealing.container import chunk_count, padded_length
from service.sealing.schemas import AS_WRITTEN, CAPTIONS, RECORDINGS, SCAN, CaseStatement, Roster
from service.sealing.statements import open_statement

KINDS: Final = frozenset({*AS_WRITTEN, *RECORDINGS, SCAN})
MOST_BEGUN: Final = 10
"""Items that one author may have begun in a case and not sent."""


@dataclass(frozen=True)
class Sides:
    """A case, everybody on its sides, and which of them is to write."""

    case: Case
    people: dict[str, CasePerson]
    author: CasePerson

    def settled(self, person: str) -> bool:
        """Tell whether somebody is on the case, and certified or acted for."""
        return person in self.people and self.people[person].settled


async def sides_of(session: AsyncSession, who: Who, case_id: str, author: str) -> Sides:
    """Return the sides of a case; raises `NotFound` for whoever does not speak for this author."""
    case = await session.get(Case, case_id)
    if case is None:
        raise NotFound
    rows = await session.exec(select(CasePerson).where(col(CasePerson.case_id) == case_id))
    people = {row.person: row for row in rows}
    if author not in people or not who.speaks_for(case_id, author):
        raise not_theirs(who, case)
    return Sides(case, people, people[author])


def not_theirs(who: Who, case: Case) -> NotFound:
    """Return the refusal for whoever has no part in a case, or none any more."""
    return NotFound(evidence=Evidence(case.org, case.id, Event.CASE_REFUSED, actor=who.person))


async def check_new(
    session: AsyncSession,
    sides: Sides,
    kind: str,
    recipient: str,
    rules: Rules,
    at: int,
    *,
    goes_with: Item | None = None,
) -> None:
    """Raise `Blocked` with everything that keeps this author from sending something new.

    `goes_with` is the recording of captions, whose rounds and replies count for theirs.
    Raises `Invalid` for what nobody can send, `Conflict` where no pool could make it safe.
    """
    _check_kind(kind)
    beside = goes_with.id if goes_with is not None else None
    way = Way(sides.case.id, sides.author.person, recipient, MEDIUM[kind], beside)
    active = sides.case.state == CaseState.ACTIVE and sides.author.settled
    await check_author(session, way, rules, at, () if active else (Blocker.CASE_NOT_ACTIVE,))
    if kind not in AS_WRITTEN:
        await check_pool(session, sides.case.id)


async def check_next(session: AsyncSession, kind: str, way: Way, rules: Rules, at: int) -> None:
    """The same of another version, or of what was begun: its case may be about to close."""
    _check_kind(kind)
    await check_author(session, way, rules, at)
    if kind not in AS_WRITTEN:
        await check_pool(session, way.case)


async def check_author(
    session: AsyncSession, way: Way, rules: Rules, at: int, found: tuple[Blocker, ...] = ()
) -> None:
    """Raise `Blocked` with what was `found`, and what keeps this author from sending now."""
    missing = (*found, *author_blockers(await rules.practice(session, way, at)))
    if missing:
        raise Blocked(blockers=",".join(missing))


async def check_pool(session: AsyncSession, case: str) -> None:
    """Raise `Conflict` when the pool that the case names has left: nobody could do the work."""
    stated = await statements.newest(session, CaseStatement.TYPE, case=case)
    roster = await statements.newest(session, Roster.TYPE)
    if stated is None or roster is None:
        raise Conflict(field="pool")
    pools = {one.pool for one in open_statement(signed_of(roster), Roster).pools}
    if open_statement(signed_of(stated), CaseStatement).pool not in pools:
        raise Conflict(field="pool")


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Invalid(reason="kind")


async def check_begun(session: AsyncSession, case: str, author: str) -> None:
    """Raise `TooManyBegun` where this author has begun as much as they may without sending it.

    What is begun takes room before a byte of it is there.
    """
    begun = await session.exec(
        select(func.count())
        .select_from(Item)
        .where(
            col(Item.case_id) == case,
            col(Item.author) == author,
            col(Item.state) == ItemState.DRAFT.value,
        )
    )
    if begun.one() >= MOST_BEGUN:
        raise TooManyBegun(most=MOST_BEGUN)


@dataclass(frozen=True)
class Wanted:
    """What somebody would send: `length` in bytes of plaintext, `item` where it goes on with one.

    Either another version of it, or the rest of what was begun.
    """

    case: str
    author: str
    kind: str
    length: int
    item: str | None
    related: Related | None = None


async def ask(session: AsyncSession, who: Who, wanted: Wanted, rules: Rules, at: int) -> int:
    """Return how large this may be, in bytes; raises what beginning it now would raise."""
    sides = await sides_of(session, who, wanted.case, wanted.author)
    if wanted.item is None:
        recording = await check_related(
            session, wanted.kind, wanted.related, case=wanted.case, author=wanted.author
        )
        others = [person for person in sides.people if person != wanted.author]
        other = next(filter(sides.settled, others), "")
        await check_new(session, sides, wanted.kind, other, rules, at, goes_with=recording)
        begun = False
    else:
        begun = await _ask_next(session, who, wanted, rules, at)
    padded = padded_length(wanted.length)
    check_size(wanted.kind, padded)
    if not begun:
        await check_begun(session, wanted.case, wanted.author)
        await check_room(session, padded, chunk_count(padded))
    return largest(wanted.kind)


async def _ask_next(session: AsyncSession, who: Who, wanted: Wanted, rules: Rules, at: int) -> bool:
    """Ask of an item that there is; return whether it was begun already, and has its room."""
    item = await find_as(session, who, wanted.item or "", Part.AUTHOR)
    if (item.case_id, item.author) != (wanted.case, wanted.author):
        raise refusal(who, item)
    if item.state not in UNSENT | {ItemState.FAILED, ItemState.RETURNED}:
        raise Conflict(state="submitted")
    if await recalled(session, item):
        raise Conflict(state="recalled")
    if (item.kind == CAPTIONS) != (wanted.kind == CAPTIONS):
        raise Invalid(reason="kind")
    goes = item.relates_to or item.id
    way = Way(item.case_id, item.author, "", MEDIUM.get(wanted.kind, ""), goes, item.round)
    await check_next(session, wanted.kind, way, rules, at)
    return item.state == ItemState.DRAFT

"""Reading cases: what staff on the team see, and the narrower view of a person on one side."""

from dataclasses import dataclass, replace

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import Ground, ground_of, with_every_signer
from service.db.tables import Account, Case, CasePerson, TeamMember
from service.domain.errors import Evidence, NotFound
from service.domain.events import Event
from service.domain.roles import READERS


@dataclass(frozen=True)
class CaseView:
    """A case as one caller may see it; `card` is for the team alone."""

    case: Case
    people: list[CasePerson]
    ground: Ground
    card: bytes | None


async def on_team(session: AsyncSession, case: str, person: str | None) -> bool:
    """Tell whether this person is on the case's review team now."""
    return person is not None and await session.get(TeamMember, (case, person)) is not None


async def refusal(session: AsyncSession, case_id: str, person: str | None) -> NotFound:
    """Return the one refusal; when the case exists, the attempt is kept on its trail."""
    case = await session.get(Case, case_id)
    if case is None:
        return NotFound()
    return NotFound(evidence=Evidence(case.org, case.id, Event.CASE_REFUSED, actor=person))


async def view_for_staff(session: AsyncSession, case_id: str, person: str | None) -> CaseView:
    """Return the whole case for a member of its team; raises `NotFound` for anyone else."""
    case = await session.get(Case, case_id)
    if case is None or not await on_team(session, case_id, person):
        raise await refusal(session, case_id, person)
    return await _view(session, case, card=case.card)


async def view_for_participant(
    session: AsyncSession, case_id: str, *, own: str | None, person: str | None
) -> CaseView:
    """Return the case without the card to whom it is their `own`; `NotFound` for any other.

    A liaison's own is one of somebody for whom they act.
    """
    case = await session.get(Case, case_id)
    if case is None or own != case_id:
        raise await refusal(session, case_id, person)
    view = await _view(session, case, card=None)
    # Who has only been invited is not for the other side to see.
    seen = [row for row in view.people if row.settled or row.person == person]
    return replace(view, people=seen)


async def _view(session: AsyncSession, case: Case, *, card: bytes | None) -> CaseView:
    people = await session.exec(
        select(CasePerson).where(col(CasePerson.case_id) == case.id).order_by(CasePerson.person)
    )
    ground = await ground_of(session, case.id)
    if card is not None:
        ground = await with_every_signer(session, case.id, ground)
    return CaseView(
        case=case,
        people=list(people),
        ground=ground,
        card=card,
    )


async def list_for_staff(
    session: AsyncSession, person: str | None, *, after: tuple[int, str] | None, limit: int
) -> list[Case]:
    """Return the cases whose team this person is on, newest first, from after the given place."""
    query = (
        select(Case)
        .join(TeamMember, col(TeamMember.case_id) == col(Case.id))
        .where(col(TeamMember.person) == person)
    )
    if after is not None:
        created, case_id = after
        query = query.where(
            (col(Case.created) < created)
            | ((col(Case.created) == created) & (col(Case.id) < case_id))
        )
    query = query.order_by(col(Case.created).desc(), col(Case.id).desc()).limit(limit)
    return list(await session.exec(query))


@dataclass(frozen=True)
class Membership:
    """A case whose team somebody is on, and how many others on it can read and approve."""

    case: str
    others: int


async def memberships(session: AsyncSession, person: str) -> list[Membership]:
    """Return every case whose team this person is on now, for whoever may take them off the roster.

    Ids and numbers only: what a case is about, and who else is on it, is not told.
    """
    own = select(TeamMember.case_id).where(col(TeamMember.person) == person)
    found = await session.exec(
        select(TeamMember.case_id, Account)
        .join(Account, col(Account.id) == col(TeamMember.person))
        .where(col(TeamMember.case_id).in_(own))
        .order_by(col(TeamMember.case_id))
    )
    others: dict[str, int] = {}
    for case, account in found:
        reads = account.state == "certified" and not READERS.isdisjoint(account.roles)
        others[case] = others.get(case, 0) + (reads and account.id != person)
    return [Membership(case, number) for case, number in others.items()]

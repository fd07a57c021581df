"""Who of a case's readers signed a decision, by the very rule that every device goes by.

Guarantees: whoever has left since counts where somebody else vouched for it while they were in
force, and nowhere else (docs/protocol.md, section 6.2). Refuses a rule of the server's own: an
approval that counted here and on no device could never be opened, and the other way round.
"""

from collections.abc import Mapping, Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import Ground, ground_of, signed
from service.db.tables import Account, Organisation
from service.db.tables import Statement as Row
from service.domain.roles import READERS, REMOVED
from service.sealing.errors import SealingError
from service.sealing.evidence import Evidence
from service.sealing.keys import Pins
from service.sealing.schemas import Decision, Regrant
from service.sealing.statements import Statement, open_statement
from service.sealing.verify_case import VerifiedCase, verify_case


async def readers_of(session: AsyncSession, case: str, rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the reader who signed each of these decisions or regrants, by the row's id.

    Rows by nobody who may, or by somebody who left and was not vouched for, are left out.
    """
    ground = await ground_of(session, case, resting=rows)
    organisation = await session.get_one(Organisation, ground.roster.org)
    try:
        verified = verify_case(_shown(ground), Pins(organisation.root, organisation.org))
    except SealingError:
        # Every device would refuse the whole case, so nobody's word in it counts.
        return {}
    found = ((row.id, _reader(verified, row)) for row in rows)
    return {row: reader for row, reader in found if reader is not None}


async def still_open(session: AsyncSession, case: str, chain: Sequence[Row], at: int) -> bool:
    """Tell whether a decision made now goes on from these approvals (docs/protocol.md, 4.7).

    From none that has ended, and from none whose reader left the roster, or reads no more by it,
    while nobody had vouched for it: then it begins a new chain. A row that somebody spoilt stays,
    for every device to notice.
    """
    if any(open_statement(signed(row), Decision).valid_until < at for row in chain):
        return False
    signed_by = await readers_of(session, case, chain) if chain else {}
    by_nobody = {row.signer for row in chain if row.id not in signed_by}
    if not by_nobody:
        return True
    found = await session.exec(
        select(Account.state, Account.roles).where(
            col(Account.sign).in_(by_nobody), col(Account.case_id).is_(None)
        )
    )
    return not any(state == REMOVED or READERS.isdisjoint(roles) for state, roles in found)


def _reader(case: VerifiedCase, row: Row) -> str | None:
    statement = signed(row)
    try:
        # Opening it checks the signature; who signed is asked only of what was signed.
        open_statement(statement, Regrant if row.type == Regrant.TYPE else Decision)
        entry = case.reader(statement)
    except SealingError:
        return None
    return entry.person if entry else None


def _shown(ground: Ground) -> Evidence:
    return Evidence(
        roster=signed(ground.roster),
        team=signed(ground.team),
        case_statements=_all(ground.case_statements),
        certificates=_all(ground.certificates),
        rosters=_all(ground.rosters),
        teams=_all(ground.teams),
        heads=tuple(ground.heads),
        covers=_all(ground.covers),
        step_ins=_all(ground.step_ins),
        re_enrolments=_all(ground.re_enrolments),
        mandates=_all(ground.mandates),
    )


def _all(rows: Sequence[Row]) -> tuple[Statement, ...]:
    return tuple(signed(row) for row in rows)

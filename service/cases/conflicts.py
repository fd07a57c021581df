"""Whether the case biases one of its readers, by what they declared of themselves last.

Guarantees: asked while the case is locked, the answer holds until the transaction ends. Refuses to
judge: nobody declares a conflict of interest for somebody else.
"""

from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.db import statements
from service.domain.errors import Forbidden
from service.sealing.schemas import Record
from service.sealing.statements import open_statement

CONFLICT: Final = "conflict"


def biases(record: Record) -> bool:
    """Tell whether somebody declares in it that the case biases them."""
    return (record.kind, record.status) == (CONFLICT, "declared")


async def hold_unbiased(session: AsyncSession, case: str, person: str) -> None:
    """Raise `Forbidden` for whoever declared a conflict of interest in this case."""
    said = ""
    for row in await statements.every(session, Record.TYPE, case=case):
        body = open_statement(signed_of(row), Record)
        if (body.kind, body.subject) == (CONFLICT, person):
            said = body.status
    if said == "declared":
        raise Forbidden(reason=CONFLICT)

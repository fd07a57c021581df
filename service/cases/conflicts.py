"""Whether the case biases one of its readers, by what they declared of themselves last.

Guarantees: asked while the case is locked, the answer holds until the transaction ends. Refuses to
judge: nobody declares a conflict of interest for somebody else.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.db import statements
from service.domain.errors import Forbidden
from service.sealing.schemas import Record
from service.sealing.schemas_practice import CONFLICT, biased
from service.sealing.statements import open_statement


async def hold_unbiased(session: AsyncSession, case: str, person: str) -> None:
    """Raise `Forbidden` for whoever declared a conflict of interest in this case."""
    rows = await statements.every(session, Record.TYPE, case=case)
    if biased((open_statement(signed_of(row), Record) for row in rows), person):
        raise Forbidden(reason=CONFLICT)

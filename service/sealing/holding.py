"""Owns the two ways in which every check of section 6 fails: not shown, or not held.

Refuses to own any check.
"""

from collections.abc import Iterable
from typing import TypeVar

from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import Body
from service.sealing.statements import Statement, open_statement

B = TypeVar("B", bound=Body)


def opened(statement: Statement | None, body: type[B], fault: Fault) -> B:
    """Open a statement that the server showed; ``fault`` when it is absent or not well formed."""
    if statement is None:
        raise SealingError(fault, "A statement that is needed was not shown.")
    try:
        return open_statement(statement, body)
    except SealingError:
        raise SealingError(fault, "A statement that is needed does not verify.") from None


def hold(fault: Fault, sentence: str, *conditions: bool) -> None:
    """Raise ``fault`` unless every condition holds."""
    if not all(conditions):
        raise SealingError(fault, sentence)


def different(values: Iterable[object]) -> bool:
    """Tell whether no value stands twice."""
    listed = list(values)
    return len(set(listed)) == len(listed)

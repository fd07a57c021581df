"""Cursors: opaque to callers, a pair of integer and id inside; a cursor that is none is refused."""

from typing import Annotated, Final

from fastapi import Depends, Query

from service.domain.errors import Invalid
from service.sealing.encoding import b64, parse_id, unb64
from service.sealing.errors import SealingError

# What a 64-bit column surely holds.
_DIGITS: Final = 15
Limit = Annotated[int, Query(ge=1, le=100)]


async def after(
    after: Annotated[str | None, Query(max_length=120)] = None,
) -> tuple[int, str] | None:
    """Return the place a page begins after."""
    if after is None:
        return None
    try:
        number, _, row_id = unb64(after).decode("ascii").partition(":")
        if not number.isdigit() or len(number) > _DIGITS:
            raise Invalid(reason="cursor")
        return int(number), parse_id(row_id)
    except (SealingError, ValueError) as fault:
        raise Invalid(reason="cursor") from fault


def cursor(number: int, row_id: str) -> str:
    """Return the cursor of a row."""
    return b64(f"{number}:{row_id}".encode())


After = Annotated[tuple[int, str] | None, Depends(after)]

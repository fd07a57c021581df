"""Slices that devices store at the object store themselves: promised first, acknowledged after.

Guarantees: an address is given for a row alone, of a slice that may be stored through the API at
that moment, by the same checks; its key is drawn and is never what a slice is kept under, so an old
address changes nothing that was acknowledged. There is one row for each slice, so what lies there
unacknowledged is never more than what was begun. Bytes go before the row that says where they lie.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.uploads import chunk_digests, expected_length, known_slice
from service.db.promises import PromisedSlice
from service.db.tables import Rendition, Slice
from service.domain.errors import Conflict, Invalid
from service.sealing.container import SEALED_CHUNK
from service.sealing.encoding import DIGEST_BYTES

MOST_AT_ONCE: Final = 8
LEFT_SECONDS: Final = 3600
"""How long after an address ran out what may lie there is left: a request that began goes on."""
_MOST_SWEPT: Final = 200


@dataclass(frozen=True)
class Wanted:
    """A slice that a device would store: its exact length in bytes, its chunks' digests in order.

    32 bytes each.
    """

    number: int
    size: int
    digests: bytes


async def promise(
    session: AsyncSession, rendition: Rendition, wanted: Wanted, *, until: int
) -> str | None:
    """Promise a slice of a container that is written to; return the key that it may lie under.

    None where these bytes are stored already. Asked for again it is the same key. Raises
    `Invalid` for another length than the slice has, `Conflict` where other bytes are stored.
    """
    length = expected_length(rendition, wanted.number)
    if wanted.size != length:
        raise Invalid(reason="length", expected=length)
    if len(wanted.digests) != DIGEST_BYTES * -(-length // SEALED_CHUNK):
        raise Invalid(reason="slice-digest")
    known = await known_slice(session, rendition.id, wanted.number)
    if known is not None:
        if known.chunk_digests != wanted.digests:
            raise Conflict(field="slice")
        return None
    drawn = secrets.token_hex(16)
    row = {
        "rendition": rendition.id,
        "number": wanted.number,
        "org": rendition.org,
        "size": length,
        "chunk_digests": wanted.digests,
        "object_key": f"promised/{rendition.org}/{rendition.id}/{wanted.number}-{drawn}",
        "until": until,
    }
    newer = {"chunk_digests": wanted.digests, "until": until}
    asked = insert(PromisedSlice).values(**row)
    await session.exec(
        asked.on_conflict_do_update(index_elements=["rendition", "number"], set_=newer)
    )
    stored = await promised(session, rendition.id, wanted.number)
    return stored.object_key


async def promised(session: AsyncSession, rendition: str, number: int) -> PromisedSlice:
    """Return the promise of a slice, as it is now; raises `Conflict` where there is none."""
    found = await session.get(PromisedSlice, (rendition, number), populate_existing=True)
    if found is None:
        raise Conflict(field="promise")
    return found


def check_arrived(row: PromisedSlice, body: bytes) -> None:
    """Raise `Invalid` unless this is what was promised, to its last byte."""
    if len(body) != row.size or chunk_digests(body) != row.chunk_digests:
        raise Invalid(reason="slice-digest")


def check_same(row: PromisedSlice, known: Slice) -> None:
    """Raise `Conflict` where other bytes were stored than were promised."""
    if known.chunk_digests != row.chunk_digests:
        raise Conflict(field="slice")


@dataclass(frozen=True)
class Left:
    """What an address that ran out may have left: where, and what says so."""

    rendition: str
    number: int
    key: str
    until: int


async def left(session: AsyncSession, *, at: int) -> Sequence[Left]:
    """Return what no address leads to any more, in every organisation, longest ago first."""
    rows = await session.exec(
        select(
            PromisedSlice.rendition,
            PromisedSlice.number,
            PromisedSlice.object_key,
            PromisedSlice.until,
        )
        .where(col(PromisedSlice.until) < at - LEFT_SECONDS)
        .order_by(col(PromisedSlice.until))
        .limit(_MOST_SWEPT)
    )
    return [Left(*row) for row in rows]


async def forget(session: AsyncSession, gone: Left) -> None:
    """Forget a promise whose object is removed; not one that was asked for again meanwhile."""
    await session.exec(
        delete(PromisedSlice).where(
            col(PromisedSlice.rendition) == gone.rendition,
            col(PromisedSlice.number) == gone.number,
            col(PromisedSlice.until) == gone.until,
        )
    )

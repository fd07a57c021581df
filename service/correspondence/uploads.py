"""Containers on their way in and out: slices and digest tables of ciphertext.

Guarantees: a slice is acknowledged when its object is stored and its row committed; the same
bytes again are welcome, other bytes are refused; nothing is written to a container that has been
submitted.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_item, refusal
from service.correspondence.captions import bytes_are_theirs
from service.correspondence.entrusted import accepted, entrusted_to, grants_under, within
from service.correspondence.stopping import stopped
from service.db import statements
from service.db.tables import Grant, Item, MediaJob, Rendition, Slice
from service.domain.errors import Conflict, Invalid, NotFound, TooLarge
from service.domain.lifecycle import WITH_RECIPIENT, ItemState
from service.domain.roles import Part
from service.domain.sizes import (
    CAPTIONS_BYTES,
    LETTER_BYTES,
    RECORDING_BYTES,
    RENDITION_BYTES,
    SCAN_BYTES,
)
from service.sealing.container import (
    CHUNK,
    SEALED_CHUNK,
    DigestTable,
    chunk_count,
    padded_length,
    slice_count,
    slice_length,
)
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import Destruction
from service.sealing.statements import Statement, open_statement

MAX_SLICE_CHUNKS: Final = 32
MAX_SLICE_BYTES: Final = MAX_SLICE_CHUNKS * SEALED_CHUNK


@dataclass(frozen=True)
class NewUpload:
    """A container that is about to be sent; lengths in bytes of padded plaintext."""

    rendition: str
    padded: int
    slice_chunks: int
    resume: bytes


_LARGEST: Final = {"letter": LETTER_BYTES, "scan": SCAN_BYTES, "captions": CAPTIONS_BYTES}


def largest(kind: str) -> int:
    """Return how large something of this kind may be, in bytes of plaintext."""
    return _LARGEST.get(kind, RECORDING_BYTES)


def check_size(kind: str, padded: int) -> None:
    """Refuse before the first byte what is too large for its kind; in bytes of padded plaintext."""
    most = padded_length(largest(kind))
    if padded > most:
        raise TooLarge(most=most)


def check_upload(kind: str, upload: NewUpload) -> None:
    """Refuse what is too large for its kind, or sliced outside 1 to 32 chunks."""
    check_size(kind, upload.padded)
    if not 1 <= upload.slice_chunks <= MAX_SLICE_CHUNKS or upload.padded < 1:
        raise Invalid(reason="upload")


async def add_original(
    session: AsyncSession, item: Item, upload: NewUpload, *, uploader: str, at: int
) -> None:
    """Add the row of an original that will be uploaded."""
    session.add(
        Rendition(
            id=upload.rendition,
            org=item.org,
            item_id=item.id,
            version=item.version,
            role="original",
            padded=upload.padded,
            chunks=chunk_count(upload.padded),
            slice_chunks=upload.slice_chunks,
            uploader=uploader,
            resume=upload.resume,
            created=at,
        )
    )
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="rendition") from taken


async def original_of(session: AsyncSession, item: Item) -> Rendition:
    """Return the original of the item's current version."""
    found = await session.exec(
        select(Rendition).where(
            col(Rendition.item_id) == item.id,
            col(Rendition.version) == item.version,
            col(Rendition.role) == "original",
        )
    )
    return found.one()


@dataclass(frozen=True)
class Place:
    """Where a container's bytes may be written or read, checked for one caller."""

    rendition: Rendition
    item: Item
    part: Part


async def find_place(session: AsyncSession, who: Who, rendition_id: str) -> Place:
    """Return a container the caller may at least know of; raises `NotFound`."""
    rendition = await find_rendition(session, rendition_id)
    item, part = await find_item(session, who, rendition.item_id)
    return Place(rendition, item, part)


async def find_rendition(session: AsyncSession, rendition_id: str) -> Rendition:
    """Return a container, whoever may know of it; raises `NotFound`."""
    rendition = await session.get(Rendition, rendition_id)
    if rendition is None:
        raise NotFound
    return rendition


async def writable(
    session: AsyncSession, who: Who, rendition_id: str, *, hold: bool = False
) -> Place:
    """Return a container the caller is uploading.

    `NotFound` for others, `Conflict` once submitted or lapsed. With `hold` it stays so until the
    transaction ends: whoever would end the upload, or the attempt, has to wait.
    """
    place = await find_place(session, who, rendition_id)
    rendition = place.rendition
    if hold:
        await _hold(session, rendition)
    if rendition.role == "original":
        if place.part is not Part.AUTHOR:
            raise refusal(who, place.item)
        if place.item.state == ItemState.LAPSED:
            raise Conflict(state="lapsed")
        if place.item.state != ItemState.DRAFT or rendition.version != place.item.version:
            raise Conflict(state="submitted")
        return place
    if place.part is not Part.WORKER:
        raise refusal(who, place.item)
    job = await session.get(MediaJob, rendition.job)
    if job is None or job.state != "running" or job.attempt != rendition.attempt:
        raise Conflict(state="attempt-stale")
    return place


async def _hold(session: AsyncSession, rendition: Rendition) -> None:
    """Hold what a container is uploaded for together with whoever else uploads it, and look anew.

    The item, or the job of a media worker's attempt.
    """
    kind, held = (Item, rendition.item_id) if rendition.job is None else (MediaJob, rendition.job)
    await session.exec(
        select(kind)
        .where(col(kind.id) == held)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )


async def readable(session: AsyncSession, who: Who, rendition_id: str, *, at: int) -> Place:
    """Return a container whose ciphertext the caller may fetch; otherwise `NotFound`.

    A recipient only after opening, until they lay it aside, and only what was granted to them; a
    liaison what was entrusted to them, within its window, until it is handed over or stopped; the
    author and the team always; a media worker while it holds the job.
    """
    place = await _to_deliver(session, who, rendition_id, at=at)
    place = place or await _beside(session, who, rendition_id)
    place = place or await find_place(session, who, rendition_id)
    if place.part is Part.RECIPIENT and place.item.kind == "captions":
        return await _there(session, place)
    if place.part is Part.RECIPIENT:
        granted = await session.exec(
            select(Grant.id).where(
                col(Grant.rendition) == rendition_id,
                col(Grant.holder) == "recipient",
                col(Grant.person) == who.person,
            )
        )
        if ItemState(place.item.state) not in WITH_RECIPIENT or granted.first() is None:
            raise refusal(who, place.item)
    return await _there(session, place)


async def _there(session: AsyncSession, place: Place) -> Place:
    if await destroyed(session, place.rendition):
        raise NotFound
    return place


async def _beside(session: AsyncSession, who: Who, rendition_id: str) -> Place | None:
    """Return captions whose recipient may fetch them beside their recording."""
    rendition = await session.get(Rendition, rendition_id)
    item = await session.get(Item, rendition.item_id) if rendition is not None else None
    if rendition is None or item is None or rendition.version != item.version:
        return None
    theirs = await bytes_are_theirs(session, who, item)
    return Place(rendition, item, Part.RECIPIENT) if theirs else None


async def _to_deliver(
    session: AsyncSession, who: Who, rendition_id: str, *, at: int
) -> Place | None:
    """Return a container of which a liaison was entrusted with the key, for now.

    Whoever collected the key keeps it: what they have not fetched by then, they are not given.
    """
    rendition = await session.get(Rendition, rendition_id) if who.acts_for else None
    item = await session.get(Item, rendition.item_id) if rendition is not None else None
    if rendition is None or item is None or item.state != ItemState.RELEASED:
        return None
    entrusting = await entrusted_to(session, who, item)
    sealed = await grants_under(session, entrusting) if entrusting is not None else []
    if rendition_id not in {one.rendition for one in sealed} or await stopped(session, item):
        return None
    acceptance = await accepted(session, item)
    if acceptance is None or not within(acceptance, at):
        return None
    return Place(rendition, item, Part.DELIVERER)


async def destroyed(session: AsyncSession, rendition: Rendition) -> bool:
    """Tell whether a signed destruction names this container."""
    rows = await statements.every(session, Destruction.TYPE, item=rendition.item_id)
    named = {
        open_statement(Statement(one.type, one.payload, one.signer, one.signature), Destruction)
        for one in rows
    }
    return any(one.rendition == rendition.id for one in named)


def expected_length(rendition: Rendition, number: int) -> int:
    """Return the exact length in bytes of a slice; raises `Invalid` for a number out of range.

    While nobody knows how long a rendition will be, that is a whole slice, and any but the first:
    that one says the length.
    """
    if rendition.padded == 0:
        whole = rendition.slice_chunks * CHUNK
        if not 1 <= number < padded_limit() // whole:
            raise Invalid(reason="slice-number")
        return rendition.slice_chunks * SEALED_CHUNK
    if not 0 <= number < slice_count(rendition.chunks, rendition.slice_chunks):
        raise Invalid(reason="slice-number")
    return slice_length(number, rendition.padded, rendition.slice_chunks)


def chunk_digests(body: bytes) -> bytes:
    """Return the digests (32 bytes each) of the sealed chunks in a slice, in order."""
    return b"".join(
        digest(body[start : start + SEALED_CHUNK]) for start in range(0, len(body), SEALED_CHUNK)
    )


def slice_key(rendition: Rendition, number: int, digests: bytes) -> str:
    """Return the object's key: bytes that differ never share one, so a race cannot overwrite."""
    return f"{rendition.org}/{rendition.id}/{number}-{digest(digests).hex()[:32]}"


def table_key(rendition: Rendition, table_digest: bytes) -> str:
    """Return the key of the digest table's object."""
    return f"{rendition.org}/{rendition.id}/table-{table_digest.hex()[:32]}"


async def known_slice(session: AsyncSession, rendition: str, number: int) -> Slice | None:
    """Return the row of a stored slice, if there is one."""
    return await session.get(Slice, (rendition, number))


async def record_slice(
    session: AsyncSession, rendition: Rendition, number: int, size: int, digests: bytes, *, at: int
) -> None:
    """Record a slice whose object is stored; raises `Conflict` when other bytes came first."""
    row = {
        "rendition": rendition.id,
        "number": number,
        "org": rendition.org,
        "size": size,
        "chunk_digests": digests,
        "object_key": slice_key(rendition, number, digests),
        "stored": at,
    }
    await session.exec(insert(Slice).values(**row).on_conflict_do_nothing())
    stored = await session.get_one(Slice, (rendition.id, number))
    if stored.chunk_digests != digests:
        raise Conflict(field="slice")


def check_table(rendition: Rendition, body: bytes) -> bytes:
    """Return the table's digest; raises `Invalid` unless it is a table of this container's size."""
    try:
        table = DigestTable.from_bytes(body)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if table.padded != rendition.padded:
        raise Invalid(reason="table-invalid")
    return digest(body)


async def record_table(session: AsyncSession, rendition_id: str, table_digest: bytes) -> None:
    """Record a table whose object is stored; raises `Conflict` when another came first."""
    row = (
        await session.exec(
            select(Rendition).where(col(Rendition.id) == rendition_id).with_for_update()
        )
    ).one()
    if row.table_digest not in {None, table_digest}:
        raise Conflict(field="table")
    row.table_digest = table_digest
    session.add(row)
    await session.flush()


async def slices_of(session: AsyncSession, rendition: str) -> list[Slice]:
    """Return the stored slices in order."""
    return list(
        await session.exec(
            select(Slice).where(col(Slice.rendition) == rendition).order_by(col(Slice.number))
        )
    )


async def objects_of(session: AsyncSession, rendition: Rendition) -> list[str]:
    """Return the keys of a container's objects, as far as their rows say that they are there."""
    keys = await session.exec(
        select(Slice.object_key)
        .where(col(Slice.rendition) == rendition.id)
        .order_by(col(Slice.number))
    )
    objects = list(keys)
    if rendition.table_digest is not None:
        objects.append(table_key(rendition, rendition.table_digest))
    return objects


async def set_length(session: AsyncSession, rendition: Rendition, padded: int) -> None:
    """Say how long a container is that began without a length, in bytes of padded plaintext.

    Raises `Conflict` when it has another already, or when a slice is stored that it has not.
    """
    if rendition.padded not in {0, padded}:
        raise Conflict(field="padded")
    rendition.padded, rendition.chunks = padded, chunk_count(padded)
    count = slice_count(rendition.chunks, rendition.slice_chunks)
    for row in await slices_of(session, rendition.id):
        if row.number >= count or row.size != expected_length(rendition, row.number):
            raise Conflict(field="slices")
    session.add(rendition)
    await session.flush()


async def check_whole(session: AsyncSession, rendition: Rendition, table: bytes) -> None:
    """Raise `Conflict` unless every slice is stored and all of them give exactly this table."""
    stored = await slices_of(session, rendition.id)
    if len(stored) != slice_count(rendition.chunks, rendition.slice_chunks):
        raise Conflict(field="slices")
    body = DigestTable.from_bytes(table)
    if b"".join(row.chunk_digests for row in stored) != b"".join(body.digests):
        raise Conflict(field="table")


def padded_limit() -> int:
    """Return the largest padded plaintext a rendition may have, in bytes."""
    return padded_length(RENDITION_BYTES)

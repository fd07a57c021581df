"""Containers: what of them is stored, and their ciphertext in and out, slice by slice."""

import re
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from service.api.access import CertifiedBriefly, PersonOrWorker, PersonOrWorkerBriefly, who
from service.api.addressing import by_address
from service.api.context import Context, Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.items import RenditionAnswer, SliceAnswer
from service.correspondence import uploads
from service.db.session import transaction
from service.domain.errors import Conflict, Invalid, NotFound, TooLarge
from service.domain.roles import Part
from service.identity.sessions import Caller

router = APIRouter(tags=["containers"])
SliceNumber = Annotated[int, Path(ge=0, le=2**31)]
BYTES = "application/octet-stream"
MOST_MEASURED = 256 * 1024
_RANGE = re.compile(r"^bytes=(\d{1,12})-(\d{0,12})$")


@router.get("/renditions/{rendition}")
async def read_rendition(
    rendition: Id, caller: PersonOrWorker, parts: Parts, session: Session
) -> RenditionAnswer:
    """Return a container's sizes and which slices are stored."""
    place = await uploads.readable(session, who(caller), rendition, at=parts.clock.now())
    row = place.rendition
    stored = await uploads.slices_of(session, rendition)
    return RenditionAnswer(
        rendition=row.id,
        item=row.item_id,
        role=row.role,
        padded=row.padded,
        chunks=row.chunks,
        slice_chunks=row.slice_chunks,
        table=row.table_digest is not None,
        slices=[SliceAnswer(slice=s.number, size=s.size) for s in stored],
        resume=row.resume if place.part is Part.AUTHOR else None,
        by_address=by_address(parts, caller, place.item.kind) is not None,
    )


async def _exactly(request: Request, length: int) -> bytes:
    """Read a body of exactly this many bytes; stops reading at the first one too many."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > length:
            raise TooLarge(most=length)
    if len(body) != length:
        raise Invalid(reason="length", expected=length)
    return bytes(body)


@router.put("/link", status_code=204)
async def measure_link(request: Request, _caller: CertifiedBriefly) -> None:
    """Take up to 256 KiB and forget them: a device learns how fast its link carries.

    How large the slices of a container are is settled before the first of them is sent.
    """
    taken = 0
    async for part in request.stream():
        taken += len(part)
        if taken > MOST_MEASURED:
            raise TooLarge(most=MOST_MEASURED)


@router.put("/renditions/{rendition}/slices/{number}", status_code=204)
async def put_slice(
    rendition: Id,
    number: SliceNumber,
    request: Request,
    caller: PersonOrWorkerBriefly,
    parts: Parts,
) -> None:
    """Store one slice; answered when the object is stored and its row committed."""
    async with transaction(parts.sessions, caller.org) as session:
        place = await uploads.writable(session, who(caller), rendition)
        length = uploads.expected_length(place.rendition, number)
        known = await uploads.known_slice(session, rendition, number)
    body = await _exactly(request, length)
    if known is not None:
        if known.chunk_digests != uploads.chunk_digests(body):
            raise Conflict(field="slice")
        return
    await keep_slice(parts, caller, place, number, body)


async def keep_slice(
    parts: Context, caller: Caller, place: uploads.Place, number: int, body: bytes
) -> None:
    """Store a slice of the right length, and record it; it is safe then.

    Raises `Conflict` where other bytes came first, or the upload is over; nothing is left of it.
    """
    rendition, digests = place.rendition.id, uploads.chunk_digests(body)
    key = uploads.slice_key(place.rendition, number, digests)
    await parts.store.put(key, body)
    try:
        async with transaction(parts.sessions, caller.org) as session:
            place = await uploads.writable(session, who(caller), rendition, hold=True)
            await uploads.record_slice(
                session, place.rendition, number, len(body), digests, at=parts.clock.now()
            )
    except Conflict:
        await _unless_recorded(parts, caller, rendition, key)
        raise


async def _unless_recorded(parts: Context, caller: Caller, rendition: str, key: str) -> None:
    """Remove an object that came too late for its row.

    No row can name it any more: what ended stays ended, and of other bytes the key is another.
    """
    async with transaction(parts.sessions, caller.org) as session:
        row = await uploads.find_rendition(session, rendition)
        recorded = key in await uploads.objects_of(session, row)
    if not recorded:
        await parts.store.remove(key)


@router.get("/renditions/{rendition}/slices/{number}")
async def get_slice(
    rendition: Id,
    number: SliceNumber,
    caller: PersonOrWorkerBriefly,
    parts: Parts,
    range_: Annotated[str | None, Header(alias="Range")] = None,
) -> Response:
    """Return one slice's ciphertext, or the part of it that a Range asks for."""
    async with transaction(parts.sessions, caller.org) as session:
        await uploads.readable(session, who(caller), rendition, at=parts.clock.now())
        known = await uploads.known_slice(session, rendition, number)
    if known is None:
        raise NotFound
    size = known.size
    start, end = _range(range_, size)
    body = await parts.store.get(known.object_key, offset=start, length=end - start + 1)
    headers = {"Cache-Control": "no-store", "Accept-Ranges": "bytes"}
    if range_ is None:
        return Response(body, media_type=BYTES, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Response(body, status_code=206, media_type=BYTES, headers=headers)


def _range(asked: str | None, size: int) -> tuple[int, int]:
    if asked is None:
        return 0, size - 1
    found = _RANGE.match(asked)
    if found is None:
        raise Invalid(reason="range")
    start = int(found[1])
    end = min(int(found[2]), size - 1) if found[2] else size - 1
    if start > end:
        raise Invalid(reason="range")
    return start, end


@router.put("/renditions/{rendition}/table", status_code=204)
async def put_table(
    rendition: Id, request: Request, caller: PersonOrWorkerBriefly, parts: Parts
) -> None:
    """Store the digest table; answered when the object is stored and its digest committed."""
    async with transaction(parts.sessions, caller.org) as session:
        place = await uploads.writable(session, who(caller), rendition)
    body = await _exactly(request, 72 + 32 * place.rendition.chunks)
    table_digest = uploads.check_table(place.rendition, body)
    key = uploads.table_key(place.rendition, table_digest)
    await parts.store.put(key, body)
    try:
        async with transaction(parts.sessions, caller.org) as session:
            await uploads.writable(session, who(caller), rendition, hold=True)
            await uploads.record_table(session, rendition, table_digest)
    except Conflict:
        await _unless_recorded(parts, caller, rendition, key)
        raise


@router.get("/renditions/{rendition}/table")
async def get_table(rendition: Id, caller: PersonOrWorkerBriefly, parts: Parts) -> Response:
    """Return the digest table."""
    body = await read_table(parts, caller, rendition)
    return Response(body, media_type=BYTES, headers={"Cache-Control": "no-store"})


async def read_table(parts: Context, caller: Caller, rendition: str) -> bytes:
    """Return the stored table of a container that the caller may read; raises `NotFound`."""
    async with transaction(parts.sessions, caller.org) as session:
        place = await uploads.readable(session, who(caller), rendition, at=parts.clock.now())
    if place.rendition.table_digest is None:
        raise NotFound
    return await parts.store.get(uploads.table_key(place.rendition, place.rendition.table_digest))

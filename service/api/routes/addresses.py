"""Addresses of the object store, where people's devices reach it: one request, for seconds each.

Guarantees: every check that is made of a slice through the API is made of an address, by the same
functions and each time, so that whoever may no longer read is told so at their next request. What a
device stored is acknowledged once the API has read it back, looked at every byte of it and stored
it under a key that nobody was given an address for.
"""

import contextlib
from typing import Annotated

from fastapi import APIRouter, Query

from service.api.access import CertifiedBriefly, who
from service.api.addressing import addresses_for
from service.api.context import Context, Parts
from service.api.routes.renditions import SliceNumber, keep_slice
from service.api.schemas.addresses import (
    AddressAnswer,
    PromisedAnswer,
    PromisedAnswers,
    WantedSlices,
)
from service.api.schemas.common import Id
from service.correspondence import promised, uploads
from service.db.session import transaction
from service.domain.errors import Conflict, Invalid, NotFound
from service.media.addresses import WRITE_SECONDS
from service.media.store import ObjectMissing, StoreError

router = APIRouter(tags=["containers"])
First = Annotated[int, Query(ge=0, le=2**31)]
Length = Annotated[int, Query(ge=1, le=2**31)]


@router.get("/renditions/{rendition}/slices/{number}/address")
async def read_address(
    rendition: Id,
    number: SliceNumber,
    first: First,
    length: Length,
    caller: CertifiedBriefly,
    parts: Parts,
) -> AddressAnswer:
    """Return where `length` bytes of a slice, from byte `first`, are for half a minute."""
    at = parts.clock.now()
    async with transaction(parts.sessions, caller.org) as session:
        place = await uploads.readable(session, who(caller), rendition, at=at)
        known = await uploads.known_slice(session, rendition, number)
    if known is None:
        raise NotFound
    addresses = addresses_for(parts, caller, place.item.kind)
    last = first + length - 1
    if last >= known.size:
        raise Invalid(reason="range")
    address, asked = addresses.to_read(known.object_key, first, last, at=at)
    return AddressAnswer(address=address, range=asked)


@router.post("/renditions/{rendition}/addresses")
async def promise_slices(
    rendition: Id, body: WantedSlices, caller: CertifiedBriefly, parts: Parts
) -> PromisedAnswers:
    """Return where the next slices of an upload can be put, for two minutes."""
    at = parts.clock.now()
    answers: list[PromisedAnswer] = []
    async with transaction(parts.sessions, caller.org) as session:
        place = await uploads.writable(session, who(caller), rendition, hold=True)
        addresses = addresses_for(parts, caller, place.item.kind)
        for one in body.slices:
            key = await promised.promise(
                session, place.rendition, one.wanted(), until=at + WRITE_SECONDS
            )
            address = None if key is None else addresses.to_write(key, one.size, at=at)
            answers.append(PromisedAnswer(slice=one.slice, address=address))
    return PromisedAnswers(slices=answers)


@router.post("/renditions/{rendition}/slices/{number}/arrival", status_code=204)
async def take_slice(
    rendition: Id, number: SliceNumber, caller: CertifiedBriefly, parts: Parts
) -> None:
    """Take what was put at an address; answered when it is stored for good and its row committed.

    Again is welcome. `Conflict` where nothing was promised, or nothing lies there; `Invalid` for
    other bytes than were promised, which are removed.
    """
    async with transaction(parts.sessions, caller.org) as session:
        place = await uploads.writable(session, who(caller), rendition)
        row = await promised.promised(session, rendition, number)
        known = await uploads.known_slice(session, rendition, number)
    if known is not None:
        promised.check_same(row, known)
        return
    try:
        # One byte more would show what a store let in that holds nobody to a length.
        body = await parts.store.get(row.object_key, length=row.size + 1)
    except ObjectMissing as missing:
        # Who asked twice may find that the first has just been taken.
        async with transaction(parts.sessions, caller.org) as session:
            known = await uploads.known_slice(session, rendition, number)
        if known is None:
            raise Conflict(field="bytes") from missing
        promised.check_same(row, known)
        return
    try:
        promised.check_arrived(row, body)
        await keep_slice(parts, caller, place, number, body)
    except (Invalid, Conflict):
        await _cleared(parts, row.object_key)
        raise
    await _cleared(parts, row.object_key)


async def _cleared(parts: Context, key: str) -> None:
    """Remove what was looked at; what stays all the same is swept."""
    with contextlib.suppress(StoreError):
        await parts.store.remove(key)

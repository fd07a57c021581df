"""Addresses of the object store, where people's devices reach it: one request, for seconds each.

Guarantees: every check that is made of a slice through the API is made of an address, by the same
functions and each time, so that whoever may no longer read is told so at their next request.
"""

from typing import Annotated

from fastapi import APIRouter, Query

from service.api.access import CertifiedBriefly, who
from service.api.addressing import addresses_for
from service.api.context import Parts
from service.api.routes.renditions import SliceNumber
from service.api.schemas.common import Id
from service.api.schemas.items import AddressAnswer
from service.correspondence import uploads
from service.db.session import transaction
from service.domain.errors import Invalid, NotFound

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

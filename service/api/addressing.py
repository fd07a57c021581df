"""Who is given addresses of the object store, where people's devices reach it.

Guarantees: of recordings and paper alone, and to people alone; letters, captions and everything
that is small go through the API, and so does a media worker, whatever it asks for.
"""

from service.api.context import Context
from service.domain.errors import Conflict
from service.identity.sessions import Caller
from service.media.addresses import Addresses
from service.sealing.schemas import AS_WRITTEN


def by_address(parts: Context, caller: Caller, kind: str) -> Addresses | None:
    """Return what signs addresses for this caller of an item of this kind, or None."""
    return parts.addresses if kind not in AS_WRITTEN and caller.account is not None else None


def addresses_for(parts: Context, caller: Caller, kind: str) -> Addresses:
    """As `by_address`; raises `Conflict` where there are none to be had."""
    found = by_address(parts, caller, kind)
    if found is None:
        raise Conflict(field="address")
    return found

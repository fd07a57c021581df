"""Bodies and answers about addresses of the object store."""

from typing import Annotated

from pydantic import Field

from service.api.schemas.common import Answer, Body, Bytes
from service.correspondence.promised import MOST_AT_ONCE, Wanted
from service.correspondence.uploads import MAX_SLICE_CHUNKS


class WantedSlice(Body):
    """A slice about to be stored: its exact length in bytes, its chunks' digests one by one."""

    slice: Annotated[int, Field(ge=0, le=2**31)]
    size: Annotated[int, Field(ge=1, le=2**31)]
    digests: Annotated[Bytes, Field(min_length=32, max_length=32 * MAX_SLICE_CHUNKS)]

    def wanted(self) -> Wanted:
        """Return it for the use case."""
        return Wanted(self.slice, self.size, self.digests)


class WantedSlices(Body):
    """The next slices of an upload."""

    slices: Annotated[list[WantedSlice], Field(min_length=1, max_length=MOST_AT_ONCE)]


class PromisedAnswer(Answer):
    """Where a slice can be put for a few minutes; no address where it is stored already."""

    slice: int
    address: str | None


class PromisedAnswers(Answer):
    """As they were asked for."""

    slices: list[PromisedAnswer]


class AddressAnswer(Answer):
    """Where a part of a slice is for a few seconds, and the Range that must be asked for."""

    address: str
    range: str

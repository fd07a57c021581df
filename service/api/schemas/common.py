"""Shapes shared by all bodies: bytes as base64url, ids, signed statements, edits, pages."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from service.sealing.encoding import b64, unb64
from service.sealing.errors import SealingError
from service.sealing.statements import Statement

MAX_BLOB_CHARACTERS = 512 * 1024


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str) or len(value) > MAX_BLOB_CHARACTERS:
        raise ValueError("base64url text expected")
    try:
        return unb64(value)
    except SealingError as fault:
        raise ValueError(str(fault.code)) from fault


Bytes = Annotated[
    bytes,
    BeforeValidator(_bytes),
    PlainSerializer(b64, return_type=str),
    Field(json_schema_extra={"type": "string", "format": "base64url"}),
]
Key = Annotated[Bytes, Field(min_length=32, max_length=32)]
Id = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
]
Login = Annotated[str, Field(pattern=r"^[0-9a-z]{4}-[0-9a-z]{4}$")]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]


class Body(BaseModel):
    """A request body: unknown keys are refused, nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Answer(BaseModel):
    """A read schema."""

    model_config = ConfigDict(frozen=True)


class WireStatement(BaseModel):
    """A signed statement as it travels; read with `signed`."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    type: Annotated[str, Field(max_length=64)]
    payload: Annotated[str, Field(max_length=MAX_BLOB_CHARACTERS)]
    key: Annotated[str, Field(max_length=64)]
    signature: Annotated[str, Field(max_length=128)]

    def signed(self) -> Statement:
        """Return the statement's parts as bytes; raises `SealingError` for bad encoding."""
        return Statement.from_wire(self.model_dump())


class EditWire(BaseModel):
    """One edit of a rendition, in the form of its statement; the sealing room reads a list."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    edit: Annotated[str, Field(max_length=16)]
    from_: Count = Field(alias="from")
    until: Count
    left: Count
    top: Count
    width: Count
    height: Count


Edits = Annotated[list[EditWire], Field(max_length=32)]
Row = TypeVar("Row")


class Page(Answer, Generic[Row]):
    """One page of a list; `next` is the cursor of the one after, or null at the end."""

    rows: list[Row]
    next: str | None

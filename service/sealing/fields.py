"""Owns the field types of signed statements: how each is read, written and refused.

Refuses to own which statement has which fields; that is schemas.py. A type's fields carry their
codec as dataclass metadata, so one table serves reading and writing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar

from service.sealing.encoding import LARGEST_INTEGER, b64, parse_canonical, parse_id, unb64
from service.sealing.errors import Fault, SealingError

KEY_BYTES: Final = 32
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LONGEST_LANGUAGE: Final = 35

Record = TypeVar("Record")


@dataclass(frozen=True)
class Codec:
    """Reads a JSON value into a field's value and writes it back."""

    read: Callable[[object], Any]
    write: Callable[[Any], object]


def wire(codec: Codec, *, secret: bool = False) -> Any:  # noqa: ANN401 - stands as a default does
    """Declare a field's codec; a ``secret`` one stays out of ``repr``."""
    return field(metadata={"codec": codec}, repr=not secret)


def wire_or_none(codec: Codec, empty: object) -> Any:  # noqa: ANN401 - stands as a default does
    """Declare a field whose key stands only where it says something; else it is ``empty``.

    So what was signed before the key was known is what would be signed today.
    """
    return field(metadata={"codec": codec, "optional": True}, default=empty)


def refuse(sentence: str) -> SealingError:
    """Build the error for a value that its table does not allow."""
    return SealingError(Fault.STATEMENT_SCHEMA, sentence)


def check_first(number: int, *earlier: bytes) -> None:
    """Hold that only the first of a chain names nothing before it."""
    if any((number == 1) != (len(link) == 0) for link in earlier):
        raise refuse("Only the first of a chain has nothing before it.")


def _as_is(value: object) -> object:
    return value


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise refuse("A value should be text.")
    return value


def _read_id(value: object) -> str:
    try:
        return parse_id(_read_text(value))
    except SealingError:
        raise refuse("A value should be an id.") from None


def _read_bytes(length: int | None) -> Callable[[object], bytes]:
    def read(value: object) -> bytes:
        try:
            return unb64(_read_text(value), length=length)
        except SealingError:
            raise refuse("A value should be bytes in base64url of the right length.") from None

    return read


def _or_empty(codec: Codec) -> Codec:
    """Allow the empty string, read as the empty value of the field's type."""
    empty = b"" if codec in (B32, BYTES) else ""
    return Codec(
        lambda value: empty if value == "" else codec.read(value),
        lambda value: "" if len(value) == 0 else codec.write(value),
    )


def integer(least: int = 0, most: int = LARGEST_INTEGER) -> Codec:
    """Whole numbers from ``least`` to ``most``, both included."""

    def read(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise refuse("A value should be an integer within its range.")
        return value

    return Codec(read, _as_is)


def one_of(*words: str) -> Codec:
    """One of a closed list of words."""

    def read(value: object) -> str:
        text = _read_text(value)
        if text not in words:
            raise refuse("A word is not in its closed list.")
        return text

    return Codec(read, _as_is)


def array(codec: Codec, *, exactly: int | None = None) -> Codec:
    """Any number of values, or ``exactly`` so many; read as a tuple."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise refuse("A value should be an array.")
        if exactly is not None and len(value) != exactly:
            raise refuse("An array has the wrong number of values.")
        return tuple(codec.read(inner) for inner in value)

    return Codec(read, lambda values: [codec.write(inner) for inner in values])


def record(cls: type) -> Codec:
    """Nest a dataclass whose fields were declared with ``wire``."""
    return Codec(lambda value: read_record(cls, value), write_record)


def read_record(cls: type[Record], value: object) -> Record:
    """Read an object into ``cls``: no key more, no key less, each value by its codec."""
    if not isinstance(value, dict):
        raise refuse("A value should be an object.")
    shape = _shape(cls)
    if set(value) - shape.optional != {key for _, key, _ in shape.table} - shape.optional:
        raise refuse("The keys are not exactly those of the type.")
    if any(not value[key] for key in shape.optional & set(value)):
        raise refuse("A key stands only where it says something.")
    return cls(**{name: codec.read(value[key]) for name, key, codec in shape.table if key in value})


def read_form(cls: type[Record], raw: bytes, fault: Fault) -> Record:
    """Read canonical JSON bytes into ``cls``; ``fault`` for any other form."""
    try:
        return read_record(cls, parse_canonical(raw))
    except SealingError:
        raise SealingError(fault, "Bytes are not in their one form.") from None


def write_record(body: Any) -> dict[str, object]:  # noqa: ANN401 - any declared dataclass
    """Write a dataclass of declared fields as a JSON object."""
    shape = _shape(type(body))
    return {
        key: codec.write(getattr(body, name))
        for name, key, codec in shape.table
        if key not in shape.optional or getattr(body, name)
    }


@dataclass(frozen=True)
class _Shape:
    """What a class declares: name, key and codec of each field, and which keys may be missing."""

    table: tuple[tuple[str, str, Codec], ...]
    optional: frozenset[str]


_shapes: dict[type, _Shape] = {}


def _shape(cls: type) -> _Shape:
    """Look a class's shape up, once for each class."""
    if cls not in _shapes:
        every = fields(cls)
        _shapes[cls] = _Shape(
            # A trailing underscore keeps a Python keyword (`from_`) apart from its JSON key.
            tuple((f.name, f.name.rstrip("_"), f.metadata["codec"]) for f in every),
            frozenset(f.name for f in every if f.metadata.get("optional")),
        )
    return _shapes[cls]


def _read_language(value: object) -> str:
    text = _read_text(value)
    if len(text) > _LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(text):
        raise refuse("A language should be a BCP 47 tag of 2 to 35 characters.")
    return text


TEXT: Final = Codec(_read_text, _as_is)
ID: Final = Codec(_read_id, _as_is)
B32: Final = Codec(_read_bytes(KEY_BYTES), b64)
BYTES: Final = Codec(_read_bytes(None), b64)
LANGUAGE: Final = Codec(_read_language, _as_is)
TIME: Final = integer()
COUNT: Final = integer()
FROM_ONE: Final = integer(1)
# What is also written in four bytes, under a label.
VERSION: Final = integer(1, 2**32 - 1)
ID_OR_EMPTY: Final = _or_empty(ID)
B32_OR_EMPTY: Final = _or_empty(B32)

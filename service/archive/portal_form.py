"""Owns the signed manifest of a built portal (docs/export.md): its form, signing, opening.

Refuses to own what a server serves; whoever asks it compares.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from service.sealing.encoding import canonical, parse_canonical
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import B32, COUNT, TEXT, TIME, array, record, wire
from service.sealing.statements import Statement, open_statement, sign


@dataclass(frozen=True)
class Header:
    """One header of an answer: its name in lower case and its exact value."""

    name: str = wire(TEXT)
    value: str = wire(TEXT)


@dataclass(frozen=True)
class ServedFile:
    """What a server must answer at one path, exactly."""

    digest: bytes = wire(B32)
    headers: tuple[Header, ...] = wire(array(record(Header)))
    path: str = wire(TEXT)
    size: int = wire(COUNT)


@dataclass(frozen=True)
class PortalManifest:
    """Every file of a built portal, by the root or a release key."""

    TYPE: ClassVar[str] = "gobetween/portal/1"
    files: tuple[ServedFile, ...] = wire(array(record(ServedFile)))
    issued: int = wire(TIME)
    version: str = wire(TEXT)


def sign_manifest(manifest: PortalManifest, seed: bytes) -> bytes:
    """Sign a manifest with a 32-byte seed; give the file's bytes."""
    # It is signed as statements are, and is none: no trail and no evidence ever holds it.
    return canonical(sign(cast("Any", manifest), seed).to_wire()) + b"\n"


def open_manifest(raw: bytes, key: bytes) -> PortalManifest:
    """Open a manifest's file; raises SealingError unless exactly this key signed it."""
    statement = Statement.from_wire(parse_canonical(raw.removesuffix(b"\n")))
    manifest: PortalManifest = open_statement(statement, cast("Any", PortalManifest))
    if statement.key != key:
        raise SealingError(Fault.STATEMENT_SIGNATURE, "Another key signed the manifest.")
    return manifest

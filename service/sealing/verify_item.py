"""Owns checks 5 and 6 of section 6: the author's manifest and the worker's rendition.

What the author says to an edited rendition is found here too (6b, verify_agreed.py).

Refuses to own approval; an item that passes here was truly submitted, not approved.
"""

from dataclasses import dataclass

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import hold, opened
from service.sealing.keys import Pins
from service.sealing.schemas import (
    AS_WRITTEN,
    CAPTIONS,
    ContainerRef,
    Manifest,
    RenditionStatement,
)
from service.sealing.statements import Statement
from service.sealing.verify_agreed import lacking, witnesses_of
from service.sealing.verify_authorship import Authorship, verify_authorship
from service.sealing.verify_case import VerifiedCase


@dataclass(frozen=True)
class Submitted:
    """An item that its author signed; ``container`` is the one to open for this purpose.

    ``involved`` are the members of staff who wrote, vouched or act for the author, none of whom
    can be the only reader; ``author_keys`` the keys that speak for the author, ``acting_keys`` of
    those who act for an author without an account now. ``unagreed`` is what is wanting of the
    author's agreement to what was changed in the rendition; no approval counts while it is.
    """

    case: VerifiedCase
    manifest: Manifest
    manifest_digest: bytes
    rendition: RenditionStatement | None
    rendition_digests: tuple[bytes, ...]
    container: ContainerRef
    involved: frozenset[str] = frozenset()
    author_keys: frozenset[bytes] = frozenset()
    acting_keys: frozenset[bytes] = frozenset()
    unagreed: Fault | None = None

    @property
    def original(self) -> ContainerRef:
        """The author's own container."""
        return self.manifest.containers[0]

    @property
    def pins(self) -> Pins:
        """The newer pins, to be remembered."""
        return self.case.pins


def verify_manifest(
    case: VerifiedCase, evidence: Evidence, item: str
) -> tuple[Manifest, Authorship]:
    """Check 5 but for the recipient, and the author's half of 4."""
    statement = evidence.manifest
    if statement is None:
        raise SealingError(Fault.MANIFEST_MISSING, "No manifest was shown.")
    manifest = opened(statement, Manifest, Fault.MANIFEST_INVALID)
    hold(Fault.ITEM_MISMATCH, "This is another item.", manifest.item == item)
    hold(
        Fault.MANIFEST_INVALID,
        "The manifest is of another case.",
        manifest.case == case.newest.case,
        manifest.case_statement in case.statements,
    )
    return manifest, verify_authorship(case, evidence, statement, manifest)


def hold_received_alone(submitted: Submitted) -> None:
    """Hold that this is no captions: those are shown beside their recording, and else not at all.

    Raises ``captions-invalid``.
    """
    hold(
        Fault.CAPTIONS_INVALID,
        "Captions are received with their recording alone.",
        submitted.manifest.kind != CAPTIONS,
    )


def verify_submitted(case: VerifiedCase, evidence: Evidence, item: str) -> Submitted:
    """Checks 5 (but for the recipient) and 6; the container to open is the released one.

    Finds out what 6b asks for, and leaves it to whoever rests on an approval to hold it.
    """
    manifest, authorship = verify_manifest(case, evidence, item)
    manifest_digest = evidence.manifest.digest if evidence.manifest else b""
    rendition = _rendition(case, evidence.rendition, manifest, manifest_digest)
    shown = evidence.rendition
    digest = shown.digest if shown else b""
    near, unagreed = frozenset[str](), None
    if shown is not None:
        near = witnesses_of(case, evidence, manifest, digest)
    if rendition is not None and rendition.edits:
        named = (manifest, manifest_digest, digest)
        unagreed = lacking(case, evidence, named, authorship.keys | authorship.acting)
    return Submitted(
        case=case,
        manifest=manifest,
        manifest_digest=manifest_digest,
        rendition=rendition,
        rendition_digests=(digest,) if shown else (),
        container=rendition.output if rendition else manifest.containers[0],
        involved=authorship.involved | near,
        author_keys=authorship.keys,
        acting_keys=authorship.acting,
        unagreed=unagreed,
    )


def _rendition(
    case: VerifiedCase, statement: Statement | None, manifest: Manifest, manifest_digest: bytes
) -> RenditionStatement | None:
    if manifest.kind in AS_WRITTEN:
        hold(
            Fault.RENDITION_INVALID, "What is read as written has no rendition.", statement is None
        )
        return None
    if statement is None:
        raise SealingError(Fault.RENDITION_MISSING, "No rendition was shown.")
    rendition = opened(statement, RenditionStatement, Fault.RENDITION_INVALID)
    # The pool that was in force when the author sealed the original to it.
    pool = case.statements[manifest.case_statement].pool
    hold(
        Fault.RENDITION_INVALID,
        "The rendition is not the pool's rendition of this item.",
        case.standing.pool(statement, pool) is not None,
        rendition.case == manifest.case,
        rendition.item == manifest.item,
        rendition.manifest == manifest_digest,
        rendition.input == manifest.containers[0].table,
        rendition.output.rendition != manifest.containers[0].rendition,
    )
    return rendition

"""Owns check 6b of section 6: that an author agreed to what was changed in their recording.

Refuses to own the rendition itself, and to keep anybody from looking at one that waits for its
author: approving it is what takes their word.
"""

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import opened
from service.sealing.schemas import Agreement, Manifest
from service.sealing.verify_authorship import attested_about
from service.sealing.verify_case import VerifiedCase

AGREEMENT = "agreement"


def witnesses_of(
    case: VerifiedCase, evidence: Evidence, manifest: Manifest, rendition: bytes
) -> frozenset[str]:
    """Who attested something about this rendition: like whoever attested about its manifest.

    Raises ``attestation-invalid``.
    """
    near = attested_about(case, evidence, manifest, rendition)
    return frozenset(person for person, act in near if act.subject == rendition)


def lacking(
    case: VerifiedCase,
    evidence: Evidence,
    named: tuple[Manifest, bytes, bytes],
    keys: frozenset[bytes],
) -> Fault | None:
    """What is wrong with the author's word on an edited rendition, None where they agreed.

    ``named`` is the manifest, its digest, and the rendition's; ``keys`` speak for the author. Of
    whom has no keys, staff may attest it instead. An agreement to another rendition is passed over.
    """
    manifest, manifest_digest, rendition = named
    if case.people.is_mandated(case.named(manifest.author)) and any(
        (act.act, act.subject, act.person) == (AGREEMENT, rendition, manifest.author)
        for _, act in attested_about(case, evidence, manifest, rendition)
    ):
        return None
    fault: Fault | None = Fault.AGREEMENT_MISSING
    for one in evidence.agreements:
        try:
            body = opened(one, Agreement, Fault.AGREEMENT_INVALID)
        except SealingError:
            return Fault.AGREEMENT_INVALID
        if body.renditions != (rendition,):
            continue
        said = (body.case, body.item, body.manifest)
        if one.key not in keys or said != (manifest.case, manifest.item, manifest_digest):
            return Fault.AGREEMENT_INVALID
        fault = None
    return fault


def hold_agreed(fault: Fault | None) -> None:
    """Raise ``agreement-missing`` or ``agreement-invalid`` where the author's word is wanting."""
    if fault is not None:
        raise SealingError(fault, "The author has not agreed to what was changed in it.")

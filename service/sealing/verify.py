"""Owns the order of the checks of section 6 for each kind of device, and checks 10 and 11.

Refuses to skip any: there is no setting, and each function either gives back material of which
every part was checked or raises ``SealingError`` with the code of the check that failed.
"""

from dataclasses import replace

from service.sealing.container import ContainerOpener
from service.sealing.encoding import digest
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, open_grant
from service.sealing.holding import hold
from service.sealing.keys import CasePin, Identity, Pins
from service.sealing.schemas import ContainerRef
from service.sealing.table import DigestTable
from service.sealing.verify_case import (
    VerifiedCase,
    verify_case,
    verify_own_certificate,
    verify_own_roster_entry,
    verify_roster,
)
from service.sealing.verify_item import (
    Submitted,
    hold_received_alone,
    verify_manifest,
    verify_submitted,
)
from service.sealing.verify_later import verify_not_stopped
from service.sealing.verify_release import (
    Approved,
    EarlierReaders,
    verify_acceptance,
    verify_decisions,
    verify_earlier_decisions,
)

__all__ = [
    "Approved",
    "CasePin",
    "EarlierReaders",
    "Identity",
    "Pins",
    "Submitted",
    "VerifiedCase",
    "approved_for",
    "open_container",
    "verify_before_opening",
    "verify_earlier_decisions",
    "verify_for_review",
    "verify_for_worker",
    "verify_grant",
    "verify_offer",
    "verify_roster",
    "verify_standing",
    "verify_submitted_grant",
]


def verify_standing(evidence: Evidence, pins: Pins, me: Identity) -> VerifiedCase:
    """Checks 1 to 4 on a participant's device, before it seals anything to the case's team."""
    case = verify_case(evidence, pins, pinned_only=True)
    verify_own_certificate(case, me)
    return case


def verify_offer(evidence: Evidence, pins: Pins, me: Identity, item: str, now: int) -> Approved:
    """Checks 1 to 8 on the recipient's device, before it signs an acceptance.

    Captions are never received by themselves: they are ``captions-invalid`` here.
    """
    approved = approved_for(evidence, pins, me, item, now)
    hold_received_alone(approved.submitted)
    return approved


def approved_for(evidence: Evidence, pins: Pins, me: Identity, item: str, now: int) -> Approved:
    """Checks 1 to 8 and 8b, of whatever it is; whoever asks says how it may be received."""
    submitted = verify_submitted(verify_standing(evidence, pins, me), evidence, item)
    hold(
        Fault.MANIFEST_INVALID,
        "The manifest does not name this person as a recipient.",
        me.person in submitted.manifest.recipients,
    )
    approved = verify_decisions(submitted, evidence, me, now)
    verify_not_stopped(submitted, evidence, me)
    return approved


def verify_before_opening(
    evidence: Evidence, pins: Pins, me: Identity, item: str, now: int
) -> Approved:
    """Checks 1 to 9 on the recipient's device; ``now`` in seconds since 1970."""
    approved = verify_offer(evidence, pins, me, item, now)
    acceptance = verify_acceptance(approved, evidence, me, now)
    return replace(approved, acceptance=acceptance)


def verify_grant(approved: Approved, evidence: Evidence, me: Identity) -> bytes:
    """Check 10: the 32-byte content key, from a grant that a decision names."""
    hold(
        Fault.ACCEPTANCE_MISSING,
        "The item was not accepted yet.",
        approved.acceptance is not None,
    )
    shown = _grants_of(evidence, approved.released)
    hold(Fault.GRANT_MISSING, "No grant was given.", bool(shown), bool(approved.grant_digests))
    grant = next((one for one in shown if grant_digest(one) in approved.grant_digests), None)
    if grant is None:
        raise SealingError(Fault.GRANT_REPLACED, "The grant is not the one that was decided on.")
    return open_grant(
        grant, approved.manifest.item, approved.released.rendition, me.keys.box_private
    )


def verify_for_review(evidence: Evidence, pins: Pins, me: Identity, item: str) -> Submitted:
    """Checks 1 to 6 on a reader's device; the container to open is the one to be released."""
    case = verify_case(evidence, pins)
    verify_own_roster_entry(case, me)
    return verify_submitted(case, evidence, item)


def verify_for_worker(evidence: Evidence, pins: Pins, item: str) -> Submitted:
    """Checks 1 to 3, the author's half of 4, and 5 without recipient; opens the original."""
    case = verify_case(evidence, pins)
    manifest, authorship = verify_manifest(case, evidence, item)
    return Submitted(
        case=case,
        manifest=manifest,
        manifest_digest=evidence.manifest.digest if evidence.manifest else b"",
        rendition=None,
        rendition_digests=(),
        container=manifest.containers[0],
        involved=authorship.involved,
        author_keys=authorship.keys,
    )


def verify_submitted_grant(
    submitted: Submitted,
    evidence: Evidence,
    box_private: bytes,
    container: ContainerRef | None = None,
) -> bytes:
    """Check 10 without a decision: the content key, with a team's or a pool's private key.

    ``container`` is ``submitted.container`` unless the original is wanted. The evidence may
    hold grants to others; those are passed over.
    """
    wanted = container or submitted.container
    hold(
        Fault.GRANT_MISMATCH,
        "This container is not the item's.",
        wanted in (submitted.container, submitted.original),
    )
    shown = _grants_of(evidence, wanted)
    hold(Fault.GRANT_MISSING, "No grant was given.", len(shown) > 0)
    refusals = []
    for grant in shown:
        try:
            return open_grant(grant, submitted.manifest.item, wanted.rendition, box_private)
        except SealingError as error:
            refusals.append(error)
    # One that opened but says something else tells more than those that are for others.
    raise next((one for one in refusals if one.code is Fault.GRANT_MISMATCH), refusals[0])


def open_container(
    content_key: bytes, table: bytes, ref: ContainerRef, case: str, item: str
) -> ContainerOpener:
    """Check 11: the table is the one that was signed, and the key is its key.

    Raises ``table-replaced``, ``table-invalid``, ``unknown-version``, ``unknown-suite`` or
    ``container-key``. Checks 12 and 13 are the opener's and ``PlainReader``'s.
    """
    hold(Fault.TABLE_REPLACED, "The digest table was replaced.", digest(table) == ref.table)
    parsed = DigestTable.from_bytes(table)
    hold(
        Fault.TABLE_INVALID, "The padded length is not the signed one.", parsed.padded == ref.padded
    )
    return ContainerOpener(content_key, case, item, ref.rendition, parsed)


def _grants_of(evidence: Evidence, container: ContainerRef) -> list[bytes]:
    return [grant for name, grant in evidence.grants if name == container.rendition]

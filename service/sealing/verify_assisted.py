"""Owns checks 8c and 9a of section 6: an item for somebody without keys, whom staff speak for.

A reader's device makes them before it takes an acceptance or hands anything over, and whoever
checks an export. Refuses to own the keys: a reader opens such an item with the team's.
"""

from dataclasses import dataclass, replace
from typing import cast

from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.holding import hold, opened
from service.sealing.keys import Identity, Pins
from service.sealing.schemas import Acceptance, StaffEntry, Team
from service.sealing.schemas_items import ON_PAPER, WITH_FACILITATOR
from service.sealing.standing import Moment
from service.sealing.statements import Statement, open_statement
from service.sealing.verify_authorship import attested_about
from service.sealing.verify_case import VerifiedCase, verify_case
from service.sealing.verify_item import Submitted, hold_received_alone, verify_submitted
from service.sealing.verify_later import verify_not_stopped
from service.sealing.verify_release import Approved, verify_approvals

ACT = "acceptance"


@dataclass(frozen=True)
class _WithoutKeys:
    """Stands for a device that there is none of; nothing is signed by it."""

    person: str
    sign_public: bytes = b""
    box_public: bytes = b""


def is_assisted(case: VerifiedCase, person: str) -> bool:
    """Tell whether somebody of a case has no keys; the mandate that says so is checked."""
    named = case.named(person)
    if not case.people.is_mandated(named):
        return False
    case.people.mandate(named)
    return True


def verify_assisted_offer(
    evidence: Evidence, pins: Pins, person: str, item: str, now: int
) -> Approved:
    """Checks 1 to 7, 8b and 8c, for a recipient without keys; ``now`` in seconds since 1970."""
    submitted = verify_submitted(verify_case(evidence, pins), evidence, item)
    hold(
        Fault.MANIFEST_INVALID,
        "The manifest does not name this person as a recipient.",
        person in submitted.manifest.recipients,
    )
    hold(
        Fault.RECIPIENT_MISMATCH,
        "This person has keys: their own device accepts and opens.",
        is_assisted(submitted.case, person),
    )
    decisions = verify_approvals(submitted, evidence.decisions, now)
    keys = _team_keys(evidence)
    for one in decisions:
        entries = [entry for entry in one.recipients if entry.person == person]
        # A first reader may name nobody, as in check 8.
        hold(
            Fault.RECIPIENT_MISMATCH,
            "A decision is for another person, or gives a key away.",
            len(entries) == (1 if one.recipients else 0),
            all(entry.key in keys and not entry.grants for entry in entries),
        )
    hold(
        Fault.RECIPIENT_MISMATCH,
        "No decision names this person.",
        any(one.recipients for one in decisions),
    )
    verify_not_stopped(submitted, evidence, cast("Identity", _WithoutKeys(person)))
    hold_received_alone(submitted)
    return Approved(
        submitted=submitted,
        decisions=decisions,
        decision_digests=tuple(one.digest for one in evidence.decisions),
        grant_digests=frozenset(),
    )


def verify_before_handing_over(
    evidence: Evidence, pins: Pins, person: str, item: str, now: int
) -> Approved:
    """The same, and check 9a: it was accepted before staff, and now is within its window."""
    approved = verify_assisted_offer(evidence, pins, person, item, now)
    statement = evidence.acceptance
    hold(Fault.ACCEPTANCE_MISSING, "No acceptance was shown.", statement is not None)
    acceptance = opened(statement, Acceptance, Fault.ACCEPTANCE_INVALID)
    hold(
        Fault.ACCEPTANCE_INVALID,
        "The acceptance is not this person's, of this item and these decisions.",
        acceptance.person == person,
        acceptance.case == approved.manifest.case,
        acceptance.item == item,
        acceptance.decisions == approved.decision_digests,
        acceptance.medium in (ON_PAPER, WITH_FACILITATOR),
        _is_attested(approved.submitted, evidence, cast("Statement", statement), acceptance),
    )
    hold(
        Fault.OUTSIDE_WINDOW,
        "Now is not within the window that was chosen.",
        acceptance.from_ <= now <= acceptance.until,
    )
    return replace(approved, acceptance=acceptance)


def _is_attested(
    submitted: Submitted, evidence: Evidence, statement: Statement, acceptance: Acceptance
) -> bool:
    """Tell whether whoever signed it attests that it was said before them at that moment."""
    case, manifest = submitted.case, submitted.manifest
    witness = case.standing.find(statement, _anybody)
    said = (acceptance.person, ACT, submitted.manifest_digest, acceptance.accepted)
    return witness is not None and any(
        by == witness.person and (act.person, act.act, act.subject, act.at) == said
        for by, act in attested_about(case, evidence, manifest, submitted.manifest_digest)
    )


def _anybody(_moment: Moment, _entry: StaffEntry) -> bool:
    return True


def _team_keys(evidence: Evidence) -> set[bytes]:
    shown = [*evidence.teams, *([evidence.team] if evidence.team else [])]
    return {open_statement(one, Team).key for one in shown}

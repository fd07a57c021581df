"""Owns checks 7 to 9 of section 6: the readers' decisions, the recipient, the acceptance.

Refuses to own keys and bytes; what passes here may be opened, if the grant opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.sealing.deciding import WITHHOLD
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import hold, opened
from service.sealing.keys import Identity, Pins
from service.sealing.schemas import (
    APPROVE,
    Acceptance,
    ContainerRef,
    Decision,
    DecisionGrant,
    Keeping,
    Manifest,
    RenditionStatement,
    StaffEntry,
)
from service.sealing.schemas_offers import KEEP
from service.sealing.statements import Statement, open_statement
from service.sealing.verify_agreed import hold_agreed
from service.sealing.verify_item import Submitted
from service.sealing.verify_regrant import regranted


@dataclass(frozen=True)
class Approved:
    """An item approved for this device's person; ``acceptance`` once that was checked too."""

    submitted: Submitted
    decisions: tuple[Decision, ...]
    decision_digests: tuple[bytes, ...]
    grant_digests: frozenset[bytes]
    acceptance: Acceptance | None = None

    @property
    def manifest(self) -> Manifest:
        """The author's manifest."""
        return self.submitted.manifest

    @property
    def rendition(self) -> RenditionStatement | None:
        """The worker's rendition statement; none for a letter."""
        return self.submitted.rendition

    @property
    def released(self) -> ContainerRef:
        """The container the recipient opens."""
        return self.submitted.container

    @property
    def pins(self) -> Pins:
        """The newer pins, to be remembered."""
        return self.submitted.pins


def verify_decisions(submitted: Submitted, evidence: Evidence, me: Identity, now: int) -> Approved:
    """Checks 7 and 8: enough different readers approved exactly this, for exactly this key.

    Or for a key of this person's that was superseded since, and handed on by a regrant.
    """
    decisions = verify_approvals(submitted, evidence.decisions, now)
    return Approved(
        submitted=submitted,
        decisions=decisions,
        decision_digests=tuple(one.digest for one in evidence.decisions),
        grant_digests=_grants_for(submitted, decisions, evidence, me),
    )


def verify_approvals(
    submitted: Submitted, shown: Sequence[Statement], now: int
) -> tuple[Decision, ...]:
    """Checks 6b and 7: enough different readers approved exactly this, and still do."""
    hold_agreed(submitted.unagreed)
    hold(Fault.DECISION_MISSING, "No decision was shown.", len(shown) > 0)
    decisions = tuple(_decision(submitted, one, now) for one in shown)
    _check_order(shown, decisions)
    _check_signers(submitted, shown, decisions)
    _check_whole(decisions)
    return decisions


@dataclass(frozen=True)
class EarlierReaders:
    """Who approved before a reader decides, as that reader's device has verified it."""

    readers: tuple[str, ...]
    required: int
    previous: bytes
    sequence: int

    @property
    def last(self) -> bool:
        """Whether one approval more is all that is missing, so that it gives the keys away."""
        return len(self.readers) + 1 >= self.required


def verify_earlier_decisions(
    submitted: Submitted, shown: Sequence[Statement], me: Identity
) -> EarlierReaders:
    """Check 7 without its hour, on a reader's device before it decides: who truly read before.

    A row that no reader of the team signed must never stand in for a reader. ``sequence`` and
    ``previous`` are those of the decision to be made. Raises ``decision-invalid``,
    ``decision-other-item``, also when this reader or anyone twice is among them.
    """
    decisions = tuple(_approval(submitted, one) for one in shown)
    readers = tuple(_reader(submitted, one).person for one in shown)
    _check_order(shown, decisions)
    _check_whole(decisions)
    hold(
        Fault.DECISION_INVALID,
        "Somebody would count as two readers.",
        len({*readers, me.person}) == len(readers) + 1,
    )
    return EarlierReaders(
        readers=readers,
        required=_strictest(submitted, decisions),
        previous=shown[-1].digest if shown else b"",
        sequence=decisions[-1].sequence + 1 if decisions else 1,
    )


def verify_given(submitted: Submitted, shown: Sequence[Statement]) -> tuple[Decision, ...]:
    """Checks 6b and 7 without its hour, on a reader's device before it hands on what was given.

    Where any of the decisions gives a key away, all that were asked for must have approved.
    Raises ``decision-invalid``, ``decision-other-item``, ``signers-missing`` or ``sole-reader``,
    or what 6b does.
    """
    hold_agreed(submitted.unagreed)
    decisions = tuple(_approval(submitted, one) for one in shown)
    _check_order(shown, decisions)
    _check_whole(decisions)
    if any(entry.grants for one in decisions for entry in one.recipients):
        _check_signers(submitted, shown, decisions)
    return decisions


def _decision(submitted: Submitted, statement: Statement, now: int) -> Decision:
    decision = _approval(submitted, statement)
    hold(Fault.DECISION_EXPIRED, "A decision has expired.", now <= decision.valid_until)
    return decision


def _reader(submitted: Submitted, statement: Statement) -> StaffEntry:
    reader = submitted.case.reader(statement)
    if reader is None:
        raise SealingError(
            Fault.DECISION_INVALID, "A decision is not signed by a reader of the team."
        )
    return reader


def _approval(submitted: Submitted, statement: Statement) -> Decision:
    case, manifest = submitted.case, submitted.manifest
    decision = opened(statement, Decision, Fault.DECISION_INVALID)
    hold(
        Fault.DECISION_OTHER_ITEM,
        "A decision is about another item.",
        decision.case == manifest.case,
        decision.item == manifest.item,
    )
    reader = _reader(submitted, statement)
    hold(
        Fault.DECISION_INVALID,
        "A decision does not approve exactly this, read as a whole by another than its author.",
        decision.case_statement in case.statements,
        decision.manifest == submitted.manifest_digest,
        decision.renditions == submitted.rendition_digests,
        decision.verdict == APPROVE,
        decision.coverage.covered >= decision.coverage.total,
        reader.person != manifest.author,
        statement.key not in submitted.author_keys,
    )
    return decision


def _check_order(shown: Sequence[Statement], decisions: Sequence[Decision]) -> None:
    hold(
        Fault.DECISION_INVALID,
        "Decisions are out of order or do not follow one another.",
        all(_follow(*pair) for pair in pairwise(zip(shown, decisions, strict=True))),
    )


def _follow(before: tuple[Statement, Decision], after: tuple[Statement, Decision]) -> bool:
    step = after[1].sequence - before[1].sequence
    return step > 1 or (step == 1 and after[1].previous == before[0].digest)


def _check_whole(decisions: Sequence[Decision]) -> None:
    """A chain is shown from its beginning: what another began, or one before it, counts no more."""
    hold(
        Fault.DECISION_INVALID,
        "The decisions are not one chain from its beginning.",
        [one.sequence for one in decisions] == list(range(1, len(decisions) + 1)),
    )


def verify_withheld(submitted: Submitted, shown: Sequence[Statement]) -> Statement:
    """The decision by which an item was withheld, on its author's device before it appeals.

    Raises ``decision-missing``, ``decision-invalid`` or ``signer-removed``.
    """
    hold(Fault.DECISION_MISSING, "No decision was shown.", len(shown) > 0)
    statement = shown[-1]
    decision = opened(statement, Decision, Fault.DECISION_INVALID)
    _reader(submitted, statement)
    hold(
        Fault.DECISION_INVALID,
        "The decision does not withhold exactly this.",
        decision.case == submitted.manifest.case,
        decision.item == submitted.manifest.item,
        decision.manifest == submitted.manifest_digest,
        decision.verdict == WITHHOLD,
    )
    return statement


def _strictest(submitted: Submitted, decisions: Sequence[Decision]) -> int:
    case = submitted.case
    # A case statement that was in force for any of them cannot be weakened by a later one.
    named = {submitted.manifest.case_statement, *(one.case_statement for one in decisions)}
    return max(case.newest.signers, *(case.statements[one].signers for one in named))


def _check_signers(
    submitted: Submitted, shown: Sequence[Statement], decisions: Sequence[Decision]
) -> None:
    signers = {one.key for one in shown}
    readers = [_reader(submitted, one).person for one in shown]
    hold(
        Fault.SIGNERS_MISSING,
        "Fewer different readers approved than the case requires.",
        len(signers) == len(shown),
        # One person under an old and a new key is still one.
        len(set(readers)) == len(readers),
        len(signers) >= _strictest(submitted, decisions),
    )
    hold(
        Fault.SOLE_READER,
        "Only people who wrote, vouched or act for somebody here have read it.",
        not submitted.involved.issuperset(readers),
    )


def _grants_for(
    submitted: Submitted, decisions: Sequence[Decision], evidence: Evidence, me: Identity
) -> frozenset[bytes]:
    """Check 8, and the digests of the grants sealed to this device for the released container."""
    granted: list[DecisionGrant] = []
    named = False
    for statement, decision in zip(evidence.decisions, decisions, strict=True):
        entries = [one for one in decision.recipients if one.person == me.person]
        # A first reader may leave the keys to the second; a reader who named others did not
        # approve for this person.
        hold(
            Fault.RECIPIENT_MISMATCH,
            "A decision is for another person or another key.",
            len(entries) == (1 if decision.recipients else 0),
        )
        for entry in entries:
            named = True
            if entry.key == me.box_public:
                granted += entry.grants
            else:
                granted += regranted(submitted, evidence, statement.digest, entry.key, me)
    hold(Fault.RECIPIENT_MISMATCH, "No decision names this person.", named)
    return frozenset(
        grant.grant for grant in granted if grant.rendition == submitted.container.rendition
    )


def verify_acceptance(approved: Approved, evidence: Evidence, me: Identity, now: int) -> Acceptance:
    """Check 9: the device's own acceptance of exactly these decisions, and now is in its window.

    Check 9b: the window has no end for what this person keeps.
    """
    statement = evidence.acceptance
    if statement is None:
        raise SealingError(Fault.ACCEPTANCE_MISSING, "No acceptance was shown.")
    acceptance = opened(statement, Acceptance, Fault.ACCEPTANCE_INVALID)
    hold(
        Fault.ACCEPTANCE_INVALID,
        "The acceptance is not this person's own, of this item and these decisions.",
        statement.key == me.sign_public,
        acceptance.person == me.person,
        acceptance.case == approved.manifest.case,
        acceptance.item == approved.manifest.item,
        acceptance.decisions == approved.decision_digests,
    )
    hold(
        Fault.OUTSIDE_WINDOW,
        "Now is not within the window that was chosen.",
        acceptance.from_ <= now,
        now <= acceptance.until or _keeps(approved, evidence, me),
    )
    return acceptance


def _keeps(approved: Approved, evidence: Evidence, me: Identity) -> bool:
    """Tell whether this person's own last word on the item is that they keep it."""
    if not evidence.keepings:
        return False
    last = evidence.keepings[-1]
    try:
        body = open_statement(last, Keeping)
    except SealingError:
        return False
    said = (body.case, body.item, body.person, body.wish)
    of = (approved.manifest.case, approved.manifest.item, me.person, KEEP)
    return last.key == me.sign_public and said == of

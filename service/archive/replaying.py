"""Owns going through a trail from its first entry, with the device's own checks at each moment.

Whatever a recipient's device would have refused when something was offered, released or opened is
a fault here. Refuses to know a rule that `service.sealing` knows already.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar, cast

from service.archive.collecting import Collected, where_of
from service.archive.deciding import (
    VERDICTS,
    hold_appeal,
    hold_beside,
    hold_decision,
    hold_unlocking,
)
from service.archive.delivering import hold_entrusted, of_team
from service.archive.faults import ArchiveError, ArchiveFault, found_at
from service.archive.form import statement_name
from service.archive.recording import SAID, hold_said
from service.archive.showing import Known
from service.archive.steps import (
    COMES_AFTER,
    COMES_AFTER_ANY,
    IS_ALSO,
    NEVER_AFTER,
    RESTS_ON,
    UNDOES,
    WISHES,
)
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.keys import CasePin, Identity, Pins
from service.sealing.schemas import (
    APPROVE,
    Acceptance,
    Appeal,
    CaseStatement,
    Certificate,
    Decision,
    Delivery,
    Destruction,
    Disclosure,
    Head,
    Keeping,
    Manifest,
    Opening,
    Regrant,
    RenditionStatement,
    Team,
)
from service.sealing.signers import Signers
from service.sealing.statements import Statement
from service.sealing.trail import TrailEntry
from service.sealing.verify import verify_before_opening, verify_offer
from service.sealing.verify_agreed import hold_agreed
from service.sealing.verify_assisted import (
    is_assisted,
    verify_assisted_offer,
    verify_before_handing_over,
)
from service.sealing.verify_case import VerifiedCase, verify_case
from service.sealing.verify_item import verify_manifest, verify_submitted

Outcome = TypeVar("Outcome")


@dataclass
class Counted:
    """How much was gone through."""

    items: set[str] = field(default_factory=set)
    decisions: int = 0
    offers: int = 0
    releases: int = 0
    openings: int = 0


@dataclass(frozen=True)
class _Reader:
    """Somebody by their public keys alone: all that the checks ask of whom they check for."""

    person: str
    sign_public: bytes
    box_public: bytes


class Replay:
    """One pass over a collected case; `run` raises ArchiveError at the first fault."""

    def __init__(self, collected: Collected) -> None:
        self._all = collected
        self._known = Known(collected)
        self._happened: dict[str, set[str]] = {}
        self._escalated: dict[str, Statement] = {}
        self._entry = collected.trail.entries[0]
        self.counted = Counted()

    def run(self) -> None:
        """Go through every entry."""
        for entry in self._all.trail.entries:
            self._entry = entry
            try:
                self._step(entry)
            except SealingError as error:
                raise found_at(where_of(entry.number), error) from error
        left_over = self._known.named_by_nobody()
        if left_over is not None:
            raise ArchiveError(ArchiveFault.UNACCOUNTED, statement_name(left_over.voice))

    def _step(self, entry: TrailEntry) -> None:
        statement = self._all.named(entry.statement) if entry.statement else None
        self._check_type(entry, statement)
        self._check_order(entry)
        if statement is not None and self._known.add(statement):
            self._came(statement, entry)
        if entry.event == "item.offered":
            self.counted.offers += 1
            self._offered(entry)
        elif entry.event == "item.released":
            self.counted.releases += 1
            self._may_open(entry)
        elif entry.event == "item.escalated" and statement is not None:
            self._escalated[entry.subject] = statement
        elif entry.event == "item.unlocked" and statement is not None:
            locked = self._escalated.get(entry.subject)
            self._under(lambda shown, pins: _unlocked(shown, pins, locked, statement))
        elif entry.event == "item.collected":
            self._entrusted(entry)
        elif entry.event == "item.opened" and statement is not None:
            self.counted.openings += 1
            self._opened(entry, statement)

    def _check_type(self, entry: TrailEntry, statement: Statement | None) -> None:
        wanted = RESTS_ON.get(entry.event)
        if wanted is not None and statement is None:
            raise self._fault(ArchiveFault.STATEMENT_MISSING)
        if wanted is not None and statement is not None and statement.type not in wanted:
            raise self._fault(ArchiveFault.STATEMENT_MISPLACED)
        body = statement.body if statement else None
        case, item = getattr(body, "case", self._all.case), getattr(body, "item", "")
        verdict = VERDICTS.get(entry.event)
        if verdict is not None and cast("Decision", body).verdict != verdict:
            raise self._fault(ArchiveFault.STATEMENT_MISPLACED)
        wish = WISHES.get(entry.event)
        if wish is not None and cast("Keeping", body).wish != wish:
            raise self._fault(ArchiveFault.STATEMENT_MISPLACED)
        if case != self._all.case or (item and item != entry.subject):
            raise self._fault(ArchiveFault.STATEMENT_MISPLACED)

    def _check_order(self, entry: TrailEntry) -> None:
        if entry.event == "item.submitted":
            self.counted.items.add(entry.subject)
        before = COMES_AFTER.get(entry.event)
        happened = self._happened.setdefault(entry.subject, set())
        if before is not None and before not in happened:
            raise self._fault(ArchiveFault.STEP_MISSING)
        either = COMES_AFTER_ANY.get(entry.event, frozenset())
        if either and either.isdisjoint(happened):
            raise self._fault(ArchiveFault.STEP_MISSING)
        if NEVER_AFTER.get(entry.event) in happened:
            raise self._fault(ArchiveFault.STEP_MISSING)
        happened -= UNDOES.get(entry.event, frozenset())
        happened |= {entry.event, IS_ALSO.get(entry.event, entry.event)}

    def _came(self, statement: Statement, entry: TrailEntry) -> None:
        """Check a statement at the moment at which the trail first names it."""
        body, item = statement.body, entry.subject
        if isinstance(body, CaseStatement):
            self._under(self._case_stated)
        elif isinstance(body, Manifest):
            self._under(lambda evidence, pins: self._submitted(evidence, pins, item))
        elif isinstance(body, RenditionStatement):
            self._under(lambda evidence, pins: self._made(evidence, pins, item))
        elif isinstance(body, Decision):
            self.counted.decisions += 1
            self._under(lambda evidence, pins: self._decided(evidence, pins, statement, body))
        elif not isinstance(body, Team | Certificate | Head):
            # Teams and people are checked with the case statement that names them, heads before.
            self._said(statement, entry)

    def _said(self, statement: Statement, entry: TrailEntry) -> None:
        """Check what is said about an item or a case beside its way through the service."""
        body = statement.body
        if isinstance(body, Appeal):
            hold_appeal(self._known, body)
            self._hold_signer(statement)
        elif isinstance(body, Destruction | Disclosure):
            self._under(lambda evidence, pins: self._readers(evidence, pins, statement, body))
        elif isinstance(body, SAID):
            self._under(
                lambda evidence, pins: hold_said(
                    self._known, verify_case(evidence, pins), evidence, statement
                )
            )
        elif isinstance(body, Regrant) and entry.event == "item.entrusted":
            self._entrusted(entry)
        elif isinstance(body, Regrant):
            self._under(lambda evidence, pins: _regranted(statement, body, evidence, pins))
        else:
            self._hold_signer(statement)
            if isinstance(body, Delivery) and not self._under(partial(of_team, statement)):
                self._entrusted(entry, statement)

    def _case_stated(self, evidence: Evidence, pins: Pins) -> None:
        case = verify_case(evidence, pins)
        mandated = {one.digest for one in evidence.mandates}
        for one in case.newest.people:
            if one.certificate in mandated:
                case.people.mandate(one)
            else:
                case.certificate(one.person)

    def _submitted(self, evidence: Evidence, pins: Pins, item: str) -> None:
        case = verify_case(evidence, pins)
        manifest = cast("Manifest", self._known.manifest_body(item))
        if manifest.case_statement != case.newest_digest:
            raise SealingError(Fault.MANIFEST_INVALID, "It names an old case statement.")
        _unless_agreed_later(lambda: verify_manifest(case, evidence, item))
        hold_beside(self._known, manifest)

    def _made(self, evidence: Evidence, pins: Pins, item: str) -> None:
        case = verify_case(evidence, pins)
        _unless_agreed_later(lambda: verify_submitted(case, evidence, item))

    def _decided(
        self, evidence: Evidence, pins: Pins, statement: Statement, body: Decision
    ) -> None:
        case = verify_case(evidence, pins)
        hold_decision(self._known, case, statement, body, self._entry.at)
        made = evidence.rendition.body if evidence.rendition else None
        if body.verdict == APPROVE and isinstance(made, RenditionStatement) and made.edits:
            # Whoever approved what was changed had its author's word for it before.
            hold_agreed(verify_submitted(case, evidence, body.item).unagreed)
        if body.verdict == APPROVE:
            hold_beside(self._known, cast("Manifest", self._known.manifest_body(body.item)))

    def _readers(
        self, evidence: Evidence, pins: Pins, statement: Statement, body: Destruction | Disclosure
    ) -> None:
        """Hold that a reader of the team says this of a container or version of this item."""
        if verify_case(evidence, pins).reader(statement) is None:
            raise self._fault(ArchiveFault.SIGNER_UNKNOWN)
        if isinstance(body, Destruction):
            known = body.rendition in self._known.containers(body.item)
        else:
            known = body.manifest in self._known.versions(body.item)
        if not known:
            raise self._fault(ArchiveFault.STATEMENT_MISPLACED)

    def _hold_signer(self, statement: Statement) -> None:
        """Hold that this can be the word of whoever signed it, with the keys of then."""
        counts = self._all.rosters_at(self._entry.number)
        signers = Signers.among(
            (self._all.rosters[count - 1].roster for count in counts),
            self._known.certified(),
            self._known.authors(),
        )
        if not signers.may_sign(statement):
            raise self._fault(ArchiveFault.SIGNER_UNKNOWN)

    def _offered(self, entry: TrailEntry) -> None:
        """Hold that whoever it was offered to could have seen that it was approved."""
        manifest = self._known.manifest(entry.subject)
        recipients = cast("Manifest", manifest.body).recipients if manifest else ()
        for person in recipients:
            self._under(partial(_offer_to, person, entry))

    def _entrusted(self, entry: TrailEntry, delivery: Statement | None = None) -> None:
        """Hold that a liaison's device would have opened it, as it was entrusted last.

        With a delivery that nobody of the team signed, that such a liaison did, for whom it was.
        """
        acceptance = self._known.acceptance(entry.subject)
        self._under(partial(hold_entrusted, acceptance, (entry.subject, entry.at), delivery))

    def _may_open(self, entry: TrailEntry) -> bytes:
        """Hold that the recipient's device would have opened it; give the recipient's key.

        Of whom has no keys that staff would have handed it over; no key opens it then.
        """
        acceptance = self._known.acceptance(entry.subject)
        if acceptance is None:
            raise SealingError(Fault.ACCEPTANCE_MISSING, "It was not accepted.")
        person = cast("Acceptance", acceptance.body).person

        def check(evidence: Evidence, pins: Pins) -> bytes:
            if is_assisted(verify_case(evidence, pins), person):
                verify_before_handing_over(evidence, pins, person, entry.subject, entry.at)
                return b""
            me = _identity(evidence, pins, person)
            verify_before_opening(evidence, pins, me, entry.subject, entry.at)
            return me.sign_public

        return self._under(check, item=entry.subject)

    def _opened(self, entry: TrailEntry, statement: Statement) -> None:
        key = self._may_open(entry)
        body = cast("Opening", statement.body)
        acceptance = self._known.acceptance(entry.subject)
        approvals = tuple(one.digest for one in self._known.approvals(entry.subject))
        accepted = cast("Acceptance", acceptance.body) if acceptance else None
        if (
            statement.key != key
            or acceptance is None
            or accepted is None
            or (body.person, body.acceptance) != (accepted.person, acceptance.digest)
            or body.decisions != approvals
        ):
            raise self._fault(ArchiveFault.OPENING_INVALID)

    def _under(
        self, check: Callable[[Evidence, Pins], Outcome], item: str | None = None
    ) -> Outcome:
        """Make a check with the roster that was in force; where several may have been, with each.

        Somebody who has left since they signed is believed where a head vouches for then.
        """
        first: SealingError | None = None
        for count in self._all.rosters_at(self._entry.number):
            for with_heads in (False, True):
                evidence = self._known.evidence(
                    item or self._entry.subject, count, with_heads=with_heads
                )
                pins = self._pins(evidence)
                try:
                    return check(evidence, pins)
                except SealingError as error:
                    first = first or error
                    if error.code is not Fault.SIGNER_REMOVED:
                        break
        raise first or SealingError(Fault.ROSTER_INVALID, "There is no roster.")

    def _pins(self, evidence: Evidence) -> Pins:
        newest = evidence.case_statements[-1] if evidence.case_statements else None
        if newest is None:
            return self._all.pins
        body = cast("CaseStatement", newest.body)
        pin = CasePin(self._all.case, newest.digest, body.sequence)
        return Pins(self._all.pins.root, self._all.pins.org, 0, {self._all.case: pin})

    def _fault(self, code: ArchiveFault) -> ArchiveError:
        return ArchiveError(code, where_of(self._entry.number))


def _unless_agreed_later(check: Callable[[], object]) -> None:
    """Make a check; whoever was written for agrees afterwards, and before anything is offered."""
    try:
        check()
    except SealingError as error:
        if error.code is not Fault.AGREEMENT_MISSING:
            raise


def _unlocked(evidence: Evidence, pins: Pins, locked: Statement | None, lifted: Statement) -> None:
    hold_unlocking(verify_case(evidence, pins), locked, lifted)


def _offer_to(person: str, entry: TrailEntry, evidence: Evidence, pins: Pins) -> None:
    if is_assisted(verify_case(evidence, pins), person):
        verify_assisted_offer(evidence, pins, person, entry.subject, entry.at)
        return
    verify_offer(evidence, pins, _identity(evidence, pins, person), entry.subject, entry.at)


def _regranted(statement: Statement, body: Regrant, evidence: Evidence, pins: Pins) -> None:
    """Hold that a reader handed something on to the keys that their person had then."""
    case: VerifiedCase = verify_case(evidence, pins)
    named, new = case.named(body.person), case.certificate(body.person)
    if case.reader(statement) is None or (body.certificate, body.new_key) != (
        named.certificate,
        new.box,
    ):
        raise SealingError(Fault.REGRANT_INVALID, "A regrant does not fit its moment.")


def _identity(evidence: Evidence, pins: Pins, person: str) -> Identity:
    case: VerifiedCase = verify_case(evidence, pins)
    own = case.certificate(person)
    # The checks ask for nothing but these three; private keys are nobody's here.
    return cast("Identity", _Reader(person, own.sign, own.box))

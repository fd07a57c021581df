"""Owns checks 1 to 4 of section 6: roster, case statements, team and certificates.

Refuses to own items; what it gives back are only the bodies that it checked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeVar

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.keys import CasePin, Identity, Pins
from service.sealing.schemas import Body, CaseStatement, Certificate, Roster, StaffEntry, Team
from service.sealing.statements import Statement, open_statement

READERS: Final = frozenset({"facilitator", "supervisor"})

B = TypeVar("B", bound=Body)


def opened(statement: Statement | None, body: type[B], fault: Fault) -> B:
    """Open a statement that the server showed; ``fault`` when it is absent or not well formed."""
    if statement is None:
        raise SealingError(fault, "A statement that is needed was not shown.")
    try:
        return open_statement(statement, body)
    except SealingError:
        raise SealingError(fault, "A statement that is needed does not verify.") from None


def hold(fault: Fault, sentence: str, *conditions: bool) -> None:
    """Raise ``fault`` unless every condition holds."""
    if not all(conditions):
        raise SealingError(fault, sentence)


@dataclass(frozen=True)
class VerifiedCase:
    """A case as the pinned root, roster and signatures make it; ``pins`` are the newer ones."""

    roster: Roster
    statements: Mapping[bytes, CaseStatement]
    newest: CaseStatement
    newest_digest: bytes
    team: Team
    pins: Pins
    shown_certificates: Mapping[bytes, Statement]

    def staff_with(self, sign: bytes) -> StaffEntry | None:
        """The member of staff on the roster whose signing key this is."""
        return next((entry for entry in self.roster.staff if entry.sign == sign), None)

    def team_reader_with(self, sign: bytes) -> StaffEntry | None:
        """The facilitator or supervisor on roster *and* team whose signing key this is."""
        entry = self.staff_with(sign)
        if entry is None or not READERS.intersection(entry.roles):
            return None
        return entry if on_team(self.team, entry) else None

    def certificate(self, person: str) -> Certificate:
        """The checked certificate of a participant of the case, else ``certificate-invalid``."""
        fault = Fault.CERTIFICATE_INVALID
        named = next((one for one in self.newest.people if one.person == person), None)
        if named is None:
            raise SealingError(fault, "The person is not in the case.")
        statement = self.shown_certificates.get(named.certificate)
        body = opened(statement, Certificate, fault)
        hold(
            fault,
            "A certificate is not of this person in this case.",
            body.person == person,
            body.role == named.role,
            body.case == self.newest.case,
            body.org == self.newest.org,
        )
        if statement is None or self.team_reader_with(statement.key) is None:
            raise SealingError(fault, "A certificate is not signed by a reader of the team.")
        return body


def on_team(team: Team, entry: StaffEntry) -> bool:
    """Tell whether this member of staff is on the team under the roster's own box key."""
    return any(one.person == entry.person and one.box == entry.box for one in team.members)


def verify_case(evidence: Evidence, pins: Pins, *, pinned_only: bool = False) -> VerifiedCase:
    """Checks 1 to 3: roster, case statements, team. Certificates are checked when asked for.

    ``pinned_only`` demands that the case was pinned before, as it was at a participant's
    enrolment; a member of staff or a worker may meet a case for the first time.
    """
    roster = verify_roster(evidence.roster, pins)
    statements = _case_statements(evidence.case_statements, roster, pins, pinned_only=pinned_only)
    newest_digest, newest = max(statements.items(), key=lambda item: item[1].sequence)
    team = _team(evidence, roster, newest)
    case = VerifiedCase(
        roster=roster,
        statements=statements,
        newest=newest,
        newest_digest=newest_digest,
        team=team,
        pins=_advanced(pins, roster, newest, newest_digest),
        shown_certificates={one.digest: one for one in evidence.certificates},
    )
    for statement in evidence.case_statements:
        hold(
            Fault.TEAM_INVALID,
            "A case statement is not signed by a reader of the team.",
            case.team_reader_with(statement.key) is not None,
        )
    return case


def verify_roster(statement: Statement | None, pins: Pins) -> Roster:
    """Check 1: signed by the pinned root, of the pinned organisation, not older than pinned."""
    roster = opened(statement, Roster, Fault.ROSTER_INVALID)
    hold(
        Fault.ROSTER_INVALID,
        "The roster is not the organisation's, or names somebody twice.",
        statement is not None and statement.key == pins.root,
        roster.org == pins.org,
        _different([entry.person for entry in roster.staff]),
        # Two people under one key would count as two signers.
        _different([entry.sign for entry in roster.staff] + [one.sign for one in roster.pools]),
        _different([entry.pool for entry in roster.pools]),
    )
    hold(Fault.ROSTER_OLDER, "The roster was rolled back.", roster.sequence >= pins.roster_sequence)
    return roster


def verify_own_certificate(case: VerifiedCase, me: Identity) -> Certificate:
    """Check 4, the device's half: its own certificate names its own keys."""
    own = case.certificate(me.person)
    hold(
        Fault.OWN_KEY_REPLACED,
        "The certificate of this person names other keys than this device has.",
        own.sign == me.sign_public,
        own.box == me.box_public,
    )
    return own


def verify_own_roster_entry(case: VerifiedCase, me: Identity) -> StaffEntry:
    """Check 4 for a member of staff: the roster names the device's own keys."""
    own = next((entry for entry in case.roster.staff if entry.person == me.person), None)
    if own is None or own.sign != me.sign_public or own.box != me.box_public:
        raise SealingError(
            Fault.OWN_KEY_REPLACED, "The roster does not name this person with these keys."
        )
    return own


def _case_statements(
    shown: Sequence[Statement], roster: Roster, pins: Pins, *, pinned_only: bool
) -> dict[bytes, CaseStatement]:
    fault = Fault.CASE_INVALID
    bodies = {one.digest: opened(one, CaseStatement, fault) for one in shown}
    ordered = sorted(bodies.items(), key=lambda item: item[1].sequence)
    hold(fault, "No case statement was shown.", len(ordered) > 0)
    readers = {entry.sign for entry in roster.staff if READERS.intersection(entry.roles)}
    newest = ordered[-1][1]
    pin = pins.cases.get(newest.case)
    hold(
        fault,
        "A case statement is of another case or organisation, or not signed by a reader.",
        pin is not None or not pinned_only,
        all(body.case == newest.case and body.org == pins.org for body in bodies.values()),
        all(one.key in readers for one in shown),
        len(bodies) == len(shown),
        _different([body.sequence for body in bodies.values()]),
        all(_different([one.person for one in body.people]) for body in bodies.values()),
        all(
            after.sequence != before.sequence + 1 or after.previous == digest
            for (digest, before), (_, after) in pairwise(ordered)
        ),
    )
    if pin is not None:
        hold(Fault.CASE_OLDER, "The case was rolled back.", newest.sequence >= pin.sequence)
        hold(
            fault,
            "A case statement that was seen before has been replaced.",
            all(
                digest == pin.digest
                for digest, body in bodies.items()
                if body.sequence == pin.sequence
            ),
        )
    return bodies


def _team(evidence: Evidence, roster: Roster, newest: CaseStatement) -> Team:
    fault = Fault.TEAM_INVALID
    team = opened(evidence.team, Team, fault)
    statement = evidence.team
    signer = next(
        (entry for entry in roster.staff if statement is not None and entry.sign == statement.key),
        None,
    )
    hold(
        fault,
        "The team is not the one that the case names, or not signed by one of its members.",
        statement is not None and statement.digest == newest.team,
        team.case == newest.case,
        team.org == newest.org,
        _different([one.person for one in team.members]),
        signer is not None and on_team(team, signer),
    )
    return team


def _advanced(pins: Pins, roster: Roster, newest: CaseStatement, digest: bytes) -> Pins:
    pin = CasePin(newest.case, digest, newest.sequence)
    return replace(pins, roster_sequence=roster.sequence, cases={**pins.cases, newest.case: pin})


def _different(values: Sequence[object]) -> bool:
    return len(set(values)) == len(values)

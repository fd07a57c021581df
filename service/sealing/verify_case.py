"""Owns checks 1 to 4 of section 6: roster, case statements, team and certificates.

Refuses to own items; what it gives back are only the bodies that it checked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import different, hold, opened
from service.sealing.keys import CasePin, Identity, Pins
from service.sealing.schemas import (
    CasePerson,
    CaseStatement,
    Certificate,
    Roster,
    StaffEntry,
    Team,
)
from service.sealing.standing import READERS, Moment, Standing, is_reader, on_team, with_heads
from service.sealing.statements import Statement
from service.sealing.verify_people import People
from service.sealing.verify_teams import TeamChain, check_signers, link_teams


@dataclass(frozen=True)
class VerifiedCase:
    """A case as the pinned root, rosters and signatures make it; ``pins`` are the newer ones."""

    roster: Roster
    statements: Mapping[bytes, CaseStatement]
    newest: CaseStatement
    newest_digest: bytes
    team: Team
    pins: Pins
    standing: Standing
    people: People

    def reader(self, statement: Statement) -> StaffEntry | None:
        """The facilitator or supervisor of the team who signed this, in force then."""
        return self.standing.reader(statement)

    def named(self, person: str, statement: bytes = b"") -> CasePerson:
        """How the newest case statement, or a shown one, names a participant.

        Raises ``certificate-invalid`` when it does not.
        """
        case = self.statements[statement] if statement else self.newest
        found = next((one for one in case.people if one.person == person), None)
        if found is None:
            raise SealingError(Fault.CERTIFICATE_INVALID, "The person is not in the case.")
        return found

    def certificate(self, person: str) -> Certificate:
        """The checked certificate of a participant of the case, else ``certificate-invalid``.

        Also ``signer-removed``, ``re-enrolment-missing`` and ``re-enrolment-invalid``.
        """
        return self.people.in_force(self.named(person))

    def box_of_author(self, person: str) -> bytes:
        """The key that an author's grants are sealed to: theirs, or of whoever acts for them.

        Raises what checking the certificate or the mandate raises.
        """
        named = self.named(person)
        if self.people.is_mandated(named):
            return self.people.liaison_team(named).key
        return self.people.in_force(named).box


def verify_case(evidence: Evidence, pins: Pins, *, pinned_only: bool = False) -> VerifiedCase:
    """Checks 1 to 3: rosters, case statements, team. Certificates are checked when asked for.

    ``pinned_only`` demands that the case was pinned before, as it was at a participant's
    enrolment; a member of staff or a worker may meet a case for the first time.
    """
    roster = verify_roster(evidence.roster, pins)
    rosters = _rosters(evidence, roster, pins)
    statements = _case_statements(evidence.case_statements, rosters, pins, pinned_only=pinned_only)
    newest_digest, newest = max(statements.items(), key=lambda item: item[1].sequence)
    chain = link_teams(evidence, newest, [one.team for one in statements.values()])
    team = chain.newest.team
    standing = with_heads(
        Standing(Moment(roster, team), rosters, chain.by_digest()),
        evidence.heads,
        newest.org,
        newest.case,
    )
    check_signers(chain, standing, evidence)
    for statement in evidence.case_statements:
        _check_case_signer(statement, statements, chain, standing)
    return VerifiedCase(
        roster=roster,
        statements=statements,
        newest=newest,
        newest_digest=newest_digest,
        team=team,
        pins=_advanced(pins, roster, newest, newest_digest),
        standing=standing,
        people=People(newest, statements, standing, evidence, chain.of_organisation),
    )


def verify_roster(statement: Statement | None, pins: Pins) -> Roster:
    """Check 1: signed by the pinned root, of the pinned organisation, not older than pinned."""
    roster = _root_signed(statement, pins)
    hold(Fault.ROSTER_OLDER, "The roster was rolled back.", roster.sequence >= pins.roster_sequence)
    return roster


def _root_signed(statement: Statement | None, pins: Pins) -> Roster:
    roster = opened(statement, Roster, Fault.ROSTER_INVALID)
    hold(
        Fault.ROSTER_INVALID,
        "The roster is not the organisation's, or names somebody twice.",
        statement is not None and statement.key == pins.root,
        roster.org == pins.org,
        different(entry.person for entry in roster.staff),
        # Two people under one key would count as two signers.
        different([entry.sign for entry in roster.staff] + [one.sign for one in roster.pools]),
        different(entry.pool for entry in roster.pools),
    )
    return roster


def _rosters(evidence: Evidence, newest: Roster, pins: Pins) -> dict[bytes, Roster]:
    """Check 1a: every roster shown is the root's own, and each names the one before it."""
    shown = [*evidence.rosters, *([evidence.roster] if evidence.roster else [])]
    rosters = {one.digest: _root_signed(one, pins) for one in shown}
    ordered = sorted(rosters.items(), key=lambda item: item[1].sequence)
    hold(
        Fault.ROSTER_INVALID,
        "The earlier rosters are not of one chain with the newest.",
        ordered[-1][1] == newest,
        different(one.sequence for one in rosters.values()),
        all(
            after.sequence != before.sequence + 1 or after.previous == digest
            for (digest, before), (_, after) in pairwise(ordered)
        ),
    )
    return rosters


def verify_own_certificate(case: VerifiedCase, me: Identity) -> Certificate:
    """Check 4, the device's half: its own certificate names its own keys."""
    own = case.people.certificate(case.named(me.person))
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
    shown: Sequence[Statement],
    rosters: Mapping[bytes, Roster],
    pins: Pins,
    *,
    pinned_only: bool,
) -> dict[bytes, CaseStatement]:
    fault = Fault.CASE_INVALID
    bodies = {one.digest: opened(one, CaseStatement, fault) for one in shown}
    ordered = sorted(bodies.items(), key=lambda item: item[1].sequence)
    hold(fault, "No case statement was shown.", len(ordered) > 0)
    readers = {
        entry.sign
        for roster in rosters.values()
        for entry in roster.staff
        if READERS.intersection(entry.roles)
    }
    newest = ordered[-1][1]
    pin = pins.cases.get(newest.case)
    hold(
        fault,
        "A case statement is of another case or organisation, or not signed by a reader.",
        pin is not None or not pinned_only,
        all(body.case == newest.case and body.org == pins.org for body in bodies.values()),
        all(one.key in readers for one in shown),
        len(bodies) == len(shown),
        different(body.sequence for body in bodies.values()),
        all(different(one.person for one in body.people) for body in bodies.values()),
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
            # Without it, nothing shows that the newest team follows the one that was pinned.
            any(body.sequence == pin.sequence for body in bodies.values()),
        )
    return bodies


def _check_case_signer(
    statement: Statement,
    statements: Mapping[bytes, CaseStatement],
    chain: TeamChain,
    standing: Standing,
) -> None:
    """Check 3d: by a reader of the team it names, or of the one before where the team changes."""
    teams, body = chain.by_digest(), statements[statement.digest]
    named, before = teams[body.team], statements.get(body.previous)
    changed = teams[before.team] if before is not None else named
    hold(
        Fault.TEAM_INVALID,
        "A case statement goes back to an earlier version of the team.",
        all(
            teams[one.team].version <= named.version
            for one in statements.values()
            if one.sequence < body.sequence
        ),
    )
    may = [named, changed] if named.version == changed.version + 1 else [named]

    def allowed(moment: Moment, entry: StaffEntry) -> bool:
        return is_reader(moment, entry) and any(on_team(team, entry) for team in may)

    hold(
        Fault.TEAM_INVALID,
        "A case statement is not signed by a reader of the team.",
        standing.find(statement, allowed) is not None,
    )


def _advanced(pins: Pins, roster: Roster, newest: CaseStatement, digest: bytes) -> Pins:
    pin = CasePin(newest.case, digest, newest.sequence)
    return replace(pins, roster_sequence=roster.sequence, cases={**pins.cases, newest.case: pin})

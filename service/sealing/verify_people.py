"""Owns who the people of a case are (check 4 of section 6): certificates, mandates, re-enrolment.

Refuses to own staff; their keys are on the roster, and standing.py says when.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import hold, opened
from service.sealing.schemas import (
    CasePerson,
    CaseStatement,
    Certificate,
    Mandate,
    ReEnrolment,
    StaffEntry,
    Team,
)
from service.sealing.standing import Standing
from service.sealing.statements import Statement
from service.sealing.verify_teams import on_organisation_team

CERTIFICATE = Fault.CERTIFICATE_INVALID
RE_ENROLMENT = Fault.RE_ENROLMENT_INVALID


@dataclass(frozen=True)
class People:
    """What was shown of a case's people, and how to check each when asked for."""

    case: CaseStatement
    statements: Mapping[bytes, CaseStatement]
    standing: Standing
    evidence: Evidence
    organisation_teams: Mapping[bytes, Team]

    def certificate(self, named: CasePerson) -> Certificate:
        """The checked certificate of somebody whom a case statement names.

        Raises ``certificate-invalid``, ``signer-removed``, ``re-enrolment-missing`` or
        ``re-enrolment-invalid``.
        """
        statement = self._shown(named.certificate)
        body = self._signed(statement, named)
        if body.previous:
            self._check_re_enrolment(named, body)
        return body

    def in_force(self, named: CasePerson) -> Certificate:
        """The checked certificate that speaks for somebody now: it follows every one before it.

        Else one facilitator could put another key in a certified person's place, as if nobody
        had been certified before. Raises ``certificate-invalid``, or what ``certificate`` does.
        """
        body = self.certificate(named)
        line, oldest = set[bytes](), body
        while oldest.previous:
            line.add(oldest.previous)
            before = self._shown(oldest.previous)
            if before is None:
                break
            oldest = opened(before, Certificate, CERTIFICATE)
        mandated = [self._was_mandated(named, one) for one in self._before(named) - line]
        hold(
            CERTIFICATE,
            "A certificate does not follow the one that this person had before.",
            all(mandated),
        )
        return body

    def _was_mandated(self, named: CasePerson, digest: bytes) -> bool:
        """Tell whether what an earlier case statement names was a mandate of this person."""
        shown = {one.digest: one for one in self.evidence.mandates}
        if digest not in shown:
            return False
        mandate = opened(shown[digest], Mandate, Fault.MANDATE_INVALID)
        return self._is_of(named, mandate)

    def _is_of(self, named: CasePerson, mandate: Mandate) -> bool:
        theirs = (mandate.person, mandate.case, mandate.org)
        return theirs == (named.person, self.case.case, self.case.org)

    def _before(self, named: CasePerson) -> set[bytes]:
        """What earlier case statements name for this person, where it is something else."""
        said = {
            body.sequence: one.certificate
            for body in self.statements.values()
            for one in body.people
            if one.person == named.person
        }
        last = max((at for at, one in said.items() if one == named.certificate), default=0)
        return {one for at, one in said.items() if at < last} - {named.certificate}

    def is_certified(self, named: CasePerson) -> bool:
        """Tell whether the certificate that a case statement names was shown."""
        return self._shown(named.certificate) is not None

    def superseded(self, named: CasePerson) -> tuple[Certificate, ...]:
        """The shown certificates before the named one, the latest first, each checked."""
        found, newest = [], self.certificate(named)
        while newest.previous and self._shown(newest.previous) is not None:
            newest = self.certificate(CasePerson(named.person, named.role, newest.previous))
            found.append(newest)
        return tuple(found)

    def mandate(self, named: CasePerson) -> tuple[Mandate, Team]:
        """The mandate that stands for a person without an account, and its liaison team."""
        shown = {one.digest: one for one in self.evidence.mandates}
        statement = shown.get(named.certificate)
        mandate = opened(statement, Mandate, Fault.MANDATE_INVALID)
        team = self.organisation_teams.get(mandate.team)
        signer = self.standing.reader(statement) if statement else None
        if team is None or signer is None or "facilitator" not in signer.roles:
            raise SealingError(
                Fault.MANDATE_INVALID, "A mandate is not by a facilitator, or its team not shown."
            )
        hold(
            Fault.MANDATE_INVALID,
            "A mandate is for another person, case or organisation.",
            self._is_of(named, mandate),
        )
        return mandate, team

    def is_mandated(self, named: CasePerson) -> bool:
        """Tell whether a shown mandate stands for somebody, so that they have no keys."""
        return any(one.digest == named.certificate for one in self.evidence.mandates)

    def liaison_team(self, named: CasePerson) -> Team:
        """The newest version, as the roster names it, of the team that acts for somebody now."""
        _, mandated = self.mandate(named)
        versions = [
            one
            for digest, one in self.organisation_teams.items()
            if one.team == mandated.team and digest in self.standing.now.roster.teams
        ]
        hold(Fault.MANDATE_INVALID, "The roster does not name a mandated team.", len(versions) > 0)
        return max(versions, key=lambda one: one.version)

    def mandated(self, statement: Statement, team: Team) -> StaffEntry | None:
        """The member of a liaison team, as a roster of then names it, who signed this."""
        return self.standing.find(
            statement,
            lambda moment, entry: (
                "liaison" in entry.roles
                and on_organisation_team(self.organisation_teams, moment.roster, team.team, entry)
            ),
        )

    def _shown(self, digest: bytes) -> Statement | None:
        return next((one for one in self.evidence.certificates if one.digest == digest), None)

    def _signed(self, statement: Statement | None, named: CasePerson) -> Certificate:
        body = opened(statement, Certificate, CERTIFICATE)
        hold(
            CERTIFICATE,
            "A certificate is not of this person in this case.",
            body.person == named.person,
            body.role == named.role,
            body.case == self.case.case,
            body.org == self.case.org,
        )
        if statement is None or self.standing.reader(statement) is None:
            raise SealingError(CERTIFICATE, "A certificate is not signed by a reader of the team.")
        return body

    def _check_re_enrolment(self, named: CasePerson, new: Certificate) -> None:
        """Two readers, one of them a facilitator, or the old key itself, vouch for the new one."""
        vouchers: dict[str, StaffEntry] = {}
        for statement in self.evidence.re_enrolments:
            body = opened(statement, ReEnrolment, RE_ENROLMENT)
            if body.certificate != named.certificate:
                continue
            hold(
                RE_ENROLMENT,
                "A re-enrolment is not from this certificate to that one.",
                body.org == new.org,
                body.case == new.case,
                body.person == new.person,
                body.previous == new.previous,
            )
            if self._by_old_key(statement, named, new):
                return
            reader = self.standing.reader(statement)
            if reader is None:
                raise SealingError(RE_ENROLMENT, "A re-enrolment is signed by nobody who may.")
            vouchers[reader.person] = reader
        hold(
            Fault.RE_ENROLMENT_MISSING,
            "Fewer people vouch for new keys than it takes.",
            len(vouchers) > 1,
            any("facilitator" in one.roles for one in vouchers.values()),
        )

    def _by_old_key(self, statement: Statement, named: CasePerson, new: Certificate) -> bool:
        before = self._shown(new.previous)
        if before is None:
            return False
        old = self._signed(before, CasePerson(named.person, named.role, new.previous))
        return statement.key == old.sign

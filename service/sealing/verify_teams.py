"""Owns the chain of a case team's versions, and stepping in (checks 3a to 3c of section 6).

Refuses to own what a team may do; it says only that each version rightly follows another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import different, hold, opened
from service.sealing.schemas import (
    DUTY,
    SUPERVISORS,
    CaseStatement,
    Cover,
    Roster,
    StaffEntry,
    StepIn,
    Team,
)
from service.sealing.standing import READERS, Allowed, Moment, Standing, is_reader, on_team
from service.sealing.statements import Statement

TEAM = Fault.TEAM_INVALID
STEP_IN = Fault.STEP_IN_INVALID


@dataclass(frozen=True)
class Version:
    """One version of the case's team and the statement that makes it."""

    statement: Statement
    team: Team


@dataclass(frozen=True)
class TeamChain:
    """The case's team from version 1 to the newest, and the organisation's teams by digest."""

    versions: tuple[Version, ...]
    of_organisation: Mapping[bytes, Team]

    @property
    def newest(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    def by_digest(self) -> dict[bytes, Team]:
        """Every version by its statement's digest."""
        return {one.statement.digest: one.team for one in self.versions}


def link_teams(evidence: Evidence, newest: CaseStatement, named: Sequence[bytes]) -> TeamChain:
    """Check 3a: the newest case statement's team, linked without a gap down to version 1.

    ``named`` are the team digests of all case statements shown; each must be in the chain.
    Signers are left to ``check_signers``. Raises ``team-invalid``.
    """
    statement = evidence.team
    last = opened(statement, Team, TEAM)
    hold(
        TEAM,
        "The team is not the one that the case names.",
        statement is not None and statement.digest == newest.team,
    )
    shown = {one.digest: Version(one, opened(one, Team, TEAM)) for one in evidence.teams}
    ours = {digest: one for digest, one in shown.items() if one.team.case}
    chain = [Version(statement, last)] if statement else []
    while chain[-1].team.previous:
        before = ours.pop(chain[-1].team.previous, None)
        if before is None:
            raise SealingError(TEAM, "A version of the team is not shown.")
        chain.append(before)
    chain.reverse()
    hold(
        TEAM,
        "The versions of the team are not one chain of this case.",
        not ours,
        all(one.team.case == newest.case and one.team.org == newest.org for one in chain),
        all(one.team.team == last.team for one in chain),
        all(after.team.version == before.team.version + 1 for before, after in pairwise(chain)),
        all(different(member.person for member in one.team.members) for one in chain),
        set(named) <= {one.statement.digest for one in chain},
    )
    others = {digest: one.team for digest, one in shown.items() if not one.team.case}
    hold(
        TEAM,
        "A team of another organisation is shown.",
        all(one.org == newest.org for one in others.values()),
    )
    return TeamChain(tuple(chain), others)


def check_signers(chain: TeamChain, standing: Standing, evidence: Evidence) -> None:
    """Check 3b: version 1 by one of its members, each later one by a reader of the one before.

    Somebody else only with two step-ins. Raises ``team-invalid``, ``step-in-invalid`` or
    ``signer-removed``.
    """
    first = chain.versions[0]

    def founded(moment: Moment, entry: StaffEntry) -> bool:
        return on_team(first.team, entry) and on_team(moment.team, entry)

    hold(
        TEAM,
        "The team is not signed by one of its members.",
        standing.find(first.statement, founded) is not None,
    )
    for before, after in pairwise(chain.versions):

        def followed(moment: Moment, entry: StaffEntry, before: Team = before.team) -> bool:
            return is_reader(moment, entry) and on_team(before, entry)

        if _stepped_in(evidence, after.statement):
            _check_step_ins(chain, before, after, standing, evidence)
        else:
            hold(
                TEAM,
                "A version of the team is not signed by a reader of the version before.",
                standing.find(after.statement, followed) is not None,
            )


def _stepped_in(evidence: Evidence, next_team: Statement) -> list[tuple[Statement, StepIn]]:
    read = [(one, opened(one, StepIn, STEP_IN)) for one in evidence.step_ins]
    return [(one, body) for one, body in read if body.next == next_team.digest]


def _check_step_ins(
    chain: TeamChain, before: Version, after: Version, standing: Standing, evidence: Evidence
) -> None:
    """Check 3c: one of the supervisors' team and one of the duty team, two people, took over."""
    cover_statement, cover = _cover_of(before, evidence)
    signed: dict[str, str] = {}
    for statement, step in _stepped_in(evidence, after.statement):
        half = cover.supervisors if step.capacity == SUPERVISORS else cover.duty
        entry = standing.find(statement, _on(chain.of_organisation, half.team))
        hold(
            STEP_IN,
            "A step-in is not of this version, or not by one whom the cover names.",
            step.org == before.team.org,
            step.case == before.team.case,
            step.cover == cover_statement.digest,
            step.previous == before.statement.digest,
            entry is not None,
            step.capacity not in signed,
        )
        signed[step.capacity] = entry.person if entry else ""
    signer = standing.reader(after.statement)
    hold(
        STEP_IN,
        "A step-in takes one supervisor and one duty member, and one of them signs the team.",
        set(signed) == {SUPERVISORS, DUTY},
        different(signed.values()),
        cover.supervisors.team != cover.duty.team,
        signer is not None and signer.person in signed.values() and on_team(after.team, signer),
    )


def _cover_of(before: Version, evidence: Evidence) -> tuple[Statement, Cover]:
    covers = [(one, opened(one, Cover, STEP_IN)) for one in evidence.covers]
    found = [one for one in covers if one[1].team == before.statement.digest]
    hold(STEP_IN, "There is not exactly one cover for a version.", len(found) == 1)
    statement, cover = found[0]
    hold(
        STEP_IN,
        "A cover is not of this version, or not by who made it.",
        statement.key == before.statement.key,
        cover.org == before.team.org,
        cover.case == before.team.case,
        cover.version == before.team.version,
    )
    return statement, cover


def on_organisation_team(
    teams: Mapping[bytes, Team], roster: Roster, team: str, entry: StaffEntry
) -> bool:
    """Tell whether someone is on a team of the organisation that this roster names."""
    return any(
        digest in roster.teams and one.team == team and on_team(one, entry)
        for digest, one in teams.items()
    )


def _on(teams: Mapping[bytes, Team], team: str) -> Allowed:
    def allowed(moment: Moment, entry: StaffEntry) -> bool:
        return not READERS.isdisjoint(entry.roles) and on_organisation_team(
            teams, moment.roster, team, entry
        )

    return allowed

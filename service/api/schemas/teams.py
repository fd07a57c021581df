"""Bodies and answers of teams, and of stepping into one."""

from typing import Annotated, Literal

from pydantic import Field

from service.api.schemas.common import Answer, Body, Bytes, Id, Key, WireStatement
from service.api.schemas.items import GroundAnswer, Sealed, WireStatements
from service.cases.stepping_in import Asked, Joined
from service.cases.versions import NextVersion

Reason = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,63}$")]


class OwnTeamBody(Body):
    """A version of a team of the organisation, signed by a member."""

    purpose: Literal["supervisors", "duty", "liaison"]
    team: WireStatement


class OwnTeamAnswer(Answer):
    """Such a team and its versions, the first one first; the roster says which is in force."""

    team: str
    purpose: str
    versions: WireStatements


class OwnTeamsAnswer(Answer):
    """The teams that the caller may see; an organisation has few."""

    teams: list[OwnTeamAnswer]


class NextTeam(Body):
    """A version of a case's team, the case statement that names it, and its cover."""

    team: WireStatement
    case_statement: WireStatement
    cover: WireStatement | None

    def given(self) -> NextVersion:
        """Return it for the use case."""
        return NextVersion(
            self.team.signed(),
            self.case_statement.signed(),
            self.cover.signed() if self.cover else None,
        )


class CoverAnswer(Answer):
    """The version of a case's team in force and its cover; `teams` are of the organisation."""

    team: dict[str, str]
    cover: dict[str, str]
    teams: WireStatements


class AskStepIn(Body):
    """The first of two: their half of the cover, sealed to the second's own box key."""

    step_in: Id
    joiner: Id
    capacity: Literal["supervisor", "duty"]
    cover: Key
    reason: Reason
    half: Sealed

    def asked(self) -> Asked:
        """Return it for the use case."""
        return Asked(self.step_in, self.joiner, self.capacity, self.cover, self.reason, self.half)


class JoinStepIn(NextTeam):
    """The second of two: the version they made, with their own statement."""

    step_in: WireStatement

    def joined(self) -> Joined:
        """Return it for the use case."""
        return Joined(self.given(), self.step_in.signed())


class SignStepIn(Body):
    """The first of two signs as well."""

    step_in: WireStatement


class StepInAnswer(Answer):
    """What waits between two people on their way into a case."""

    step_in: str
    case: str
    asker: str
    joiner: str
    capacity: str
    state: str
    cover: Bytes
    reason: str
    expires: int


class StepInsAnswer(Answer):
    """What the caller has asked or is asked for, the newest first."""

    step_ins: list[StepInAnswer]


class OpenStepInAnswer(StepInAnswer):
    """One of them with what it takes to check it; `half` for the second, `made` for the first."""

    half: Bytes
    ground: GroundAnswer
    covered: CoverAnswer
    made: JoinStepIn | None


class MembershipAnswer(Answer):
    """A case whose team somebody is on, and how many others on it can read and approve."""

    case: str
    others: int


class MembershipsAnswer(Answer):
    """Every case whose team somebody is on."""

    cases: list[MembershipAnswer]

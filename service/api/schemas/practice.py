"""Bodies and answers of a case's preparation: records, and what stands in the way."""

from service.api.schemas.common import Answer, Body, WireStatement
from service.api.schemas.items import GroundAnswer
from service.api.schemas.steps import StandingInTheWay


class Recording(Body):
    """A record signed by one of the case's team."""

    record: WireStatement


class RecordsAnswer(GroundAnswer):
    """Every record of a case in the order of their making, and by what a device judges them."""

    records: list[dict[str, str]]


class WayAnswer(Answer):
    """From whom to whom in which medium, the coming round, and what stands in the way."""

    author: str
    recipient: str
    medium: str
    round: int
    blockers: list[StandingInTheWay]


class ReadinessAnswer(Answer):
    """Every direction and medium of a case."""

    ways: list[WayAnswer]


class Pausing(Body):
    """Somebody of a case has it stand still, or lets it go on."""

    pause: WireStatement


class PausesAnswer(Answer):
    """Pauses and their ends, in their order."""

    pauses: list[dict[str, str]]


class ItemBlockersAnswer(Answer):
    """What stands in the way of one item now; empty when it can be released."""

    blockers: list[StandingInTheWay]


class ReplyRightsAnswer(Answer):
    """Whose reply the plan has, and whether the caller's own next item would be none it has not.

    `media` are those that were agreed, of `letter`, `recording` and `paper`; null without a plan.
    """

    reply: str
    may_write: bool
    media: list[str] | None


class PolicyBody(Body):
    """The next policy of the organisation, signed by one of its supervisors."""

    policy: WireStatement


class PoliciesAnswer(Answer):
    """Every policy of the organisation, the first one first; an organisation has few."""

    policies: list[dict[str, str]]

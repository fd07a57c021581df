"""Bodies and answers of a case's preparation: records, and what stands in the way."""

from typing import Annotated

from pydantic import Field

from service.api.schemas.common import Answer, Body, WireStatement
from service.domain.lifecycle import CaseAct


class Recording(Body):
    """A record signed by one of the case's team."""

    record: WireStatement


class RecordsAnswer(Answer):
    """Every record of a case, in the order of their making."""

    records: list[dict[str, str]]


class StandingInTheWay(Answer):
    """One reason why nothing may pass, what clears it, and who can."""

    slug: str
    act: str
    by: list[str]


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


class StepBody(Body):
    """What somebody of its team does to a case."""

    act: Annotated[CaseAct, Field(strict=False)]


class StepAnswer(Answer):
    """A step that can come next, where it leads, and what stands in its way."""

    act: str
    next: str
    blockers: list[StandingInTheWay]


class ItemBlockersAnswer(Answer):
    """What stands in the way of one item now; empty when it can be released."""

    blockers: list[StandingInTheWay]

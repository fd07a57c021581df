"""Bodies and answers of a case's steps, and of what stands in the way of anything."""

from typing import Annotated

from pydantic import Field

from service.api.schemas.common import Answer, Body
from service.domain.lifecycle import CaseAct


class StandingInTheWay(Answer):
    """One reason why nothing may pass, what clears it, and who can."""

    slug: str
    act: str
    by: list[str]


class StepBody(Body):
    """What somebody of its team does to a case."""

    act: Annotated[CaseAct, Field(strict=False)]


class StepAnswer(Answer):
    """A step that can come next, where it leads, and what stands in its way."""

    act: str
    next: str
    blockers: list[StandingInTheWay]

"""The answer of what waits for somebody."""

from service.api.schemas.common import Answer
from service.domain.work import WorkAct, WorkKind


class DueAnswer(Answer):
    """One thing that is due: of which case, about which item or person, and what takes it away.

    `due` is until when, included; of what is to be looked into at once, since when it is so.
    """

    kind: WorkKind
    case: str
    item: str | None
    person: str | None
    due: int
    clears: WorkAct


class WorkAnswer(Answer):
    """What waits, soonest first; `total` says how much there is where not all of it is shown."""

    rows: list[DueAnswer]
    total: int

"""Bodies and answers of what people say about themselves and about items."""

from typing import Literal

from service.api.schemas.common import Answer, Body, WireStatement


class Recalling(Body):
    """The author's signed recall."""

    recall: WireStatement


class RecallAnswer(Answer):
    """The same words whatever has happened to the item meanwhile."""

    item: str
    status: Literal["with_facilitator"]


class Suspending(Body):
    """A signed suspension, or its lifting."""

    suspension: WireStatement


class SuspensionsAnswer(Answer):
    """Every suspension of a case and of its items, each chain in its order."""

    suspensions: list[dict[str, str]]

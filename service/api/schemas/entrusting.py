"""Answers about what liaisons hand over."""

from typing import Literal

from service.api.schemas.common import Answer


class ToDeliverAnswer(Answer):
    """Something to hand over: what, to whom, how and between when; `ready` is whether now."""

    item: str
    case: str
    person: str
    kind: str
    language: str
    way: Literal["printed", "read-aloud", "played"]
    begins: int
    until: int
    ready: bool


class DeliveriesAnswer(Answer):
    """All that the caller may hand over, the earliest window first."""

    deliveries: list[ToDeliverAnswer]

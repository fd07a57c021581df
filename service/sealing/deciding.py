"""Owns which decisions about an item count (4.7): the approvals of the chain that is open now.

A decision that does not approve closes its chain; what is decided afterwards begins a new one.
Refuses to own who signed a decision and whether it holds: verify_release.py does.
"""

from collections.abc import Iterable
from typing import Final, TypeVar

from service.sealing.schemas import APPROVE, Decision

Row = TypeVar("Row")
RETURN: Final = "return"
WITHHOLD: Final = "withhold"


def counting(
    decided: Iterable[tuple[Row, Decision]], manifest: bytes
) -> list[tuple[Row, Decision]]:
    """The approvals of this manifest since the last decision about it that did not approve.

    ``decided`` are an item's decisions in the order in which they were made.
    """
    chain: list[tuple[Row, Decision]] = []
    for row, body in decided:
        if body.manifest != manifest:
            continue
        chain = [*chain, (row, body)] if body.verdict == APPROVE else []
    return chain


def closing(decided: Iterable[tuple[Row, Decision]], manifest: bytes) -> list[tuple[Row, Decision]]:
    """The decisions about this manifest that closed a chain, in their order."""
    return [
        (row, body)
        for row, body in decided
        if body.manifest == manifest and body.verdict != APPROVE
    ]

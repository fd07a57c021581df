"""Owns which decisions about an item count (4.7): the approvals of the chain that is open now.

A decision that does not approve closes its chain, and an approval that is the first of one begins
anew; what is decided afterwards goes on from that. Refuses to own who signed a decision and whether
it holds: verify_release.py does.
"""

from collections.abc import Iterable
from typing import Final, TypeVar

from service.sealing.schemas import APPROVE, Decision

Row = TypeVar("Row")
RETURN: Final = "return"
WITHHOLD: Final = "withhold"


def counting(
    decided: Iterable[tuple[Row, Decision]], manifest: bytes, rendition: bytes
) -> list[tuple[Row, Decision]]:
    """The approvals of this manifest since the last decision that began or closed a chain.

    ``decided`` are an item's decisions in the order in which they were made. ``rendition`` is what
    was made of the manifest last, empty where nothing was: what was decided about an earlier one
    closed its chain by being left behind.
    """
    chain: list[tuple[Row, Decision]] = []
    for row, body in decided:
        if body.manifest != manifest:
            continue
        before = chain if body.sequence > 1 else []
        chain = [*before, (row, body)] if body.verdict == APPROVE else []
    return [one for one in chain if not rendition or one[1].renditions == (rendition,)]


def ran_out(chain: Iterable[tuple[Row, Decision]], at: int) -> bool:
    """Tell whether an approval of the chain has ended, so that nobody goes on from it (4.7)."""
    return any(body.valid_until < at for _, body in chain)


def closing(decided: Iterable[tuple[Row, Decision]], manifest: bytes) -> list[tuple[Row, Decision]]:
    """The decisions about this manifest that closed a chain, in their order."""
    return [
        (row, body)
        for row, body in decided
        if body.manifest == manifest and body.verdict != APPROVE
    ]

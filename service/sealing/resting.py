"""Owns until when an approval may hold: no longer than the records that it rests on (6.3).

Refuses to own whether anything may pass: that is the release gate's, and the service's.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from service.sealing.errors import Fault, SealingError
from service.sealing.holding import hold, opened
from service.sealing.schemas import Record
from service.sealing.statements import Statement
from service.sealing.verify_case import VerifiedCase

# What permits until a time, by its kind.
PERMITS: Final[Mapping[str, str]] = {
    "risk": "acceptable",
    "restriction": "permits",
    "clearance": "given",
}


def rests_until(
    case: VerifiedCase, shown: Sequence[Statement], people: Collection[str]
) -> int | None:
    """The earliest end of what permits an item between these people; ``None`` where nothing ends.

    ``shown`` are the records of the case in the order of their making. The last about the same
    counts, and must be the word of a reader of the team. Raises ``record-invalid`` or
    ``signer-removed``: a colleague then records the same again.
    """
    about: dict[tuple[str, str, str, int], list[tuple[Statement, Record]]] = {}
    for statement in shown:
        body = opened(statement, Record, Fault.RECORD_INVALID)
        if body.kind in PERMITS and body.person in {"", *people}:
            about.setdefault(body.about, []).append((statement, body))
    last = [_last(case, chain) for chain in about.values()]
    ends = [one.until for one in last if PERMITS[one.kind] == one.status]
    return min(ends, default=None)


def _last(case: VerifiedCase, chain: Sequence[tuple[Statement, Record]]) -> Record:
    """The record that counts of those about the same, each of which names the one before."""
    before = b""
    for statement, body in chain:
        hold(
            Fault.RECORD_INVALID,
            "Records are of another case, or do not follow one another.",
            body.org == case.newest.org,
            body.case == case.newest.case,
            body.previous == before,
        )
        before = statement.digest
    statement, body = chain[-1]
    if case.reader(statement) is None:
        raise SealingError(Fault.RECORD_INVALID, "A record is not by a reader of the case.")
    return body

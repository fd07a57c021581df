"""Owns what must stand behind a liaison's part on a trail: entrusted, collected, handed over.

Refuses to own what a reader hands over, whose device holds the acceptance before it opens anything.
"""

from dataclasses import replace
from typing import cast

from service.archive.deciding import people_behind
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.keys import Pins
from service.sealing.schemas import Acceptance, Delivery
from service.sealing.statements import Statement
from service.sealing.verify_case import verify_case
from service.sealing.verify_entrusted import verify_entrusted, verify_handed_over


def of_team(statement: Statement, evidence: Evidence, pins: Pins) -> bool:
    """Tell whether somebody of the case's team signed this, under any key they ever had."""
    case = verify_case(evidence, pins)
    members = {one.person for one in case.team.members}
    return not members.isdisjoint(people_behind(case, statement))


def hold_entrusted(
    acceptance: Statement | None,
    where: tuple[str, int],
    delivery: Statement | None,
    evidence: Evidence,
    pins: Pins,
) -> None:
    """Hold that a liaison's device would have opened the item at the time, as entrusted last.

    ``where`` is the item and the time. A ``delivery`` is by a liaison who acted for its recipient.
    Raises SealingError.
    """
    item, at = where
    if acceptance is None:
        raise SealingError(Fault.ACCEPTANCE_MISSING, "It was not accepted.")
    person = cast("Acceptance", acceptance.body).person
    shown = replace(evidence, regrants=evidence.regrants[-1:])
    entrusted = verify_entrusted(shown, pins, person, item, at)
    if delivery is None:
        return
    if cast("Delivery", delivery.body).person != person:
        raise SealingError(Fault.RECIPIENT_MISMATCH, "It was handed to somebody else.")
    verify_handed_over(entrusted.approved.submitted.case, delivery, person)

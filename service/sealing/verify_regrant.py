"""Owns check 8a of section 6: what was approved for a key that its person has lost since.

Refuses to own the approval itself; a regrant hands on what a decision gave, never more.
"""

from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.holding import hold, opened
from service.sealing.keys import Identity
from service.sealing.schemas import DecisionGrant, Regrant
from service.sealing.verify_item import Submitted

REGRANT = Fault.REGRANT_INVALID


def regranted(
    submitted: Submitted, evidence: Evidence, decision: bytes, old_key: bytes, me: Identity
) -> tuple[DecisionGrant, ...]:
    """The grants to this device's own key in place of those that a decision gave the old one.

    ``decision`` is the decision's digest, ``old_key`` the box key that it names. Raises
    ``recipient-mismatch`` when nothing regrants it, ``regrant-invalid``, ``signer-removed``, or
    what checking the person's certificates raises.
    """
    found = []
    for statement in evidence.regrants:
        body = opened(statement, Regrant, REGRANT)
        if body.decision == decision:
            found.append((statement, body))
    hold(
        Fault.RECIPIENT_MISMATCH,
        "A decision is for another key, and nothing hands it on.",
        len(found) > 0,
    )
    case, manifest = submitted.case, submitted.manifest
    named = case.named(me.person)
    old = [one for one in case.people.superseded(named) if one.box == old_key]
    for statement, body in found:
        reader = case.reader(statement)
        hold(
            REGRANT,
            "A regrant is not from this person's superseded key to the one they have.",
            reader is not None,
            len(old) > 0,
            body.case == manifest.case,
            body.item == manifest.item,
            body.person == me.person,
            body.old_key == old_key,
            body.new_key == me.box_public,
            body.certificate == named.certificate,
        )
    return tuple(grant for _, body in found for grant in body.grants)

"""Owns what each event of a trail rests on, what it comes after, and what it undoes.

Refuses to know what those statements must say.
"""

from typing import Final

from service.sealing.schemas import (
    Acceptance,
    Acknowledgement,
    Agreement,
    Appeal,
    Attestation,
    CaseStatement,
    Certificate,
    Choice,
    Consent,
    Cover,
    Decision,
    Delivery,
    Destruction,
    Disclosure,
    Head,
    Keeping,
    Mandate,
    Manifest,
    Note,
    Opening,
    Pause,
    Recall,
    Record,
    ReEnrolment,
    Refusal,
    Regrant,
    Share,
    StepIn,
    Suspension,
    Team,
)
from service.sealing.schemas_offers import GIVE_BACK, HOLD, KEEP

# What an event rests on: it names a statement of one of these types.
RESTS_ON: Final[dict[str, tuple[str, ...]]] = {
    "team.stated": (Team.TYPE,),
    "team.covered": (Cover.TYPE,),
    "team.stepped-into": (StepIn.TYPE,),
    "trail.countersigned": (Head.TYPE,),
    "case.suspended": (Suspension.TYPE,),
    "person.mandated": (Mandate.TYPE,),
    "person.re-enrolled": (ReEnrolment.TYPE,),
    "person.consented": (Consent.TYPE,),
    "person.acknowledged": (Acknowledgement.TYPE,),
    "person.chose": (Choice.TYPE,),
    "practice.recorded": (Record.TYPE,),
    "case.paused": (Pause.TYPE,),
    "act.attested": (Attestation.TYPE,),
    "note.stated": (Note.TYPE,),
    "case.opened": (CaseStatement.TYPE,),
    "case.stated": (CaseStatement.TYPE,),
    "person.certified": (Certificate.TYPE,),
    "item.submitted": (Manifest.TYPE,),
    "item.decided": (Decision.TYPE,),
    "item.approved": (Decision.TYPE,),
    "item.returned": (Decision.TYPE,),
    "item.withheld": (Decision.TYPE,),
    "item.appealed": (Appeal.TYPE,),
    "item.escalated": (Suspension.TYPE,),
    "item.unlocked": (Suspension.TYPE,),
    "item.accepted": (Acceptance.TYPE,),
    "item.opened": (Opening.TYPE,),
    "item.declined": (Refusal.TYPE,),
    "item.agreed": (Agreement.TYPE,),
    "item.regranted": (Regrant.TYPE,),
    "item.recalled": (Recall.TYPE,),
    "item.suspended": (Suspension.TYPE,),
    "item.shared": (Share.TYPE,),
    "item.entrusted": (Regrant.TYPE,),
    "item.delivered": (Delivery.TYPE,),
    "item.destroyed": (Destruction.TYPE,),
    "item.kept": (Keeping.TYPE,),
    "item.held": (Keeping.TYPE,),
    "item.given-back": (Keeping.TYPE,),
    "item.disclosed": (Disclosure.TYPE,),
}
# What must have happened to the same version of an item before.
COMES_AFTER: Final = {
    "item.decided": "item.submitted",
    "item.approved": "item.decided",
    "item.returned": "item.decided",
    "item.withheld": "item.decided",
    "item.appealed": "item.withheld",
    "item.unlocked": "item.escalated",
    "item.review-again": "item.approved",
    "item.offered": "item.approved",
    "item.accepted": "item.offered",
    "item.released": "item.accepted",
    "item.opened": "item.released",
    "item.declined": "item.offered",
    "item.asked-for": "item.declined",
    "item.entrusted": "item.released",
    "item.collected": "item.entrusted",
    "item.delivered": "item.released",
    "item.disclosed": "item.submitted",
}
# What has to happen again after it, before anything goes on.
UNDOES: Final = {
    "item.submitted": frozenset(COMES_AFTER) | frozenset(COMES_AFTER.values()),
    "item.returned": frozenset({"item.decided", "item.approved"}),
    "item.withheld": frozenset({"item.decided", "item.approved"}),
    "item.appealed": frozenset({"item.withheld"}),
    "item.escalated": frozenset({"item.approved"}),
    "item.unlocked": frozenset({"item.escalated"}),
    # Approved before, and to be approved once more.
    "item.review-again": frozenset({"item.approved"}),
    # None of it stands before the item was asked for again.
    "item.declined": frozenset(
        {"item.offered", "item.accepted", "item.released", "item.entrusted"}
    ),
    "item.asked-for": frozenset({"item.declined"}),
    # What was held is there again once its recipient asked for it back.
    "item.kept": frozenset({"item.held"}),
}
# What an event is as well: who asks for an item again has been told of it already.
# What was given back is held for good.
IS_ALSO: Final = {"item.asked-for": "item.offered", "item.given-back": "item.held"}
# What can never follow another on the same version of an item.
NEVER_AFTER: Final = {
    "item.review-again": "item.offered",
    "item.declined": "item.opened",
    "item.opened": "item.held",
    "item.entrusted": "item.delivered",
    "item.collected": "item.delivered",
    "item.delivered": "item.held",
    "item.kept": "item.given-back",
    "item.held": "item.given-back",
    "item.given-back": "item.given-back",
}
# What must have happened to it in one of several ways: on their own device, or by staff.
COMES_AFTER_ANY: Final = {
    event: frozenset({"item.opened", "item.delivered"})
    for event in ("item.kept", "item.held", "item.given-back")
}
# What an item's recipient must have said for each of these.
WISHES: Final = {"item.kept": KEEP, "item.held": HOLD, "item.given-back": GIVE_BACK}

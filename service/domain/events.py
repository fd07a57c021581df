"""Names of what happened: trail entries, and the outbox kinds that make other parts act."""

from enum import StrEnum


class Event(StrEnum):
    """A trail entry's event."""

    ORGANISATION_FOUNDED = "organisation.founded"
    ROSTER_PUBLISHED = "roster.published"
    INVITATION_MADE = "invitation.made"
    INVITATION_REPLIED = "invitation.replied"
    ENROLMENT_REFUSED = "enrolment.refused"
    PERSON_CERTIFIED = "person.certified"
    SIGN_IN_REFUSED = "sign-in.refused"
    SIGNED_IN = "signed-in"
    WAYS_IN_REPLACED = "ways-in.replaced"
    CASE_OPENED = "case.opened"
    CASE_STATED = "case.stated"
    CASE_ACTIVATED = "case.activated"
    CASE_EXPORTED = "case.exported"
    TEAM_STATED = "team.stated"
    ITEM_DRAFTED = "item.drafted"
    ITEM_SUBMITTED = "item.submitted"
    ITEM_PROCESSING = "item.processing"
    ITEM_FAILED = "item.failed"
    ITEM_REPLACED = "item.replaced"
    ITEM_AWAITING_REVIEW = "item.awaiting-review"
    ITEM_CLAIMED = "item.claimed"
    ITEM_CLAIM_LAPSED = "item.claim-lapsed"
    ITEM_DECIDED = "item.decided"
    ITEM_APPROVED = "item.approved"
    ITEM_OFFERED = "item.offered"
    ITEM_ACCEPTED = "item.accepted"
    ITEM_RELEASED = "item.released"
    ITEM_OPENED = "item.opened"
    ITEM_REFUSED = "item.refused"
    CASE_REFUSED = "case.refused"
    ATTEMPT_STARTED = "attempt.started"
    ATTEMPT_LAPSED = "attempt.lapsed"


class Task(StrEnum):
    """An outbox row's kind: what the relay hands to a worker. Rows carry ids only."""

    MAKE_RENDITION = "make_rendition"
    OFFER = "offer"
    RELEASE = "release"

"""Owns the list of every signed statement (section 4), and is where their tables are found.

Refuses to own signatures (statements.py) and whose key may sign what (verify.py). Fields are
named as their JSON keys; digests and keys are bytes here and base64url on the wire.
"""

from typing import Final

from service.sealing.schemas_disclosing import Disclosure
from service.sealing.schemas_items import (
    APPROVE,
    AS_WRITTEN,
    CAPTIONS,
    LETTER,
    MS,
    PAGES,
    RECORDINGS,
    SCAN,
    Acceptance,
    ContainerRef,
    Coverage,
    Decision,
    DecisionGrant,
    DecisionRecipient,
    Manifest,
    MediaFacts,
    Opening,
    RenditionStatement,
    WorkerSession,
)
from service.sealing.schemas_keys import (
    PERSON_ROLES,
    STAFF_ROLES,
    CasePerson,
    CaseStatement,
    Certificate,
    PoolEntry,
    Roster,
    StaffEntry,
    Team,
    TeamMember,
)
from service.sealing.schemas_offers import Choice, Keeping, Refusal
from service.sealing.schemas_policy import Policy
from service.sealing.schemas_practice import Record
from service.sealing.schemas_standing import (
    DUTY,
    SUPERVISORS,
    Cover,
    CoverShare,
    Head,
    Mandate,
    ReEnrolment,
    Regrant,
    StepIn,
)
from service.sealing.schemas_words import (
    Acknowledgement,
    Agreement,
    Appeal,
    Attestation,
    Consent,
    Delivery,
    Destruction,
    Note,
    Pause,
    Recall,
    Share,
    Suspension,
)

__all__ = [
    "APPROVE",
    "AS_WRITTEN",
    "BODIES",
    "CAPTIONS",
    "DUTY",
    "LETTER",
    "MS",
    "PAGES",
    "PERSON_ROLES",
    "RECORDINGS",
    "SCAN",
    "STAFF_ROLES",
    "SUPERVISORS",
    "Acceptance",
    "Acknowledgement",
    "Agreement",
    "Appeal",
    "Attestation",
    "Body",
    "CasePerson",
    "CaseStatement",
    "Certificate",
    "Choice",
    "Consent",
    "ContainerRef",
    "Cover",
    "CoverShare",
    "Coverage",
    "Decision",
    "DecisionGrant",
    "DecisionRecipient",
    "Delivery",
    "Destruction",
    "Disclosure",
    "Head",
    "Keeping",
    "Mandate",
    "Manifest",
    "MediaFacts",
    "Note",
    "Opening",
    "Pause",
    "Policy",
    "PoolEntry",
    "ReEnrolment",
    "Recall",
    "Record",
    "Refusal",
    "Regrant",
    "RenditionStatement",
    "Roster",
    "Share",
    "StaffEntry",
    "StepIn",
    "Suspension",
    "Team",
    "TeamMember",
    "WorkerSession",
]

Body = (
    Roster
    | Certificate
    | Team
    | CaseStatement
    | Manifest
    | RenditionStatement
    | Decision
    | Acceptance
    | Opening
    | WorkerSession
    | Head
    | Cover
    | StepIn
    | ReEnrolment
    | Regrant
    | Mandate
    | Attestation
    | Consent
    | Share
    | Agreement
    | Note
    | Delivery
    | Recall
    | Suspension
    | Destruction
    | Acknowledgement
    | Record
    | Pause
    | Appeal
    | Choice
    | Refusal
    | Policy
    | Keeping
    | Disclosure
)
# The order of the first ten is published: the vectors of section 4 were made in it.
BODIES: Final[dict[str, type[Body]]] = {
    cls.TYPE: cls
    for cls in (
        Roster,
        Certificate,
        Team,
        CaseStatement,
        Manifest,
        RenditionStatement,
        Decision,
        Acceptance,
        Opening,
        WorkerSession,
        Head,
        Cover,
        StepIn,
        ReEnrolment,
        Regrant,
        Mandate,
        Attestation,
        Consent,
        Share,
        Agreement,
        Note,
        Delivery,
        Recall,
        Suspension,
        Destruction,
        Acknowledgement,
        Record,
        Pause,
        Appeal,
        Choice,
        Refusal,
        Policy,
        Keeping,
        Disclosure,
    )
}

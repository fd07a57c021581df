"""The life of an item and of a case, each as one table.

(state, act) -> who may, next state, what follows.

Owns the rule of what may follow what. `service.db.transitions` is the only code that applies it,
and the database refuses every step that is not in it. `docs/lifecycle.md` describes the same
table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from service.domain.events import Event, Task
from service.domain.roles import Part


class ItemState(StrEnum):
    """Where an item is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PROCESSING = "processing"
    FAILED = "failed"
    LAPSED = "lapsed"
    AWAITING_REVIEW = "awaiting_review"
    IN_REVIEW = "in_review"
    EDITING = "editing"
    RETURNED = "returned"
    WITHHELD = "withheld"
    ESCALATED = "escalated"
    APPROVED = "approved"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    RELEASED = "released"
    OPENED = "opened"
    DECLINED = "declined"
    KEPT = "kept"
    HELD = "held"
    RETURNED_TO_SERVICE = "returned_to_service"


class ItemAct(StrEnum):
    """What someone does to an item."""

    SUBMIT = "submit"
    BEGIN_PROCESSING = "begin_processing"
    QUEUE_FOR_REVIEW = "queue_for_review"
    FAIL = "fail"
    REPLACE = "replace"
    LAPSE = "lapse"
    CLAIM = "claim"
    HAND_BACK = "hand_back"
    AWAIT_SECOND_READER = "await_second_reader"
    EDIT = "edit"
    APPROVE = "approve"
    RETURN = "return"
    WITHHOLD = "withhold"
    APPEAL = "appeal"
    ESCALATE = "escalate"
    UNLOCK = "unlock"
    REVIEW_AGAIN = "review_again"
    OFFER = "offer"
    ACCEPT = "accept"
    RELEASE = "release"
    OPEN = "open"
    DECLINE = "decline"
    ASK = "ask"
    DELIVER = "deliver"
    KEEP = "keep"
    HOLD = "hold"
    GIVE_BACK = "give_back"


@dataclass(frozen=True)
class Step:
    """One row of the table: the next state, whose act it is, the trail event.

    The task it causes.
    """

    next: ItemState
    by: frozenset[Part]
    event: Event
    task: Task | None = None


def _by(*parts: Part) -> frozenset[Part]:
    return frozenset(parts)


_S, _A = ItemState, ItemAct

ITEM_STEPS: Final[Mapping[tuple[ItemState, ItemAct], Step]] = MappingProxyType(
    {
        (_S.DRAFT, _A.SUBMIT): Step(_S.SUBMITTED, _by(Part.AUTHOR), Event.ITEM_SUBMITTED),
        (_S.SUBMITTED, _A.BEGIN_PROCESSING): Step(
            _S.PROCESSING, _by(Part.SERVICE), Event.ITEM_PROCESSING, Task.MAKE_RENDITION
        ),
        (_S.SUBMITTED, _A.QUEUE_FOR_REVIEW): Step(
            _S.AWAITING_REVIEW, _by(Part.SERVICE), Event.ITEM_AWAITING_REVIEW
        ),
        (_S.PROCESSING, _A.QUEUE_FOR_REVIEW): Step(
            _S.AWAITING_REVIEW, _by(Part.WORKER), Event.ITEM_AWAITING_REVIEW
        ),
        (_S.PROCESSING, _A.FAIL): Step(
            _S.FAILED, _by(Part.WORKER, Part.SERVICE), Event.ITEM_FAILED
        ),
        # Nobody went on with the upload: its bytes go, and its author may send something instead.
        (_S.DRAFT, _A.LAPSE): Step(_S.LAPSED, _by(Part.SERVICE), Event.ITEM_LAPSED, Task.CLEAR),
        (_S.LAPSED, _A.REPLACE): Step(_S.DRAFT, _by(Part.AUTHOR), Event.ITEM_REPLACED),
        (_S.FAILED, _A.REPLACE): Step(_S.DRAFT, _by(Part.AUTHOR), Event.ITEM_REPLACED),
        (_S.AWAITING_REVIEW, _A.CLAIM): Step(_S.IN_REVIEW, _by(Part.READER), Event.ITEM_CLAIMED),
        (_S.IN_REVIEW, _A.HAND_BACK): Step(
            _S.AWAITING_REVIEW, _by(Part.READER, Part.SERVICE), Event.ITEM_CLAIM_LAPSED
        ),
        (_S.IN_REVIEW, _A.AWAIT_SECOND_READER): Step(
            _S.AWAITING_REVIEW, _by(Part.READER), Event.ITEM_DECIDED
        ),
        # A safer rendition: made from the original, and nothing before its author agrees.
        (_S.IN_REVIEW, _A.EDIT): Step(
            _S.EDITING, _by(Part.READER), Event.ITEM_EDITS_ASKED, Task.MAKE_RENDITION
        ),
        # Made, or not to be made, and then it is as it was.
        (_S.EDITING, _A.QUEUE_FOR_REVIEW): Step(
            _S.AWAITING_REVIEW, _by(Part.WORKER, Part.SERVICE), Event.ITEM_AWAITING_REVIEW
        ),
        (_S.IN_REVIEW, _A.APPROVE): Step(
            _S.APPROVED, _by(Part.READER), Event.ITEM_APPROVED, Task.OFFER
        ),
        (_S.IN_REVIEW, _A.RETURN): Step(_S.RETURNED, _by(Part.READER), Event.ITEM_RETURNED),
        (_S.RETURNED, _A.REPLACE): Step(_S.DRAFT, _by(Part.AUTHOR), Event.ITEM_REPLACED),
        (_S.IN_REVIEW, _A.WITHHOLD): Step(_S.WITHHELD, _by(Part.READER), Event.ITEM_WITHHELD),
        (_S.WITHHELD, _A.APPEAL): Step(_S.AWAITING_REVIEW, _by(Part.AUTHOR), Event.ITEM_APPEALED),
        (_S.IN_REVIEW, _A.ESCALATE): Step(_S.ESCALATED, _by(Part.READER), Event.ITEM_ESCALATED),
        (_S.ESCALATED, _A.UNLOCK): Step(_S.AWAITING_REVIEW, _by(Part.READER), Event.ITEM_UNLOCKED),
        # Before it was offered its approvals ran out, or came to be too few.
        (_S.APPROVED, _A.REVIEW_AGAIN): Step(
            _S.AWAITING_REVIEW, _by(Part.SERVICE), Event.ITEM_REVIEW_AGAIN
        ),
        (_S.APPROVED, _A.OFFER): Step(_S.OFFERED, _by(Part.SERVICE), Event.ITEM_OFFERED),
        (_S.OFFERED, _A.ACCEPT): Step(
            _S.ACCEPTED, _by(Part.RECIPIENT), Event.ITEM_ACCEPTED, Task.RELEASE
        ),
        (_S.ACCEPTED, _A.RELEASE): Step(_S.RELEASED, _by(Part.SERVICE), Event.ITEM_RELEASED),
        (_S.RELEASED, _A.OPEN): Step(_S.OPENED, _by(Part.RECIPIENT), Event.ITEM_OPENED),
        # On paper or with the facilitator: staff hand over what was released, or a liaison to whom
        # they entrusted it.
        (_S.RELEASED, _A.DELIVER): Step(
            _S.OPENED, _by(Part.READER, Part.DELIVERER), Event.ITEM_DELIVERED
        ),
        # A window that passed: the recipient chooses another.
        (_S.ACCEPTED, _A.ACCEPT): Step(
            _S.ACCEPTED, _by(Part.RECIPIENT), Event.ITEM_ACCEPTED, Task.RELEASE
        ),
        (_S.RELEASED, _A.ACCEPT): Step(
            _S.ACCEPTED, _by(Part.RECIPIENT), Event.ITEM_ACCEPTED, Task.RELEASE
        ),
        **{
            (state, _A.DECLINE): Step(_S.DECLINED, _by(Part.RECIPIENT), Event.ITEM_DECLINED)
            for state in (_S.OFFERED, _S.ACCEPTED, _S.RELEASED)
        },
        (_S.DECLINED, _A.ASK): Step(_S.OFFERED, _by(Part.RECIPIENT), Event.ITEM_ASKED_FOR),
        # Afterwards it is its recipient's to say where it lies; asking for it back is keeping it.
        **{
            (state, _A.KEEP): Step(_S.KEPT, _by(Part.RECIPIENT), Event.ITEM_KEPT)
            for state in (_S.OPENED, _S.HELD)
        },
        **{
            (state, _A.HOLD): Step(_S.HELD, _by(Part.RECIPIENT), Event.ITEM_HELD)
            for state in (_S.OPENED, _S.KEPT)
        },
        **{
            (state, _A.GIVE_BACK): Step(
                _S.RETURNED_TO_SERVICE, _by(Part.RECIPIENT), Event.ITEM_GIVEN_BACK
            )
            for state in (_S.OPENED, _S.KEPT, _S.HELD)
        },
    }
)

# What nobody has sent is its author's alone.
UNSENT: Final = frozenset({_S.DRAFT, _S.LAPSED})
UNSENT_KEPT_SECONDS: Final = 30 * 24 * 60 * 60
"""How long an upload is kept after the last of it came in, if nobody goes on with it."""

# From approval on, an author learns nothing of what the recipient does (product rule 11). What was
# returned or withheld is told: it is the author's own, and nobody else's.
WITH_FACILITATOR: Final = frozenset(
    {
        _S.AWAITING_REVIEW,
        _S.IN_REVIEW,
        # They are asked for their word once it is made, and of nothing before.
        _S.EDITING,
        # That something in it was escalated is for those to tell who look into it.
        _S.ESCALATED,
        _S.APPROVED,
        _S.OFFERED,
        _S.ACCEPTED,
        _S.RELEASED,
        _S.OPENED,
        _S.DECLINED,
        _S.KEPT,
        _S.HELD,
        _S.RETURNED_TO_SERVICE,
    }
)
# A recipient learns that an item exists when it is offered, never sooner (rule 10).
VISIBLE_TO_RECIPIENT: Final[Mapping[ItemState, str]] = MappingProxyType(
    {
        _S.OFFERED: "arrived",
        _S.ACCEPTED: "accepted",
        _S.RELEASED: "ready",
        _S.OPENED: "opened",
        _S.DECLINED: "declined",
        _S.KEPT: "kept",
        _S.HELD: "held",
        _S.RETURNED_TO_SERVICE: "given_back",
    }
)
# What its recipient has before them, to be opened again.
WITH_RECIPIENT: Final = frozenset({_S.OPENED, _S.KEPT})
# What lies with the service at its recipient's wish: for now, or for good.
LAID_ASIDE: Final = frozenset({_S.HELD, _S.RETURNED_TO_SERVICE})
# What its recipient has come to know, wherever it lies since.
ONCE_OPENED: Final = WITH_RECIPIENT | LAID_ASIDE


def author_status(state: ItemState) -> str:
    """What the author is told: the same words whatever happens on the other side."""
    if state in WITH_FACILITATOR:
        return "with_facilitator"
    if state in {_S.SUBMITTED, _S.PROCESSING}:
        return "processing"
    return state.value


class CaseState(StrEnum):
    """Where a case is. A pause is no state of its own: it holds up whatever there is."""

    REFERRAL = "referral"
    SCREENING = "screening"
    PREPARING = "preparing"
    READY = "ready"
    ACTIVE = "active"
    CLOSING = "closing"
    CLOSED = "closed"


class CaseAct(StrEnum):
    """What somebody of its team does to a case."""

    SCREEN = "screen"
    PREPARE = "prepare"
    MAKE_READY = "make-ready"
    ACTIVATE = "activate"
    BEGIN_CLOSING = "begin-closing"
    REOPEN = "reopen"
    CLOSE = "close"


@dataclass(frozen=True)
class CaseStep:
    """One row of the case table; whoever takes it reads for the case."""

    next: CaseState
    event: Event


_C, _D = CaseState, CaseAct

CASE_STEPS: Final[Mapping[tuple[CaseState, CaseAct], CaseStep]] = MappingProxyType(
    {
        (_C.REFERRAL, _D.SCREEN): CaseStep(_C.SCREENING, Event.CASE_SCREENED),
        (_C.SCREENING, _D.PREPARE): CaseStep(_C.PREPARING, Event.CASE_PREPARED),
        (_C.PREPARING, _D.MAKE_READY): CaseStep(_C.READY, Event.CASE_READY),
        # What was ready may have to be prepared once more.
        (_C.READY, _D.PREPARE): CaseStep(_C.PREPARING, Event.CASE_PREPARED),
        (_C.READY, _D.ACTIVATE): CaseStep(_C.ACTIVE, Event.CASE_ACTIVATED),
        (_C.ACTIVE, _D.BEGIN_CLOSING): CaseStep(_C.CLOSING, Event.CASE_CLOSING),
        (_C.CLOSING, _D.REOPEN): CaseStep(_C.ACTIVE, Event.CASE_REOPENED),
        # A case that could not go ahead is closed from wherever it is.
        **{
            (state, _D.CLOSE): CaseStep(_C.CLOSED, Event.CASE_CLOSED)
            for state in (_C.REFERRAL, _C.SCREENING, _C.PREPARING, _C.READY, _C.CLOSING)
        },
    }
)

EXCHANGING: Final = frozenset({CaseState.ACTIVE, CaseState.CLOSING})
"""Where what was approved still reaches its recipient; new items begin in an active case alone."""

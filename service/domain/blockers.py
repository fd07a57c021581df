"""Why an item or a case cannot go on, what would clear each reason, and who can.

Owns the words; the gate (`gate.py`), the rules of preparation (`practice.py`) and those of a case's
own steps (`casework.py`) say which of them hold. A screen, a refusal and the documentation all take
them from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Blocker(StrEnum):
    """Why an item cannot be released now, or a case not take its next step."""

    CASE_NOT_ACTIVE = "case-not-active"
    AUTHOR_NOT_CERTIFIED = "author-not-certified"
    RECIPIENT_NOT_CERTIFIED = "recipient-not-certified"
    AUTHOR_NOT_INFORMED = "author-not-informed"
    RECIPIENT_NOT_INFORMED = "recipient-not-informed"
    AUTHOR_CONSENT_MISSING = "author-consent-missing"
    RECIPIENT_CONSENT_MISSING = "recipient-consent-missing"
    ACKNOWLEDGEMENT_MISSING = "acknowledgement-missing"
    RISK_NOT_ASSESSED = "risk-not-assessed"
    RISK_EXPIRED = "risk-expired"
    RISK_NOT_ACCEPTABLE = "risk-not-acceptable"
    RESTRICTION_BLOCKS = "restriction-blocks"
    RESTRICTION_EXPIRED = "restriction-expired"
    PROCEEDINGS_LIVE = "proceedings-live"
    CLEARANCE_MISSING = "clearance-missing"
    CLEARANCE_EXPIRED = "clearance-expired"
    AUTHOR_NOT_READY = "author-not-ready"
    RECIPIENT_NOT_READY = "recipient-not-ready"
    PLAN_MISSING = "plan-missing"
    MEDIUM_NOT_IN_PLAN = "medium-not-in-plan"
    ROUNDS_USED_UP = "rounds-used-up"
    AGE_PASSED = "age-passed"
    GUARDIAN_MISSING = "guardian-missing"
    SECOND_READER_MISSING = "second-reader-missing"
    EMPLOYED_HERE = "employed-here"
    SIGN_OFF_MISSING = "sign-off-missing"
    PAUSED = "paused"
    APPROVALS_MISSING = "approvals-missing"
    APPROVAL_EXPIRED = "approval-expired"
    NOT_ACCEPTED = "not-accepted"
    BEFORE_WINDOW = "before-window"
    AFTER_WINDOW = "after-window"
    SEALED_GRANT_MISSING = "sealed-grant-missing"
    RECALLED = "recalled"
    SUSPENDED = "suspended"
    NO_CERTIFIED_HARMED = "no-certified-harmed"
    NO_CERTIFIED_RESPONSIBLE = "no-certified-responsible"
    KEY_HOLDERS_MISSING = "key-holders-missing"
    CONFLICT_NOT_DECLARED = "conflict-not-declared"
    AGE_NOT_RECORDED = "age-not-recorded"
    EMPLOYMENT_NOT_RECORDED = "employment-not-recorded"
    ITEMS_ON_THEIR_WAY = "items-on-their-way"
    CHOICE_MISSING = "choice-missing"
    NOT_ASKED_FOR = "not-asked-for"
    NOT_WANTED = "not-wanted"
    DECLINED = "declined"
    HARM_NOT_RECORDED = "harm-not-recorded"
    BARRED_BY_POLICY = "barred-by-policy"
    RISK_TRIGGERED = "risk-triggered"
    REPLY_NOT_IN_PLAN = "reply-not-in-plan"
    DAY_NOT_CONFIRMED = "day-not-confirmed"
    AGREEMENT_MISSING = "agreement-missing"
    RECORDING_NOT_OPEN = "recording-not-open"
    OTHER_RENDITION = "other-rendition"


class Clearing(StrEnum):
    """What somebody does so that a blocker is gone."""

    ACTIVATE = "activate"
    CERTIFY = "certify"
    EXPLAIN = "explain"
    CONSENT = "consent"
    ACKNOWLEDGE = "acknowledge"
    ASSESS_RISK = "assess-risk"
    SETTLE_RESTRICTION = "settle-restriction"
    CLEAR_PROCEEDINGS = "clear-proceedings"
    GET_CLEARANCE = "get-clearance"
    PREPARE = "prepare"
    AGREE_PLAN = "agree-plan"
    REVIEW = "review"
    ACCEPT = "accept"
    WAIT = "wait"
    SEAL_AGAIN = "seal-again"
    LIFT = "lift"
    SEND_ANOTHER = "send-another"
    RECORD_AGE = "record-age"
    ASK_GUARDIAN = "ask-guardian"
    ASK_FOR_TWO_READERS = "ask-for-two-readers"
    RECORD_EMPLOYMENT = "record-employment"
    HAND_OVER = "hand-over"
    SIGN_OFF = "sign-off"
    GO_ON = "go-on"
    ADD_READER = "add-reader"
    DECLARE_CONFLICT = "declare-conflict"
    CHOOSE = "choose"
    ASK = "ask"
    RECORD_HARM = "record-harm"
    CHANGE_POLICY = "change-policy"
    CONFIRM_DAY = "confirm-day"
    AGREE = "agree"
    OPEN = "open"


class Clearer(StrEnum):
    """Whose act that is."""

    FACILITATOR = "facilitator"
    AUTHOR = "author"
    RECIPIENT = "recipient"
    RESPONSIBLE = "responsible"
    SUPERVISOR = "supervisor"
    PAUSER = "pauser"
    SERVICE = "service"


@dataclass(frozen=True)
class Clear:
    """What clears a blocker, and who can; more than one only where either may."""

    act: Clearing
    by: tuple[Clearer, ...]


def _by(act: Clearing, *who: Clearer) -> Clear:
    return Clear(act, who)


_A, _W = Clearing, Clearer

CLEARED_BY: Final[Mapping[Blocker, Clear]] = MappingProxyType(
    {
        Blocker.CASE_NOT_ACTIVE: _by(_A.ACTIVATE, _W.FACILITATOR),
        Blocker.AUTHOR_NOT_CERTIFIED: _by(_A.CERTIFY, _W.FACILITATOR),
        Blocker.RECIPIENT_NOT_CERTIFIED: _by(_A.CERTIFY, _W.FACILITATOR),
        Blocker.AUTHOR_NOT_INFORMED: _by(_A.EXPLAIN, _W.FACILITATOR),
        Blocker.RECIPIENT_NOT_INFORMED: _by(_A.EXPLAIN, _W.FACILITATOR),
        Blocker.AUTHOR_CONSENT_MISSING: _by(_A.CONSENT, _W.AUTHOR),
        Blocker.RECIPIENT_CONSENT_MISSING: _by(_A.CONSENT, _W.RECIPIENT),
        Blocker.ACKNOWLEDGEMENT_MISSING: _by(_A.ACKNOWLEDGE, _W.RESPONSIBLE),
        Blocker.RISK_NOT_ASSESSED: _by(_A.ASSESS_RISK, _W.FACILITATOR),
        Blocker.RISK_EXPIRED: _by(_A.ASSESS_RISK, _W.FACILITATOR),
        Blocker.RISK_NOT_ACCEPTABLE: _by(_A.ASSESS_RISK, _W.FACILITATOR),
        Blocker.RESTRICTION_BLOCKS: _by(_A.SETTLE_RESTRICTION, _W.FACILITATOR),
        Blocker.RESTRICTION_EXPIRED: _by(_A.SETTLE_RESTRICTION, _W.FACILITATOR),
        Blocker.PROCEEDINGS_LIVE: _by(_A.CLEAR_PROCEEDINGS, _W.FACILITATOR),
        Blocker.CLEARANCE_MISSING: _by(_A.GET_CLEARANCE, _W.FACILITATOR),
        Blocker.CLEARANCE_EXPIRED: _by(_A.GET_CLEARANCE, _W.FACILITATOR),
        Blocker.AUTHOR_NOT_READY: _by(_A.PREPARE, _W.FACILITATOR),
        Blocker.RECIPIENT_NOT_READY: _by(_A.PREPARE, _W.FACILITATOR),
        Blocker.PLAN_MISSING: _by(_A.AGREE_PLAN, _W.FACILITATOR),
        Blocker.MEDIUM_NOT_IN_PLAN: _by(_A.AGREE_PLAN, _W.FACILITATOR),
        Blocker.ROUNDS_USED_UP: _by(_A.AGREE_PLAN, _W.FACILITATOR),
        Blocker.AGE_PASSED: _by(_A.RECORD_AGE, _W.FACILITATOR),
        Blocker.GUARDIAN_MISSING: _by(_A.ASK_GUARDIAN, _W.FACILITATOR),
        Blocker.SECOND_READER_MISSING: _by(_A.ASK_FOR_TWO_READERS, _W.FACILITATOR),
        Blocker.EMPLOYED_HERE: _by(_A.HAND_OVER, _W.FACILITATOR),
        Blocker.SIGN_OFF_MISSING: _by(_A.SIGN_OFF, _W.SUPERVISOR),
        Blocker.PAUSED: _by(_A.GO_ON, _W.PAUSER),
        Blocker.APPROVALS_MISSING: _by(_A.REVIEW, _W.FACILITATOR),
        Blocker.APPROVAL_EXPIRED: _by(_A.REVIEW, _W.FACILITATOR),
        Blocker.NOT_ACCEPTED: _by(_A.ACCEPT, _W.RECIPIENT),
        Blocker.BEFORE_WINDOW: _by(_A.WAIT, _W.SERVICE),
        Blocker.AFTER_WINDOW: _by(_A.ACCEPT, _W.RECIPIENT),
        Blocker.SEALED_GRANT_MISSING: _by(_A.SEAL_AGAIN, _W.FACILITATOR),
        Blocker.RECALLED: _by(_A.SEND_ANOTHER, _W.AUTHOR),
        Blocker.SUSPENDED: _by(_A.LIFT, _W.FACILITATOR),
        Blocker.NO_CERTIFIED_HARMED: _by(_A.CERTIFY, _W.FACILITATOR),
        Blocker.NO_CERTIFIED_RESPONSIBLE: _by(_A.CERTIFY, _W.FACILITATOR),
        Blocker.KEY_HOLDERS_MISSING: _by(_A.ADD_READER, _W.FACILITATOR),
        Blocker.CONFLICT_NOT_DECLARED: _by(_A.DECLARE_CONFLICT, _W.FACILITATOR),
        Blocker.AGE_NOT_RECORDED: _by(_A.RECORD_AGE, _W.FACILITATOR),
        Blocker.EMPLOYMENT_NOT_RECORDED: _by(_A.RECORD_EMPLOYMENT, _W.FACILITATOR),
        Blocker.ITEMS_ON_THEIR_WAY: _by(_A.WAIT, _W.SERVICE),
        Blocker.CHOICE_MISSING: _by(_A.CHOOSE, _W.RECIPIENT),
        Blocker.NOT_ASKED_FOR: _by(_A.ASK, _W.RECIPIENT),
        Blocker.NOT_WANTED: _by(_A.CHOOSE, _W.RECIPIENT),
        Blocker.DECLINED: _by(_A.ASK, _W.RECIPIENT),
        Blocker.HARM_NOT_RECORDED: _by(_A.RECORD_HARM, _W.FACILITATOR),
        Blocker.BARRED_BY_POLICY: _by(_A.CHANGE_POLICY, _W.SUPERVISOR),
        Blocker.RISK_TRIGGERED: _by(_A.ASSESS_RISK, _W.FACILITATOR),
        Blocker.REPLY_NOT_IN_PLAN: _by(_A.AGREE_PLAN, _W.FACILITATOR),
        Blocker.DAY_NOT_CONFIRMED: _by(_A.CONFIRM_DAY, _W.FACILITATOR),
        Blocker.AGREEMENT_MISSING: _by(_A.AGREE, _W.AUTHOR),
        Blocker.RECORDING_NOT_OPEN: _by(_A.OPEN, _W.RECIPIENT),
        Blocker.OTHER_RENDITION: _by(_A.SEND_ANOTHER, _W.AUTHOR),
    }
)

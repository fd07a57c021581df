"""What stands in the way, in the words of the portal, with who clears it and what they type.

Owns the sentence for each blocker at a terminal. Refuses to hold the words a second time: they are
read from the English locale; only what a screen says by side has words of its own here.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from service.domain.blockers import CLEARED_BY, Blocker, Clearer, Clearing
from service.sealing.wordings import FOLDER

_LINE: Final = re.compile(r"(?:blocker|obstacle)-([a-z-]+) = ([^{}]+)")

_BY_SIDE: Final[Mapping[Blocker, str]] = {
    Blocker.CASE_NOT_ACTIVE: "The case is not active.",
    Blocker.AUTHOR_NOT_CERTIFIED: "Its author is not confirmed.",
    Blocker.RECIPIENT_NOT_CERTIFIED: "Its recipient is not confirmed.",
    Blocker.AUTHOR_NOT_INFORMED: "Nobody has explained taking part to its author.",
    Blocker.RECIPIENT_NOT_INFORMED: "Nobody has explained taking part to its recipient.",
    Blocker.AUTHOR_CONSENT_MISSING: "Its author has not said yes to taking part and to sending.",
    Blocker.RECIPIENT_CONSENT_MISSING: (
        "Its recipient has not said yes to taking part and to receiving."
    ),
    Blocker.AUTHOR_NOT_READY: "Its author is not prepared for this round.",
    Blocker.RECIPIENT_NOT_READY: "Its recipient is not prepared for this round.",
    Blocker.APPROVALS_MISSING: "It has not been approved by as many as the case asks for.",
    Blocker.APPROVAL_EXPIRED: "What it was approved on is over.",
    Blocker.NOT_ACCEPTED: "Its recipient has not accepted it.",
    Blocker.BEFORE_WINDOW: "The time that its recipient chose has not begun.",
    Blocker.AFTER_WINDOW: "The time that its recipient chose is over.",
    Blocker.SEALED_GRANT_MISSING: "Its key is not sealed to its recipient.",
    Blocker.RECALLED: "Its author has taken it back.",
    Blocker.SUSPENDED: "It is locked, or the whole case is.",
    Blocker.AGREEMENT_MISSING: "Its author has not agreed to what was changed in it.",
    Blocker.RECORDING_NOT_OPEN: "The recording that these captions are of does not lie open.",
    Blocker.OTHER_RENDITION: "These captions were written for another rendition of the recording.",
}
_WHO: Final[Mapping[Clearer, str]] = {
    Clearer.FACILITATOR: "you or a colleague on the team",
    Clearer.AUTHOR: "its author",
    Clearer.RECIPIENT: "its recipient",
    Clearer.RESPONSIBLE: "the person responsible",
    Clearer.SUPERVISOR: "a supervisor",
    Clearer.PAUSER: "whoever paused",
    Clearer.SERVICE: "nobody: it clears by itself",
}
_TYPED: Final[Mapping[Clearing, str]] = {
    Clearing.CERTIFY: "case certify",
    Clearing.ADD_READER: "team add",
    Clearing.DECLARE_CONFLICT: "case record CASE conflict none",
    Clearing.RECORD_AGE: "case record CASE age adult --person PERSON",
    Clearing.RECORD_EMPLOYMENT: "case record CASE employment not-employed --person PERSON",
    Clearing.RECORD_HARM: "case record CASE harm-… present",
    Clearing.ASK_FOR_TWO_READERS: "case two-readers",
    Clearing.SIGN_OFF: "case record CASE sign-off given",
    Clearing.CHANGE_POLICY: "org policy state",
    Clearing.ACTIVATE: "case activate",
}


def in_the_way(slug: str) -> str:
    """Return what stands in the way, who clears it and what they type; a strange slug as it is."""
    try:
        blocker = Blocker(slug)
    except ValueError:
        return slug
    clear = CLEARED_BY[blocker]
    who = " or ".join(_WHO[one] for one in clear.by)
    typed = _TYPED.get(clear.act)
    how = f", with `{typed}`" if typed else ""
    return f"{_words(blocker)} ({slug}; up to {who}{how})"


def _words(blocker: Blocker) -> str:
    return _from_screens().get(blocker) or _BY_SIDE[blocker]


@cache
def _from_screens() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in sorted((FOLDER / "en").glob("*.ftl")):
        for line in path.read_text("utf-8").splitlines():
            if said := _LINE.fullmatch(line):
                found.setdefault(said[1], said[2].strip())
    return found

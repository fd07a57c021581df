"""Rules that are switched off, one at a time, in this process: the machine must find each of them.

Controls: what the service would be if somebody left one of its sentences out.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest

from service.cases import pausing, practising
from service.correspondence import choices, receiving, showing, stopping
from service.domain import practice
from service.domain.blockers import Blocker
from service.domain.errors import Conflict
from service.domain.gate import ReleaseFacts, release_blockers
from service.domain.lifecycle import ItemState, author_status

Spoil = Callable[[pytest.MonkeyPatch], None]
_OF_PREPARATION: Final = (
    Blocker.AUTHOR_CONSENT_MISSING,
    Blocker.RECIPIENT_CONSENT_MISSING,
    Blocker.ACKNOWLEDGEMENT_MISSING,
    Blocker.RISK_EXPIRED,
    Blocker.RESTRICTION_BLOCKS,
    Blocker.PROCEEDINGS_LIVE,
    Blocker.CLEARANCE_MISSING,
    Blocker.EMPLOYED_HERE,
    Blocker.PAUSED,
)
_OF_THE_GATE: Final = (
    Blocker.APPROVAL_EXPIRED,
    Blocker.AFTER_WINDOW,
    Blocker.RECALLED,
    Blocker.SUSPENDED,
)


def _unprepared(blocker: Blocker) -> Spoil:
    def spoil(patched: pytest.MonkeyPatch) -> None:
        patched.delitem(practice._ASKED, blocker)

    return spoil


def _ungated(blocker: Blocker) -> Spoil:
    # An approval that ran out is missing as well: the gate says both.
    left_out = {blocker, *([Blocker.APPROVALS_MISSING] if "approval" in blocker else [])}

    def without(facts: ReleaseFacts) -> tuple[Blocker, ...]:
        return tuple(one for one in release_blockers(facts) if one not in left_out)

    return lambda patched: patched.setattr(receiving, "release_blockers", without)


def _a_refusal_is_told(patched: pytest.MonkeyPatch) -> None:
    def telling(state: ItemState) -> str:
        return "declined" if state is ItemState.DECLINED else author_status(state)

    patched.setattr(showing, "author_status", telling)


def _told_at_once(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(choices, "last_digest", lambda now: now)


def _no_recall_of_what_was_opened(patched: pytest.MonkeyPatch) -> None:
    whole = stopping.recall

    async def telling(*what: Any, **known: Any) -> Any:  # noqa: ANN401 - as given
        item = await whole(*what, **known)
        if item.state == ItemState.OPENED:
            raise Conflict(state="opened")
        return item

    patched.setattr(stopping, "recall", telling)


def _a_pause_is_lost(patched: pytest.MonkeyPatch) -> None:
    async def forgetting(*_what: Any, **_known: Any) -> None:  # noqa: ANN401 - as given
        return None

    patched.setattr(pausing, "declare", forgetting)


def _said_again_is_not_known(patched: pytest.MonkeyPatch) -> None:
    async def unknown(*_what: Any) -> bool:  # noqa: ANN401 - as given
        return False

    patched.setattr(practising, "declared", unknown)


SPOILT: Final[Mapping[str, Spoil]] = {
    **{f"{one} is not asked": _unprepared(one) for one in _OF_PREPARATION},
    **{f"the gate leaves out {one}": _ungated(one) for one in _OF_THE_GATE},
    "an author is told of a refusal": _a_refusal_is_told,
    "an author is told at once": _told_at_once,
    "a recall says that it was opened": _no_recall_of_what_was_opened,
    "a pause is acknowledged and lost": _a_pause_is_lost,
    "what is sent once more is not known": _said_again_is_not_known,
}

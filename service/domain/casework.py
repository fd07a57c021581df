"""What each step of a case takes: one pure function from facts to every blocker.

The same function answers a screen and, inside the transaction that takes the step, decides. It
reads no clock and no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.blockers import Blocker
from service.domain.lifecycle import CaseAct

KEY_HOLDERS: Final = 2
"""How many people can open a case's keys before anything is exchanged: one of them may fall ill."""


@dataclass(frozen=True)
class CaseFacts:
    """All that counts before a case takes a step.

    `sides` are those with somebody certified or mandated, `key_holders` the readers on the team
    whose accounts are in force. `declared` is whether whoever takes the step said that nothing
    biases them. `ages` and `employment` are whether they are known of everybody; `on_their_way`
    counts items that were sent and have neither arrived nor ended. `harm` is whether it is known
    what the case is about, `readers` whether as many read as that takes, `barred` whether the
    agency's policy bars it.
    """

    sides: frozenset[str]
    key_holders: int
    declared: bool
    ages: bool
    employment: bool
    employed: bool
    signed_off: bool
    on_their_way: int
    harm: bool = True
    readers: bool = True
    barred: bool = False


def case_blockers(act: CaseAct, facts: CaseFacts) -> tuple[Blocker, ...]:
    """Return every reason why this step cannot be taken now."""
    asked: Mapping[Blocker, bool] = {
        Blocker.NO_CERTIFIED_HARMED: "harmed" not in facts.sides,
        Blocker.NO_CERTIFIED_RESPONSIBLE: "responsible" not in facts.sides,
        Blocker.KEY_HOLDERS_MISSING: facts.key_holders < KEY_HOLDERS,
        Blocker.CONFLICT_NOT_DECLARED: not facts.declared,
        Blocker.AGE_NOT_RECORDED: not facts.ages,
        Blocker.EMPLOYMENT_NOT_RECORDED: not facts.employment,
        Blocker.EMPLOYED_HERE: facts.employed,
        Blocker.SIGN_OFF_MISSING: not facts.signed_off,
        Blocker.ITEMS_ON_THEIR_WAY: facts.on_their_way > 0,
        Blocker.HARM_NOT_RECORDED: not facts.harm,
        Blocker.SECOND_READER_MISSING: not facts.readers,
        Blocker.BARRED_BY_POLICY: facts.barred,
    }
    return tuple(one for one, holds in asked.items() if holds and one in _ASKED_BY.get(act, ()))


_TO_EXCHANGE: Final = (
    Blocker.NO_CERTIFIED_HARMED,
    Blocker.NO_CERTIFIED_RESPONSIBLE,
    Blocker.KEY_HOLDERS_MISSING,
    Blocker.CONFLICT_NOT_DECLARED,
    Blocker.AGE_NOT_RECORDED,
    Blocker.EMPLOYMENT_NOT_RECORDED,
    Blocker.EMPLOYED_HERE,
    Blocker.SIGN_OFF_MISSING,
    Blocker.HARM_NOT_RECORDED,
    Blocker.SECOND_READER_MISSING,
    Blocker.BARRED_BY_POLICY,
)
_ASKED_BY: Final[Mapping[CaseAct, tuple[Blocker, ...]]] = {
    CaseAct.PREPARE: (Blocker.CONFLICT_NOT_DECLARED,),
    CaseAct.MAKE_READY: _TO_EXCHANGE,
    CaseAct.ACTIVATE: _TO_EXCHANGE,
    CaseAct.REOPEN: _TO_EXCHANGE,
    CaseAct.CLOSE: (Blocker.ITEMS_ON_THEIR_WAY,),
}

"""Owns the checks of an agency's chain of policies (docs/protocol.md, 4.32), from the first on.

Refuses to say what follows from a policy, and which one counts at a time: the service does.
"""

from collections.abc import Sequence
from typing import Final

from service.archive.faults import ArchiveError, ArchiveFault
from service.archive.form import policy_name
from service.sealing.errors import SealingError
from service.sealing.schemas import Policy, Roster
from service.sealing.standing import entry_with
from service.sealing.statements import Statement, open_statement

# Two clocks may differ by this much, in seconds, before a roster counts as not yet or no longer.
CLOCKS_DIFFER_S: Final = 3600
SUPERVISOR: Final = "supervisor"


def check_policies(org: str, policies: Sequence[Statement]) -> tuple[Policy, ...]:
    """Return what these policies say, the first one first.

    Raises ArchiveError `policy-invalid` unless each is of this organisation and follows the one
    before.
    """
    found: list[Policy] = []
    previous = b""
    for sequence, one in enumerate(policies, start=1):
        try:
            body = open_statement(one, Policy)
        except SealingError:
            raise _invalid(sequence) from None
        if (body.org, body.sequence, body.previous) != (org, sequence, previous):
            raise _invalid(sequence)
        found.append(body)
        previous = one.digest
    return tuple(found)


def check_stated(policy: Statement, rosters: Sequence[Roster]) -> None:
    """Hold that a supervisor stated it, by a roster that was in force when it was issued.

    `rosters` are all of them in their order. Raises ArchiveError `policy-invalid`.
    """
    body = open_statement(policy, Policy)
    for number, roster in enumerate(rosters):
        replaced = rosters[number + 1].issued if number + 1 < len(rosters) else body.issued
        if (
            roster.issued <= body.issued + CLOCKS_DIFFER_S
            and replaced >= body.issued - CLOCKS_DIFFER_S
        ):
            entry = entry_with(roster, policy.key)
            if entry is not None and SUPERVISOR in entry.roles:
                return
    raise _invalid(body.sequence)


def _invalid(sequence: int) -> ArchiveError:
    return ArchiveError(ArchiveFault.POLICY_INVALID, policy_name(sequence))

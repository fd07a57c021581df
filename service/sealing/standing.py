"""Owns who was in force when they signed: now, or at a moment that somebody else vouches for.

Refuses to own what was signed. A *moment* is a roster and a version of the case's team that were
in force together; a head by another person, who is in force still, vouches for one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import ShownHead
from service.sealing.holding import hold, opened
from service.sealing.merkle import check_inclusion
from service.sealing.schemas import Head, PoolEntry, Roster, StaffEntry, Team
from service.sealing.statements import Statement

READERS: Final = frozenset({"facilitator", "supervisor"})


def entry_with(roster: Roster, sign: bytes) -> StaffEntry | None:
    """The member of staff on a roster whose signing key this is."""
    return next((entry for entry in roster.staff if entry.sign == sign), None)


def on_team(team: Team, entry: StaffEntry) -> bool:
    """Tell whether this member of staff is on the team under the roster's own box key."""
    return any(one.person == entry.person and one.box == entry.box for one in team.members)


@dataclass(frozen=True)
class Moment:
    """A roster and team in force together; ``by`` is who vouches for it, empty for now."""

    roster: Roster
    team: Team
    by: str = ""


Allowed = Callable[[Moment, StaffEntry], bool]


def is_reader(moment: Moment, entry: StaffEntry) -> bool:
    """Tell whether this is a facilitator or supervisor on the moment's team."""
    return not READERS.isdisjoint(entry.roles) and on_team(moment.team, entry)


@dataclass(frozen=True)
class Standing:
    """The present, every roster and team version shown, and the moments vouched for.

    ``places`` are where statements stand on the trail, by whoever vouches for that.
    """

    now: Moment
    rosters: Mapping[bytes, Roster]
    teams: Mapping[bytes, Team]
    vouched: Mapping[bytes, tuple[Moment, ...]] = field(default_factory=dict)
    places: tuple[tuple[str, Mapping[bytes, int]], ...] = ()

    def moments(self, statement: Statement) -> tuple[Moment, ...]:
        """The moments at which this statement is known to have been there, the present first."""
        return (self.now, *self.vouched.get(statement.voice, ()))

    def find(self, statement: Statement, allowed: Allowed) -> StaffEntry | None:
        """The signer, if they were allowed at one of the statement's moments; else ``None``.

        Raises ``signer-removed`` for somebody who was allowed under rosters and teams that were
        shown, but whose statement nobody else vouches for.
        """
        for moment in self.moments(statement):
            entry = entry_with(moment.roster, statement.key)
            if entry is not None and entry.person != moment.by and allowed(moment, entry):
                return entry
        for roster in self.rosters.values():
            entry = entry_with(roster, statement.key)
            if entry is not None and any(
                allowed(Moment(roster, team), entry) for team in self.teams.values()
            ):
                raise _removed()
        return None

    def stood_before(self, statement: Statement, later: Statement) -> bool:
        """Tell whether somebody else than its signer vouches that this came before ``later``."""
        signers = {
            entry.person
            for roster in self.rosters.values()
            if (entry := entry_with(roster, statement.key)) is not None
        }
        return any(
            by not in signers
            and statement.voice in places
            and later.voice in places
            and places[statement.voice] < places[later.voice]
            for by, places in self.places
        )

    def reader(self, statement: Statement) -> StaffEntry | None:
        """The facilitator or supervisor of the case's team who signed this; else ``None``."""
        return self.find(statement, is_reader)

    def pool(self, statement: Statement, pool: str) -> PoolEntry | None:
        """The pool of that id which signed this, on a roster in force then; else ``None``."""
        rosters = [moment.roster for moment in self.moments(statement)]
        found = next((one for r in rosters for one in _pools(r, pool, statement.key)), None)
        if found is None and any(_pools(r, pool, statement.key) for r in self.rosters.values()):
            raise _removed()
        return found


def _removed() -> SealingError:
    return SealingError(
        Fault.SIGNER_REMOVED, "A signer is no longer in force, and nobody vouches for then."
    )


def _pools(roster: Roster, pool: str, sign: bytes) -> list[PoolEntry]:
    return [one for one in roster.pools if one.pool == pool and one.sign == sign]


def with_heads(standing: Standing, shown: Sequence[ShownHead], org: str, case: str) -> Standing:
    """Add the moments that the shown heads vouch for.

    A head counts when its signer is in force now, or when it stands itself in another person's
    head that counts and its signer was in force then. One that does not count proves nothing and
    is passed over. Raises ``head-invalid`` or ``inclusion-invalid``.
    """
    heads = [(one, _read(standing, one, org, case)) for one in shown]
    _hold_one_trail([head for _, (head, _) in heads])
    vouched: dict[bytes, tuple[Moment, ...]] = {}
    places: list[tuple[str, Mapping[bytes, int]]] = []
    waiting = heads
    while waiting:
        known = Standing(standing.now, standing.rosters, standing.teams, vouched)
        counted = [one for one in waiting if _counts(known, one[0].head)]
        if not counted:
            break
        waiting = [one for one in waiting if one not in counted]
        for one, (_, moment) in counted:
            places.append((moment.by, {each.statement: each.index for each in one.inclusions}))
            for inclusion in one.inclusions:
                before = vouched.get(inclusion.statement, ())
                vouched[inclusion.statement] = (*before, moment)
    return Standing(standing.now, standing.rosters, standing.teams, vouched, tuple(places))


def _read(standing: Standing, shown: ShownHead, org: str, case: str) -> tuple[Head, Moment]:
    head = opened(shown.head, Head, Fault.HEAD_INVALID)
    roster, team = standing.rosters.get(head.roster), standing.teams.get(head.team)
    hold(
        Fault.HEAD_INVALID,
        "A head is of another trail.",
        head.org == org,
        head.chain == case,
    )
    if roster is None or team is None:
        raise SealingError(Fault.HEAD_INVALID, "A head names a roster or team that is not shown.")
    entry = entry_with(roster, shown.head.key)
    moment = Moment(roster, team, entry.person if entry else "")
    if entry is None or not is_reader(moment, entry):
        raise SealingError(Fault.HEAD_INVALID, "A head's signer was not in force under it.")
    for one in shown.inclusions:
        check_inclusion(one.statement, one.index, head.size, one.proof, head.statements)
    return head, moment


def _hold_one_trail(heads: Sequence[Head]) -> None:
    """Two heads at one entry that differ show that the server keeps two trails."""
    ends = {(one.number, one.hash, one.statements, one.size) for one in heads}
    hold(
        Fault.HEAD_INVALID,
        "Two heads at one entry of a trail differ.",
        len({number for number, *_ in ends}) == len(ends),
    )


def _counts(standing: Standing, head: Statement) -> bool:
    for moment in standing.moments(head):
        entry = entry_with(moment.roster, head.key)
        if entry is not None and entry.person != moment.by and is_reader(moment, entry):
            return True
    return False

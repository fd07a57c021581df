"""Owns reading an export's statements, rosters, trail and heads, each checked by itself.

Refuses to say what they mean together; `replaying` goes through them in their order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.archive.faults import ArchiveError, ArchiveFault, found_at
from service.archive.form import (
    ENTRIES_PER_FILE,
    head_name,
    organisation_team_name,
    policy_name,
    read_statement,
    roster_name,
    statement_name,
    trail_name,
)
from service.archive.policies import CLOCKS_DIFFER_S, check_policies, check_stated
from service.archive.reading import Archive
from service.sealing.encoding import canonical, parse_canonical, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.heads import check_head
from service.sealing.keys import Pins
from service.sealing.schemas import CaseStatement, Head, Policy, Roster, Team
from service.sealing.standing import Moment, entry_with, is_reader
from service.sealing.statements import Statement, open_statement
from service.sealing.trail import BEFORE_THE_FIRST, Trail, entry_hash, read_chain
from service.sealing.verify import verify_roster

Name = Callable[[bytes], str]


@dataclass(frozen=True)
class Published:
    """A roster and the statement that makes it."""

    statement: Statement
    roster: Roster


@dataclass(frozen=True)
class Signed:
    """A head, the statement that makes it, and how many rosters there were then."""

    statement: Statement
    head: Head
    roster: int


@dataclass(frozen=True)
class Collected:
    """Everything of a case but containers, grants and card."""

    pins: Pins
    case: str
    rosters: tuple[Published, ...]
    policies: tuple[Policy, ...]
    teams: dict[bytes, Statement]
    statements: dict[bytes, Statement]
    trail: Trail
    heads: tuple[Signed, ...]

    def named(self, voice: bytes) -> Statement:
        """The statement, or the head, that an entry of the trail names."""
        found = self.statements.get(voice)
        if found is not None:
            return found
        return next(one.statement for one in self.heads if one.statement.voice == voice)

    def rosters_at(self, number: int) -> list[int]:
        """How many rosters there may have been at an entry of the trail, the most first.

        The heads around the entry say which; where they leave several, times leave out those that
        were replaced long before the entry or made long after it.
        """
        at = self.trail.entries[number - 1].at
        least = max((one.roster for one in self.heads if one.head.number < number), default=1)
        most = min(one.roster for one in self.heads if one.head.number >= number)
        found = [
            count
            for count in range(most, least - 1, -1)
            if self.rosters[count - 1].roster.issued <= at + CLOCKS_DIFFER_S
            and (
                count == len(self.rosters)
                or self.rosters[count].roster.issued >= at - CLOCKS_DIFFER_S
            )
        ]
        return found or [most]


def where_of(number: int) -> str:
    """How a fault names an entry of the trail."""
    return f"trail/{number}"


def collect(archive: Archive, root: bytes) -> Collected:
    """Read everything but content; raises ArchiveError for the first thing that is wrong."""
    org, case = archive.listing.org, archive.listing.case
    pins = Pins(root=root, org=org)
    rosters = _rosters(archive, pins)
    policies = _policies(archive, org, [one.roster for one in rosters])
    named = {team for one in rosters for team in one.roster.teams}
    teams = {
        one.digest: one
        for one in _statements(archive, "teams", lambda one: organisation_team_name(one.digest))
    }
    _hold_accounted(teams, named, organisation_team_name)
    found = _statements(archive, "statements", lambda one: statement_name(one.voice))
    statements = {one.voice: one for one in found}
    trail = _trail(archive, case)
    _hold_accounted(statements, set(trail.statements), statement_name)
    heads = _heads(archive, rosters, statements, trail, org)
    # A head that a later one vouches for stands on the trail, and in its own place here.
    known = statements.keys() | {one.statement.voice for one in heads}
    for entry in trail.entries:
        if entry.statement and entry.statement not in known:
            raise ArchiveError(ArchiveFault.STATEMENT_MISSING, where_of(entry.number))
    return Collected(pins, case, rosters, policies, teams, statements, trail, heads)


def _statement(archive: Archive, name: str) -> Statement:
    raw = archive.take(name)
    try:
        statement = read_statement(raw)
    except SealingError:
        raise ArchiveError(ArchiveFault.FILE_INVALID, name) from None
    return statement


def _statements(
    archive: Archive, folder: str, named: Callable[[Statement], str]
) -> list[Statement]:
    found: list[Statement] = []
    for name in archive.names(folder):
        statement = _statement(archive, name)
        try:
            body = statement.body
        except SealingError as error:
            raise found_at(name, error) from error
        # Heads and rosters have places of their own, where more is asked of them.
        if named(statement) != name or isinstance(body, Head | Roster):
            raise ArchiveError(ArchiveFault.STATEMENT_MISPLACED, name)
        found.append(statement)
    return found


def _hold_accounted(found: dict[bytes, Statement], named: set[bytes], name: Name) -> None:
    for key in found:
        if key not in named:
            raise ArchiveError(ArchiveFault.UNACCOUNTED, name(key))


def _rosters(archive: Archive, pins: Pins) -> tuple[Published, ...]:
    names = archive.names("rosters")
    if not names:
        raise ArchiveError(ArchiveFault.FILE_MISSING, roster_name(1))
    found: list[Published] = []
    for sequence, name in enumerate(names, start=1):
        statement = _statement(archive, name)
        try:
            roster = verify_roster(statement, pins)
        except SealingError as error:
            raise found_at(name, error) from error
        before = found[-1].statement.digest if found else b""
        if (roster_name(sequence), sequence, before) != (name, roster.sequence, roster.previous):
            raise ArchiveError(Fault.ROSTER_INVALID, name)
        found.append(Published(statement, roster))
    return tuple(found)


def _policies(archive: Archive, org: str, rosters: Sequence[Roster]) -> tuple[Policy, ...]:
    """Read the organisation's policies; an export of before it had any has none."""
    names = archive.names("policies")
    if names != [policy_name(number) for number in range(1, len(names) + 1)]:
        raise ArchiveError(ArchiveFault.POLICY_INVALID, names[0])
    found = [_statement(archive, name) for name in names]
    checked = check_policies(org, found)
    for one in found:
        check_stated(one, rosters)
    return checked


def _trail(archive: Archive, case: str) -> Trail:
    lines: list[tuple[bytes, bytes]] = []
    names = archive.names("trail")
    for name in names:
        if name != trail_name(len(lines) + 1):
            raise ArchiveError(Fault.TRAIL_BROKEN, name)
        lines += _lines(archive.take(name), name)
    if len(names) != -(-len(lines) // ENTRIES_PER_FILE) or not lines:
        raise ArchiveError(ArchiveFault.FILE_MISSING, trail_name(1))
    try:
        return read_chain(case, lines)
    except SealingError as error:
        raise ArchiveError(error.code, where_of(_broken(lines))) from error


def _lines(raw: bytes, name: str) -> list[tuple[bytes, bytes]]:
    found = []
    *lines, last = raw.split(b"\n")
    try:
        for line in lines:
            value = parse_canonical(line)
            if set(value) != {"entry", "hash"}:
                raise ArchiveError(ArchiveFault.FILE_INVALID, name)
            found.append((canonical(value["entry"]), unb64(value["hash"], length=32)))
    except SealingError:
        raise ArchiveError(ArchiveFault.FILE_INVALID, name) from None
    if last or not found:
        raise ArchiveError(ArchiveFault.FILE_INVALID, name)
    return found


def _broken(lines: Sequence[tuple[bytes, bytes]]) -> int:
    """The first entry whose hash does not follow, or the first of all."""
    before = BEFORE_THE_FIRST
    for number, (raw, link) in enumerate(lines, start=1):
        if entry_hash(before, raw) != link:
            return number
        before = link
    return 1


def _heads(
    archive: Archive,
    rosters: Sequence[Published],
    statements: dict[bytes, Statement],
    trail: Trail,
    org: str,
) -> tuple[Signed, ...]:
    sequences = {one.statement.digest: one.roster.sequence for one in rosters}
    teams = {one.digest: one for one in statements.values() if one.type == Team.TYPE}
    in_force = _teams_in_force(statements, trail)
    found: list[Signed] = []
    for name in archive.names("heads"):
        statement = _statement(archive, name)
        try:
            head = check_head(statement, trail)
        except SealingError as error:
            raise found_at(name, error) from error
        if head_name(head.number, statement.voice) != name:
            raise ArchiveError(ArchiveFault.STATEMENT_MISPLACED, name)
        sequence = sequences.get(head.roster, 0)
        roster = rosters[sequence - 1].roster
        team = teams.get(head.team)
        if sequence == 0 or head.org != org or team is None:
            raise ArchiveError(Fault.HEAD_INVALID, name)
        # Whoever was taken off a team would be believed by a head that names it afterwards.
        if head.team != in_force[head.number - 1]:
            raise ArchiveError(Fault.HEAD_INVALID, name)
        entry = entry_with(roster, statement.key)
        if entry is None or not is_reader(Moment(roster, open_statement(team, Team)), entry):
            raise ArchiveError(Fault.HEAD_INVALID, name)
        found.append(Signed(statement, head, sequence))
    if not found or found[-1].head.number != len(trail.entries):
        raise ArchiveError(ArchiveFault.HEAD_MISSING, where_of(len(trail.entries)))
    for before, after in pairwise(found):
        if after.roster < before.roster and after.head.number > before.head.number:
            where = head_name(after.head.number, after.statement.voice)
            raise ArchiveError(Fault.HEAD_INVALID, where)
    return tuple(found)


def _teams_in_force(statements: dict[bytes, Statement], trail: Trail) -> list[bytes]:
    """At each entry the team that the newest case statement names by then, or nothing.

    Entries are nobody's word: one that names an old statement once more changes nothing.
    """
    found, team, sequence = [], b"", 0
    for entry in trail.entries:
        named = statements.get(entry.statement) if entry.statement else None
        if named is not None and named.type == CaseStatement.TYPE:
            stated = open_statement(named, CaseStatement)
            if stated.sequence > sequence:
                team, sequence = stated.team, stated.sequence
        found.append(team)
    return found

"""Taking an export of a case: everything of it, written into one file that anyone can check.

Owns what goes in: all that the trail accounts for up to one entry, which this person countersigns.
Refuses what came later, and to hold more than one slice of content in memory.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from service.archive.faults import ArchiveError
from service.archive.form import (
    CHUNKS_PER_FILE,
    ENTRIES_PER_FILE,
    card_name,
    chunks_name,
    grant_name,
    head_name,
    organisation_team_name,
    policy_name,
    roster_name,
    statement_bytes,
    statement_name,
    table_name,
    trail_lines,
    trail_name,
)
from service.archive.policies import check_stated
from service.archive.writing import ExportWriter
from service.client.countersigning import countersign, trail_lines_of
from service.client.download import Fetcher, Layout
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.encoding import digest, unb64
from service.sealing.schemas import (
    CaseStatement,
    Decision,
    Destruction,
    Head,
    Manifest,
    Policy,
    Regrant,
    RenditionStatement,
    Roster,
)
from service.sealing.statements import Statement, open_statement
from service.sealing.table import chunk_count
from service.sealing.trail import Trail


@dataclass(frozen=True)
class _Gathered:
    """Everything of a case but its containers."""

    trail: Trail
    statements: dict[bytes, Statement]
    heads: list[tuple[Head, Statement]]
    rosters: list[tuple[Roster, Statement]]
    teams: dict[bytes, Statement]
    policies: list[Statement]


async def export_case(person: Person, case: str, target: Path) -> None:
    """Write everything of a case into `target`, which appears only when it is whole.

    The export is noted on the trail, and the trail countersigned to its end, first. Raises
    NotPossible `policy-invalid` where the service shows a policy that is no supervisor's.
    """
    await person.transport.post(f"/cases/{case}/exports")
    found = await _gather(person, case, await countersign(person, case))
    with ExportWriter(target, org=person.org, case=case) as writer:
        await _add_card(person, case, found, writer)
        await _add_containers(person, found, writer)
        await _add_grants(person, case, found, writer)
        for head, statement in found.heads:
            name = head_name(head.number, statement.voice)
            writer.add(name, statement_bytes(statement))
        for sequence, statement in enumerate(found.policies, start=1):
            writer.add(policy_name(sequence), statement_bytes(statement))
        for roster, statement in found.rosters:
            writer.add(roster_name(roster.sequence), statement_bytes(statement))
        for key, statement in sorted(found.statements.items()):
            writer.add(statement_name(key), statement_bytes(statement))
        for key, statement in sorted(found.teams.items()):
            writer.add(organisation_team_name(key), statement_bytes(statement))
        lines = trail_lines_of(person, found.trail)
        for first in range(0, len(lines), ENTRIES_PER_FILE):
            part = lines[first : first + ENTRIES_PER_FILE]
            writer.add(trail_name(first + 1), trail_lines(part))
        await asyncio.to_thread(writer.finish)


async def _gather(person: Person, case: str, trail: Trail) -> _Gathered:
    named, until = set(trail.statements), len(trail.entries)
    statements: dict[bytes, Statement] = {}
    heads: dict[tuple[int, bytes], tuple[Head, Statement]] = {}
    async for row in person.transport.rows(f"/cases/{case}/exports/statements"):
        statement = Statement.from_wire(row)
        if statement.type == Head.TYPE:
            head = open_statement(statement, Head)
            if head.number <= until:
                heads[head.number, statement.voice] = (head, statement)
        elif statement.voice in named:
            statements[statement.voice] = statement
    rosters: dict[int, tuple[Roster, Statement]] = {}
    teams: dict[bytes, Statement] = {}
    policies: list[tuple[Policy, Statement]] = []
    async for row in person.transport.rows(f"/cases/{case}/exports/organisation"):
        statement = Statement.from_wire(row)
        if statement.type == Roster.TYPE:
            roster = open_statement(statement, Roster)
            rosters[roster.sequence] = (roster, statement)
        elif statement.type == Policy.TYPE:
            policies.append((open_statement(statement, Policy), statement))
        else:
            teams[statement.digest] = statement
    # A roster that was published behind the last head has no place in what that head ends.
    last = {head.roster for head, _ in heads.values() if head.number == until}
    newest = max(roster.sequence for roster, one in rosters.values() if one.digest in last)
    kept = [rosters[number] for number in sorted(rosters) if number <= newest]
    wanted = {team for roster, _ in kept for team in roster.teams}
    return _Gathered(
        trail=trail,
        statements=statements,
        heads=[heads[key] for key in sorted(heads)],
        rosters=kept,
        teams={key: one for key, one in teams.items() if key in wanted},
        policies=_policies(
            policies,
            [roster for roster, _ in kept],
            [rosters[number][0] for number in sorted(rosters)],
        ),
    )


def _policies(
    shown: list[tuple[Policy, Statement]], kept: list[Roster], rosters: list[Roster]
) -> list[Statement]:
    """Return the policies in their order, up to one by somebody whom only a later roster lists.

    `kept` are the rosters up to the last head's, `rosters` all of them. Raises NotPossible
    `policy-invalid` for a policy that no roster explains.
    """
    found = []
    for _, statement in sorted(shown, key=lambda one: one[0].sequence):
        if not _is_stated(statement, kept):
            if _is_stated(statement, rosters):
                break
            raise NotPossible("policy-invalid", "A policy is no supervisor's by any roster shown.")
        found.append(statement)
    return found


def _is_stated(statement: Statement, rosters: list[Roster]) -> bool:
    try:
        check_stated(statement, rosters)
    except ArchiveError:
        return False
    return True


async def _add_card(person: Person, case: str, found: _Gathered, writer: ExportWriter) -> None:
    wire = await person.transport.get(f"/cases/{case}")
    card = unb64(wire["card"])
    named = {
        open_statement(one, CaseStatement).card
        for one in found.statements.values()
        if one.type == CaseStatement.TYPE
    }
    if digest(card) in named:
        writer.add(card_name(digest(card)), card)


async def _add_containers(person: Person, found: _Gathered, writer: ExportWriter) -> None:
    containers = {}
    for one in found.statements.values():
        if one.type == Manifest.TYPE:
            for ref in open_statement(one, Manifest).containers:
                containers[ref.rendition] = ref
        elif one.type == RenditionStatement.TYPE:
            output = open_statement(one, RenditionStatement).output
            containers[output.rendition] = output
    gone = _destroyed(found)
    for rendition, ref in sorted(containers.items()):
        if rendition in gone:
            continue
        path = f"/renditions/{rendition}"
        layout = Layout.of(await person.transport.get(path), ref.padded)
        fetcher = Fetcher(person.transport, layout)
        try:
            await _add_chunks(fetcher, rendition, chunk_count(ref.padded), writer)
        finally:
            await fetcher.close()
        table = await person.transport.get_bytes(f"{path}/table")
        writer.add(table_name(rendition), table)


def _destroyed(found: _Gathered) -> set[str]:
    """Return the containers of which only the statement is left that destroyed them."""
    return {
        open_statement(one, Destruction).rendition
        for one in found.statements.values()
        if one.type == Destruction.TYPE
    }


async def _add_chunks(fetcher: Fetcher, rendition: str, chunks: int, writer: ExportWriter) -> None:
    for first in range(0, chunks, CHUNKS_PER_FILE):
        part = bytearray()
        for index in range(first, min(first + CHUNKS_PER_FILE, chunks)):
            part += await fetcher.chunk(index)
        name = chunks_name(rendition, first // CHUNKS_PER_FILE)
        await asyncio.to_thread(writer.add, name, bytes(part))


async def _add_grants(person: Person, case: str, found: _Gathered, writer: ExportWriter) -> None:
    named = {
        grant.grant
        for one in found.statements.values()
        if one.type == Decision.TYPE
        for recipient in open_statement(one, Decision).recipients
        for grant in recipient.grants
    } | {
        grant.grant
        for one in found.statements.values()
        if one.type == Regrant.TYPE
        for grant in open_statement(one, Regrant).grants
    }
    grants: dict[bytes, bytes] = {}
    async for row in person.transport.rows(f"/cases/{case}/exports/grants"):
        sealed = unb64(row["grant"])
        if digest(sealed) in named:
            grants[digest(sealed)] = sealed
    for key, sealed in sorted(grants.items()):
        writer.add(grant_name(key), sealed)

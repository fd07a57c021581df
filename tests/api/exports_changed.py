"""Copies of an export that were changed by whoever owns the server, alone or with an insider.

Each change keeps archive and list good, so that only what they say can give it away.
"""

from collections.abc import Callable
from dataclasses import replace

from service.archive.form import read_statement, statement_bytes, statement_name
from service.client.person import Person
from service.sealing.encoding import b64
from service.sealing.schemas import (
    Acceptance,
    Body,
    CaseStatement,
    Decision,
    Manifest,
    Opening,
    RenditionStatement,
    Roster,
)
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.table import SEALED_CHUNK
from tests.factories.exported import (
    Exported,
    Files,
    Line,
    countersigned,
    exchange,
    of_type,
    put,
    rewrite_trail,
    trail_of,
)

Change = Callable[[Exported, Files], None]


def names_in(files: Files, folder: str, ending: str = "") -> list[str]:
    """The files of a folder."""
    return sorted(n for n in files if n.startswith(folder + "/") and n.endswith(ending))


def _flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes((raw[at] ^ 1,)) + raw[at + 1 :]


def _a_file_nobody_names(_case: Exported, files: Files) -> None:
    files["cards/readme"] = b"by the way"


def _a_statement_dropped(_case: Exported, files: Files) -> None:
    del files[statement_name(of_type(files, Opening.TYPE)[0].voice)]


def _a_statement_added(case: Exported, files: Files) -> None:
    statement = of_type(files, CaseStatement.TYPE)[0]
    body = replace(open_statement(statement, CaseStatement), issued=1)
    put(files, sign(body, case.world.asha.keys.sign_seed))


def _a_statement_changed(_case: Exported, files: Files) -> None:
    statement = of_type(files, Manifest.TYPE)[0]
    changed = replace(statement, payload=_flipped(statement.payload, -3))
    files[statement_name(statement.voice)] = statement_bytes(changed)


def _two_statements_exchanged(_case: Exported, files: Files) -> None:
    one, other = (statement_name(each.voice) for each in of_type(files, Manifest.TYPE))
    files[one], files[other] = files[other], files[one]


def _a_statement_written_otherwise(_case: Exported, files: Files) -> None:
    name = names_in(files, "statements")[0]
    files[name] = files[name].replace(b'","', b'", "', 1)


def _the_first_roster_dropped(_case: Exported, files: Files) -> None:
    del files[names_in(files, "rosters")[0]]


def _the_last_roster_dropped(_case: Exported, files: Files) -> None:
    del files[names_in(files, "rosters")[-1]]


def _a_roster_by_another(case: Exported, files: Files) -> None:
    name = names_in(files, "rosters")[-1]
    newest = open_statement(read_statement(files[name]), Roster)
    files[name] = statement_bytes(sign(newest, case.world.asha.keys.sign_seed))


def _a_time_changed(_case: Exported, files: Files) -> None:
    name = names_in(files, "trail")[0]
    files[name] = files[name].replace(b'"at":1', b'"at":2', 1)


def _a_time_changed_and_chained_anew(_case: Exported, files: Files) -> None:
    entries = trail_of(files)
    entries[3]["at"] += 1
    rewrite_trail(files, entries)


def _a_release_added_behind_the_last_head(_case: Exported, files: Files) -> None:
    entries = trail_of(files)
    released = next(one for one in entries if one["event"] == "item.released")
    rewrite_trail(files, [*entries, released])


def _every_head_dropped(_case: Exported, files: Files) -> None:
    for name in names_in(files, "heads"):
        del files[name]


def _a_head_by_somebody_not_on_the_team(case: Exported, files: Files) -> None:
    trail = rewrite_trail(files, trail_of(files))
    countersigned(files, case.world, case.world.administrator, trail)


def _a_table_exchanged(_case: Exported, files: Files) -> None:
    one, other = names_in(files, "containers", "/table")[:2]
    files[one], files[other] = files[other], files[one]


def _a_chunk_flipped(_case: Exported, files: Files) -> None:
    name = names_in(files, "containers", "/chunks/000000")[0]
    files[name] = _flipped(files[name], 1000)


def _a_chunk_cut(_case: Exported, files: Files) -> None:
    name = names_in(files, "containers", "/chunks/000000")[0]
    files[name] = files[name][:-1]


def _a_chunk_appended(_case: Exported, files: Files) -> None:
    name = names_in(files, "containers", "/chunks/000000")[0]
    files[name.replace("000000", "000001")] = bytes(SEALED_CHUNK)


def _a_container_dropped(_case: Exported, files: Files) -> None:
    folder = names_in(files, "containers", "/table")[0].removesuffix("table")
    for name in [name for name in files if name.startswith(folder)]:
        del files[name]


def _a_grant_exchanged(_case: Exported, files: Files) -> None:
    one, other = names_in(files, "grants")
    files[one], files[other] = files[other], files[one]


def _a_grant_dropped(_case: Exported, files: Files) -> None:
    del files[names_in(files, "grants")[0]]


def _a_card_exchanged(_case: Exported, files: Files) -> None:
    name = names_in(files, "cards")[0]
    files[name] = _flipped(files[name], 0)


# With a facilitator of the team who countersigns whatever the server likes.


def insider(case: Exported, files: Files, entries: list[Line]) -> None:
    """Chain the entries anew, and let a facilitator countersign whatever they say."""
    countersigned(files, case.world, case.world.asha, rewrite_trail(files, entries))


def _released_without_an_approval(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    decision = of_item(files, Decision.TYPE, case.letter)
    del files[statement_name(decision.voice)]
    insider(case, files, [e for e in entries if e["statement"] != b64(decision.voice)])


def _released_before_its_approval(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    at = place_of(entries, "item.released", case.letter)
    released = entries.pop(at)
    entries.insert(place_of(entries, "item.decided", case.letter), released)
    insider(case, files, entries)


def _released_later(days: int) -> Change:
    def change(case: Exported, files: Files) -> None:
        entries = trail_of(files)
        entries[place_of(entries, "item.released", case.letter)]["at"] += days * 24 * 3600
        insider(case, files, entries)

    return change


def _an_acceptance_by_nobody(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    old = of_item(files, Acceptance.TYPE, case.letter)
    exchange(files, entries, old, sign(old.body, bytes(32)))
    insider(case, files, entries)


def _an_approval_that_stands_for_another_item(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    decision = of_item(files, Decision.TYPE, case.letter)
    for entry in entries:
        if entry["event"] in {"item.decided", "item.approved"}:
            entry["statement"] = b64(decision.voice)
    del files[statement_name(of_item(files, Decision.TYPE, case.recording).voice)]
    insider(case, files, entries)


def _fewer_approvals_than_the_case_asks_for(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    stated = of_type(files, CaseStatement.TYPE)
    newest = max(stated, key=lambda one: open_statement(one, CaseStatement).sequence)
    body = open_statement(newest, CaseStatement)
    stricter = sign(
        replace(
            body, sequence=body.sequence + 1, previous=newest.digest, route="specialist", signers=2
        ),
        case.world.asha.keys.sign_seed,
    )
    put(files, stricter)
    entry = dict(entries[place_of(entries, "case.stated", "")])
    entry["statement"] = b64(stricter.voice)
    entries.insert(place_of(entries, "item.offered", case.letter), entry)
    insider(case, files, entries)


def _resigned(kind: str, item: str, by: Callable[[Exported], Person]) -> Change:
    def change(case: Exported, files: Files) -> None:
        entries = trail_of(files)
        old = of_item(files, kind, getattr(case, item))
        exchange(files, entries, old, sign(old.body, by(case).keys.sign_seed))
        insider(case, files, entries)

    return change


def _approval_of_half_of_it(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    old = of_item(files, Decision.TYPE, case.letter)
    body = open_statement(old, Decision)
    half = replace(body, coverage=replace(body.coverage, covered=body.coverage.total - 1))
    exchange(files, entries, old, sign(half, case.world.asha.keys.sign_seed))
    insider(case, files, entries)


def _opened_is_said_by_nobody(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    opening = of_item(files, Opening.TYPE, case.letter)
    del files[statement_name(opening.voice)]
    for entry in entries:
        if entry["statement"] == b64(opening.voice):
            entry["statement"] = ""
    insider(case, files, entries)


def _another_manifest_than_was_approved(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    old = of_item(files, Manifest.TYPE, case.letter)
    body: Body = replace(open_statement(old, Manifest), created=1)
    exchange(files, entries, old, sign(body, case.world.responsible.keys.sign_seed))
    insider(case, files, entries)


def of_item(files: Files, kind: str, item: str) -> Statement:
    """The statement of one type about an item."""
    return next(one for one in of_type(files, kind) if getattr(one.body, "item", "") == item)


def place_of(entries: list[Line], event: str, subject: str) -> int:
    """Where the trail first tells of something."""
    return next(
        at
        for at, one in enumerate(entries)
        if one["event"] == event and subject in {"", one["subject"]}
    )


CHANGES: dict[str, tuple[Change, str]] = {
    "a file nobody names": (_a_file_nobody_names, "unaccounted"),
    "a statement dropped": (_a_statement_dropped, "statement-missing"),
    "a statement added": (_a_statement_added, "unaccounted"),
    "a statement changed": (_a_statement_changed, "statement-signature"),
    "two statements exchanged": (_two_statements_exchanged, "statement-misplaced"),
    "a statement written otherwise": (_a_statement_written_otherwise, "file-invalid"),
    "the first roster dropped": (_the_first_roster_dropped, "roster-invalid"),
    "the last roster dropped": (_the_last_roster_dropped, "head-invalid"),
    "a roster by another than the root": (_a_roster_by_another, "roster-invalid"),
    "a time changed": (_a_time_changed, "trail-broken"),
    "a time changed, chained anew": (_a_time_changed_and_chained_anew, "head-mismatch"),
    "a release behind the last head": (_a_release_added_behind_the_last_head, "head-missing"),
    "every head dropped": (_every_head_dropped, "head-missing"),
    "a head by an outsider": (_a_head_by_somebody_not_on_the_team, "head-invalid"),
    "a table exchanged": (_a_table_exchanged, "table-replaced"),
    "a chunk flipped": (_a_chunk_flipped, "chunk-replaced"),
    "a chunk cut": (_a_chunk_cut, "chunk-replaced"),
    "a chunk appended": (_a_chunk_appended, "unaccounted"),
    "a container dropped": (_a_container_dropped, "file-missing"),
    "a grant exchanged": (_a_grant_exchanged, "grant-replaced"),
    "a grant dropped": (_a_grant_dropped, "grant-missing"),
    "a card exchanged": (_a_card_exchanged, "card-replaced"),
    "released without an approval": (_released_without_an_approval, "step-missing"),
    "released before its approval": (_released_before_its_approval, "step-missing"),
    "released after its window": (_released_later(10), "outside-window"),
    "released after its approval": (_released_later(400), "decision-expired"),
    "an approval of another item": (
        _an_approval_that_stands_for_another_item,
        "statement-misplaced",
    ),
    "fewer approvals than asked for": (_fewer_approvals_than_the_case_asks_for, "signers-missing"),
    "an approval of half of it": (_approval_of_half_of_it, "decision-invalid"),
    "an approval by its author": (
        _resigned(Decision.TYPE, "letter", lambda case: case.world.responsible),
        "decision-invalid",
    ),
    "a manifest by a facilitator": (
        _resigned(Manifest.TYPE, "letter", lambda case: case.world.asha),
        "manifest-invalid",
    ),
    "another manifest than approved": (_another_manifest_than_was_approved, "decision-invalid"),
    "a rendition by a facilitator": (
        _resigned(RenditionStatement.TYPE, "recording", lambda case: case.world.asha),
        "rendition-invalid",
    ),
    "an acceptance by a facilitator": (
        _resigned(Acceptance.TYPE, "letter", lambda case: case.world.asha),
        "signer-unknown",
    ),
    "an acceptance by nobody known": (_an_acceptance_by_nobody, "signer-unknown"),
    "an opening by a facilitator": (
        _resigned(Opening.TYPE, "letter", lambda case: case.world.asha),
        "signer-unknown",
    ),
    "an opening by nobody": (_opened_is_said_by_nobody, "statement-missing"),
}

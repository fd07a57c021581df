"""A reader who has left since they approved is believed where somebody else vouches for then."""

from dataclasses import replace
from pathlib import Path

from service.archive.checking import Verdict, check_export
from service.archive.form import head_name, read_statement, roster_name, statement_bytes
from service.sealing.heads import InForce, make_head
from service.sealing.schemas import Head, Roster
from service.sealing.statements import open_statement
from tests.factories.exported import Exported, Files, rewrite_trail, trail_of

HOURS = 3600


def _released_after_ben_left(case: Exported, files: Files, *, vouched: bool) -> None:
    """Ben approved the recording and left the roster; two hours later it is released."""
    world, entries = case.world, trail_of(files)
    heads = {name: read_statement(raw) for name, raw in files.items() if name.startswith("heads/")}
    last = open_statement(heads[max(heads)], Head)
    if not vouched:
        for name, statement in heads.items():
            if statement.key == world.asha.identity.sign_public:
                del files[name]
    before = read_statement(files[roster_name(2)])
    body = open_statement(before, Roster)
    left = world.root.sign_roster(
        replace(
            body,
            sequence=3,
            previous=before.digest,
            issued=entries[-1]["at"],
            staff=tuple(one for one in body.staff if one.person != world.ben.id),
        )
    )
    files[roster_name(3)] = statement_bytes(left)
    released = next(one for one in entries if one["event"] == "item.released")
    at = entries[-1]["at"] + 2 * HOURS
    trail = rewrite_trail(files, [*entries, released | {"subject": case.recording, "at": at}])
    seed = world.asha.keys.sign_seed
    head = make_head(trail, world.org, InForce(left.digest, last.team), seed, at)
    files[head_name(len(trail.entries), head)] = statement_bytes(head)


def _checked(case: Exported, folder: Path, *, vouched: bool) -> Verdict:
    def change(files: Files) -> None:
        _released_after_ben_left(case, files, vouched=vouched)

    return check_export(case.repacked(folder, change), case.world.root.public)


def test_their_approval_counts_where_another_vouched_for_it(
    exported: Exported, tmp_path: Path
) -> None:
    verdict = _checked(exported, tmp_path, vouched=True)
    assert verdict.first_fault is None
    assert verdict.checked["releases"] == 2


def test_their_approval_counts_for_nothing_where_nobody_did(
    exported: Exported, tmp_path: Path
) -> None:
    fault = _checked(exported, tmp_path, vouched=False).first_fault
    assert fault is not None
    assert fault["code"] == "signer-removed"

"""A case's export is checked without the service: whole it holds, changed it never does."""

import asyncio
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from service.archive.checking import check_export
from service.archive.form import LISTING, ListedFile, Listing
from service.archive.writing import ExportWriter
from service.archive.zip_form import directory
from service.client.errors import Refusal
from service.client.exporting import export_case
from service.sealing.encoding import digest
from tests.api.exports_changed import CHANGES
from tests.api.exports_forged import FORGED
from tests.factories.exported import Exported
from tests.factories.in_process import InProcess
from tests.factories.world import RECORDED, Neighbours, World

CHANGED = CHANGES | FORGED


def code_of(path: Path, root: bytes) -> str | None:
    """The code of the first fault; None where everything holds."""
    fault = check_export(path, root).first_fault
    return fault["code"] if fault else None


# What the world's people agreed to and chose, and what was recorded of them.
SAID = 13 + RECORDED


class TestAnExport:
    def test_holds_under_its_organisations_root(self, exported: Exported) -> None:
        verdict = check_export(exported.path, exported.world.root.public)
        assert verdict.first_fault is None
        counted = verdict.checked
        assert (counted["rosters"], counted["statements"], counted["items"]) == (2, 14 + SAID, 2)
        assert (counted["decisions"], counted["offers"]) == (2, 2)
        assert (counted["releases"], counted["openings"]) == (1, 1)
        assert (counted["containers"], counted["chunks"]) == (3, 3)
        assert (counted["grants"], counted["cards"]) == (2, 1)
        assert counted["heads"] >= 6

    def test_holds_under_no_other_root(self, exported: Exported) -> None:
        assert code_of(exported.path, exported.world.asha.identity.sign_public) == "roster-invalid"

    def test_put_together_again_is_the_same_file(self, exported: Exported, tmp_path: Path) -> None:
        again = exported.repacked(tmp_path, lambda _files: None)
        assert again.read_bytes() == exported.path.read_bytes()

    def test_is_a_zip_file_to_others_too(self, exported: Exported) -> None:
        with zipfile.ZipFile(exported.path) as opened:
            assert opened.testzip() is None
            assert opened.namelist()[-1] == LISTING
            assert {name: opened.read(name) for name in opened.namelist()[:-1]} == exported.files()

    def test_is_its_makers_alone(self, exported: Exported) -> None:
        assert exported.path.stat().st_mode & 0o777 == 0o600

    def test_holds_nothing_in_clear(self, exported: Exported) -> None:
        whole = exported.path.read_bytes()
        assert b"that night" not in whole
        assert b"stands for a recording" not in whole
        assert b"Both sides asked" not in whole

    async def test_is_for_the_cases_team_alone(
        self, service: InProcess, world: World, neighbours: Neighbours, tmp_path: Path
    ) -> None:
        for person in (world.harmed, world.administrator, neighbours.stranger):
            with pytest.raises(Refusal) as refused:
                await export_case(person, world.case, tmp_path / "case.zip")
            assert refused.value.slug == "not-found"
            for path in (f"/chains/{world.case}", f"/cases/{world.case}/exports/statements"):
                with pytest.raises(Refusal):
                    await person.transport.get(path)
        assert not (tmp_path / "case.zip").exists()
        assert len(await service.trail(world.case, "case.exported")) == 0
        await export_case(world.ben, world.case, tmp_path / "case.zip")
        assert len(await service.trail(world.case, "case.exported")) == 1
        assert code_of(tmp_path / "case.zip", world.root.public) is None


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_copy_is_found_out(exported: Exported, tmp_path: Path, name: str) -> None:
    change, code = CHANGED[name]
    copy = exported.repacked(tmp_path, lambda files: change(exported, files))
    assert code_of(copy, exported.world.root.public) == code


def _bytes_behind(raw: bytes) -> bytes:
    return raw + b"\0"


def _comment(raw: bytes) -> bytes:
    return raw[:-2] + b"\x02\x00hi"


def _time_in_a_header(raw: bytes) -> bytes:
    return raw[:10] + b"\x01" + raw[11:]


def _gap_between_files(raw: bytes) -> bytes:
    second = raw.index(b"PK\x03\x04", 4)
    return raw[:second] + b"\0" + raw[second:]


def _name_in_the_directory(raw: bytes) -> bytes:
    at = raw.rindex(b"manifest.json")
    return raw[:at] + b"manifest.jsom" + raw[at + 13 :]


def _bytes_in_front(raw: bytes) -> bytes:
    return b"\0" + raw


def _cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


@pytest.mark.parametrize(
    "change",
    [
        *(_bytes_behind, _comment, _time_in_a_header, _gap_between_files),
        *(_name_in_the_directory, _bytes_in_front, _cut),
    ],
)
def test_an_archive_of_another_form_is_refused(
    exported: Exported, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    copy = tmp_path / "copy.zip"
    copy.write_bytes(change(exported.path.read_bytes()))
    assert code_of(copy, exported.world.root.public) in {"archive-invalid", "file-missing"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_same_files_in_another_archive_are_refused(
    exported: Exported, tmp_path: Path, method: int
) -> None:
    copy = tmp_path / "copy.zip"
    with zipfile.ZipFile(exported.path) as old, zipfile.ZipFile(copy, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert code_of(copy, exported.world.root.public) == "archive-invalid"


def _with_listing(exported: Exported, target: Path, change: Callable[[Listing], bytes]) -> None:
    """Write a good archive whose list says something else."""
    files = exported.files()
    listed = tuple(ListedFile(digest(files[name]), name, len(files[name])) for name in files)
    listing = Listing(exported.world.case, listed, "gobetween/export/1", exported.world.org)
    with ExportWriter(target, org=exported.world.org, case=exported.world.case) as writer:
        for name in files:
            writer.add(name, files[name])
        writer._listed = []
        written = change(listing)
        writer._write(LISTING, written)
        assert writer._file is not None
        for part in directory(writer._entries):
            writer._file.write(part)
        writer._file.close()
        writer._beside.replace(target)
        writer._file = None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one: Listing(one.case, one.files[1:], one.form, one.org), "listing-mismatch"),
        (lambda one: Listing(one.case, one.files[::-1], one.form, one.org), "listing-mismatch"),
        (
            lambda one: Listing(one.case, one.files, "gobetween/export/2", one.org),
            "listing-invalid",
        ),
        (lambda one: Listing(one.org, one.files, one.form, one.org), "trail-broken"),
        (lambda one: Listing(one.case, one.files, one.form, one.case), "roster-invalid"),
        (lambda one: one, None),
    ],
    ids=["a file unlisted", "another order", "form", "case", "organisation", "unchanged"],
)
def test_a_list_that_says_something_else_is_found_out(
    exported: Exported, tmp_path: Path, change: Callable[[Listing], Listing], code: str | None
) -> None:
    copy = tmp_path / "copy.zip"
    _with_listing(exported, copy, lambda listing: change(listing).to_bytes())
    assert code_of(copy, exported.world.root.public) == code


async def test_no_flipped_bit_is_accepted(exported: Exported, tmp_path: Path) -> None:
    whole = exported.path.read_bytes()
    root, copy = exported.world.root.public, tmp_path / "copy.zip"
    chosen = random.Random(20260701)
    headers = [at for at in range(len(whole) - 3) if whole[at : at + 2] == b"PK"]
    # Every byte of a few headers and of the end, and many bytes of everything else.
    places = {at + step for at in headers[:2] + headers[-2:] for step in range(46)}
    places |= {chosen.randrange(len(whole)) for _ in range(200)}
    accepted = []

    def try_all() -> None:
        for at in sorted(one for one in places if one < len(whole)):
            flipped = whole[at] ^ (1 << chosen.randrange(8))
            copy.write_bytes(whole[:at] + bytes((flipped,)) + whole[at + 1 :])
            if check_export(copy, root).ok:
                accepted.append(at)

    await asyncio.to_thread(try_all)
    assert accepted == []
    copy.write_bytes(whole)
    assert check_export(copy, root).ok

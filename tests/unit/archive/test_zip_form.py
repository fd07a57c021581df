"""The archive's bytes: what others read too, at sizes that a test cannot write, and names."""

import zipfile
import zlib
from pathlib import Path

import pytest

from service.archive.writing import ExportWriter
from service.archive.zip_form import Entry, directory, good_name, local_header
from service.sealing.encoding import new_id

FAR = 2**32


def _sparse(path: Path, places: list[int], text: bytes) -> list[Entry]:
    """Write small files at these places of a file that is mostly holes."""
    entries = [Entry(f"f{at:013}", len(text), zlib.crc32(text), at) for at in places]
    with path.open("wb") as file:
        for entry in entries:
            file.seek(entry.at)
            file.write(local_header(entry) + text)
        for part in directory(entries):
            file.write(part)
    return entries


@pytest.mark.parametrize("last", [FAR - 2, FAR - 1, FAR, FAR + 12345])
def test_files_beyond_four_gibibytes_are_found_by_other_programs(tmp_path: Path, last: int) -> None:
    path = tmp_path / "far.zip"
    entries = _sparse(path, [0, 1000, last], b"behind all of it")
    with zipfile.ZipFile(path) as opened:
        assert [one.header_offset for one in opened.infolist()] == [one.at for one in entries]
        assert opened.read(entries[-1].name) == b"behind all of it"
    assert path.stat().st_size - last < 1000


@pytest.mark.parametrize("count", [1, 65534, 65535, 70000])
def test_any_number_of_files_is_found_by_other_programs(tmp_path: Path, count: int) -> None:
    path = tmp_path / "many.zip"
    _sparse(path, [at * 60 for at in range(count)], b"")
    with zipfile.ZipFile(path) as opened:
        assert len(opened.infolist()) == count


@pytest.mark.parametrize(
    "name",
    ["", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.b", "A", "a b", "a\\b", "é", "a" * 201],
)
def test_a_name_that_leads_elsewhere_is_none(name: str) -> None:
    assert not good_name(name)
    assert good_name("heads/00000001-ab.json")


def test_an_export_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "case.zip"
    with ExportWriter(target, org=new_id(), case=new_id()) as writer:
        writer.add("cards/b", b"1")
        for wrong in ("cards/a", "cards/b", "cards/../c"):
            with pytest.raises(ValueError, match="export"):
                writer.add(wrong, b"2")
    assert list(tmp_path.iterdir()) == []

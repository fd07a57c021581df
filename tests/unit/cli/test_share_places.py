"""The root's three pages: laid out, kept from others, read back by file or by hand."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from nacl.utils import random

from service.cli.share_pages import Root, pages_of, screens_of, words_on
from service.cli.share_places import read_shares, show_shares, write_shares
from service.cli.staff_secrets import StaffError
from service.sealing.encoding import b64, new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.root_shares import join_root, split_root
from service.sealing.statements import sign_public

SEED = random(32)
LINES = split_root(SEED)
ROOT = Root(new_id(), sign_public(SEED))
PAGES = pages_of(ROOT, LINES)


@contextlib.contextmanager
def terminal(*typed: str) -> Iterator[tuple[Path, list[str]]]:
    """A terminal at which somebody types these lines; what it showed is known when left."""
    ours, theirs = os.openpty()
    shown: list[bytes] = []

    def watch() -> None:
        with contextlib.suppress(OSError):
            while said := os.read(ours, 4096):
                shown.append(said)

    watching = threading.Thread(target=watch)
    watching.start()
    told: list[str] = []
    for line in typed:
        os.write(ours, line.encode() + b"\n")
    try:
        yield Path(os.ttyname(theirs)), told
    finally:
        os.close(theirs)
        watching.join()
        os.close(ours)
        told.append(b"".join(shown).decode())


def rows_of(line: str) -> Sequence[str]:
    """As somebody types a page: eleven words, thrice, with their numbers now and then."""
    words = line.split()
    numbered = " ".join(f"{n}. {word}" for n, word in enumerate(words[:11], start=1))
    return numbered, " ".join(words[11:22]).upper(), " ".join(words[22:])


class TestAPage:
    def test_fits_a_sheet_and_says_whose_it_is(self) -> None:
        for number, page in enumerate(PAGES, start=1):
            rows = page.splitlines()
            assert len(rows) <= 60
            assert max(map(len, rows)) <= 80
            assert f"ROOT SHARE {number} OF 3" in page
            assert ROOT.org in page
            assert f"--root={b64(ROOT.public)}" in page

    def test_fits_a_small_terminal(self) -> None:
        for screen in screens_of(ROOT, LINES):
            assert len(screen.splitlines()) <= 22
            assert max(map(len, screen.splitlines())) <= 80

    def test_gives_its_words_back(self) -> None:
        assert [words_on(page) for page in PAGES] == list(LINES)
        assert [words_on(screen) for screen in screens_of(ROOT, LINES)] == list(LINES)

    def test_holds_one_share_and_nothing_of_another(self) -> None:
        ends = [set(line.split()[4:]) for line in LINES]
        for mine, page in zip(ends, PAGES, strict=True):
            others = set().union(*ends) - mine
            assert not others & set(words_on(page).split()[4:])


class TestAFolder:
    def test_holds_three_pages_that_are_nobody_elses(self, tmp_path: Path) -> None:
        folder = tmp_path / "shares"
        before = os.umask(0)
        write_shares(folder, PAGES)
        os.umask(before)
        assert folder.stat().st_mode & 0o777 == 0o700
        files = sorted(folder.iterdir())
        assert [path.name for path in files] == [f"root-share-{n}.txt" for n in (1, 2, 3)]
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        shares = read_shares([files[2], files[0]])
        assert join_root(shares, ROOT.public) == SEED

    def test_that_is_there_already_is_left_as_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "something").write_text("of somebody's")
        with pytest.raises(StaffError, match="there already"):
            write_shares(tmp_path, PAGES)
        assert [path.name for path in tmp_path.iterdir()] == ["something"]

    def test_that_cannot_take_the_third_page_keeps_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = []

        def full(handle: int) -> None:
            written.append(handle)
            if len(written) > 4:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StaffError, match="cannot be written"):
            write_shares(tmp_path / "shares", PAGES)
        assert list(tmp_path.iterdir()) == []

    def test_on_a_disk_without_owners_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opening = os.open

        def careless(
            path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
        ) -> int:
            handle = opening(path, flags, mode, dir_fd=dir_fd)
            if flags & os.O_CREAT:
                os.fchmod(handle, 0o644)
            return handle

        monkeypatch.setattr(os, "open", careless)
        with pytest.raises(StaffError, match="read by others"):
            write_shares(tmp_path / "shares", PAGES)
        assert list(tmp_path.iterdir()) == []


class TestATerminal:
    def test_shows_one_page_at_a_time_and_keeps_none(self) -> None:
        with terminal("", "", "") as (device, told):
            show_shares(screens_of(ROOT, LINES), device)
        (said,) = told
        assert [word for word in LINES[1].split() if word not in said] == []
        pages = said.split("\x1b[2J\x1b[H")
        assert [page.count("ROOT SHARE") for page in pages] == [0, 0, 1, 1, 1]
        # The other screen is left after the last page; what stood on it cannot be scrolled to.
        before, after = said.rsplit("\x1b[?1049l", 1)
        assert "ROOT SHARE" in before
        assert after == ""

    def test_that_goes_away_stops_it(self) -> None:
        with terminal("", "\x04") as (device, _), pytest.raises(StaffError, match="went away"):
            show_shares(screens_of(ROOT, LINES), device)

    def test_takes_two_shares_in_rows_with_or_without_numbers(self) -> None:
        with terminal(*rows_of(LINES[2]), *rows_of(LINES[0])) as (device, told):
            shares = read_shares([], device)
        assert join_root(shares, ROOT.public) == SEED
        assert "That page is right." in told[0]

    def test_finds_a_mistyped_word_before_it_asks_for_the_second(self) -> None:
        wrong = LINES[0].replace(LINES[0].split()[9], "academic")
        typed = (wrong, *rows_of(LINES[0]), *rows_of(LINES[0]), *rows_of(LINES[1]))
        with terminal(*typed) as (device, told):
            shares = read_shares([], device)
        assert join_root(shares, ROOT.public) == SEED
        complaint = told[0].index("The first page: A word of the share is mistyped")
        assert complaint < told[0].index("second page")
        assert told[0].index("same page twice") > told[0].index("second page")

    def test_gives_up_after_five_tries(self) -> None:
        typed = ["no share at all", ""] * 5
        with terminal(*typed) as (device, _), pytest.raises(SealingError) as refused:
            read_shares([], device)
        assert refused.value.code == Fault.ROOT_SHARE_INVALID

    def test_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "no-terminal").touch()
        for place in (tmp_path / "no-terminal", tmp_path / "nothing"):
            with pytest.raises(StaffError, match="use files"):
                show_shares(PAGES, place)


class TestFiles:
    @pytest.mark.parametrize(
        ("spoil", "sentence"),
        [
            (
                lambda words: [*words[:8], "academik", *words[9:12], "x", *words[13:]],
                "see number 9, 13,",
            ),
            (lambda words: words[:-1], "32 words in place of 33"),
            (lambda words: [*words[:8], words[9], words[8], *words[10:]], "each is in the list"),
        ],
        ids=["in no list", "one missing", "two exchanged"],
    )
    def test_that_are_mistyped_are_named_with_the_numbers_of_the_words(
        self, tmp_path: Path, spoil: Callable[[list[str]], list[str]], sentence: str
    ) -> None:
        good, bad = tmp_path / "good", tmp_path / "bad"
        good.write_text(LINES[0])
        bad.write_text(" ".join(spoil(LINES[1].split())))
        for path in (good, bad):
            path.chmod(0o600)
        with pytest.raises(SealingError, match=sentence) as refused:
            read_shares([good, bad])
        assert str(refused.value).startswith(f"{bad}: ")
        assert LINES[1].split()[9] not in str(refused.value)

    def test_are_two_closed_to_others_and_different(self, tmp_path: Path) -> None:
        write_shares(tmp_path / "shares", PAGES)
        one, two, _ = sorted((tmp_path / "shares").iterdir())
        with pytest.raises(StaffError, match="Two share files"):
            read_shares([one])
        with pytest.raises(SealingError) as twice:
            read_shares([one, one])
        assert twice.value.code == Fault.ROOT_SHARES_MISMATCH
        two.chmod(0o644)
        with pytest.raises(StaffError, match="read by others"):
            read_shares([one, two])

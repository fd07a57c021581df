"""Secrets come from a terminal, a private file or a pipe; what is made is made once and private."""

import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli.__main__ import build_parser
from service.cli.staff_secrets import Source, StaffError, check_new, write_new_private

LONG_ENOUGH = "six whole words and more"


def _typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    answers: Iterator[str] = iter(words)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))


class TestASecret:
    def test_is_typed_once_and_a_new_one_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        _typed(monkeypatch, "six words")
        assert Source("your passphrase").read() == "six words"
        _typed(monkeypatch, LONG_ENOUGH, LONG_ENOUGH)
        assert Source("your passphrase").read(new=True) == LONG_ENOUGH
        _typed(monkeypatch, LONG_ENOUGH, "six whole swords and more")
        with pytest.raises(StaffError, match="not the same twice"):
            Source("your passphrase").read(new=True)

    def test_that_is_new_is_asked_for_as_such(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def answering(prompt: str) -> str:
            asked.append(prompt)
            return LONG_ENOUGH

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(getpass, "getpass", answering)
        Source("a new passphrase for the root key").read(new=True)
        Source("the root key's passphrase").read()
        assert asked == [
            "Choose a new passphrase for the root key: ",
            "The same again: ",
            "The root key's passphrase: ",
        ]

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            ("nineteen characters", "shorter than 20"),
            ("short    but      spaced", "shorter than 20"),
            ("a" * 40, "again and again"),
            ("aaaa aaaa aaaa aaaa aaaa", "again and again"),
        ],
    )
    def test_that_is_new_and_easily_guessed_is_refused_wherever_it_comes_from(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, problem: str
    ) -> None:
        path = tmp_path / "words"
        write_new_private(path, words.encode())
        with pytest.raises(StaffError, match=problem):
            Source("your passphrase", path).read(new=True)
        # One that is in use already is whatever it is.
        assert Source("your passphrase", path).read() == words
        _typed(monkeypatch, words, words)
        with pytest.raises(StaffError, match=problem):
            Source("your passphrase").read(new=True)

    def test_is_read_from_a_pipe(self) -> None:
        reading, writing = os.pipe()
        os.write(writing, b"six words\n")
        os.close(writing)
        assert Source("your passphrase", descriptor=reading).read() == "six words"

    @pytest.mark.parametrize("content", [b"", b"\n", b"   \n", b"two\nlines\n", b"\xff\n"])
    def test_that_is_not_one_line_of_text_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "words"
        write_new_private(path, content)
        with pytest.raises(StaffError, match="your passphrase"):
            Source("your passphrase", path).read()

    def test_is_never_an_argument(self, capsys: pytest.CaptureFixture[str]) -> None:
        for verb in (["org", "init"], ["review"], ["roster", "remove"], ["worker", "enrol"]):
            with pytest.raises(SystemExit):
                build_parser().parse_args([*verb, "--help"])
        said = capsys.readouterr().out
        assert "--passphrase-file FILE" in said
        assert "--passphrase " not in said
        assert "--root-passphrase " not in said


class TestAPrivateFile:
    def test_is_its_owners_alone_and_never_written_over(self, tmp_path: Path) -> None:
        path = tmp_path / "key"
        before = os.umask(0)
        write_new_private(path, b"first")
        os.umask(before)
        assert path.stat().st_mode & 0o777 == 0o600
        with pytest.raises(StaffError, match="there already"):
            write_new_private(path, b"second")
        assert path.read_bytes() == b"first"

    def test_that_could_not_be_made_is_said_before_anything_is_done(self, tmp_path: Path) -> None:
        check_new(tmp_path / "key")
        with pytest.raises(StaffError, match="cannot be written"):
            check_new(tmp_path / "no-such-folder" / "key")

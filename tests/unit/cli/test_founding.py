"""Founding leaves a key file with its pages, or neither; only where nobody knows are both kept."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from service.cli import staff_org
from service.cli.__main__ import build_parser
from service.cli.share_pages import words_on
from service.client.errors import Refusal, Unreachable
from service.client.roots import RootKey
from service.sealing.encoding import b64
from service.sealing.root_shares import join_root

WORDS = "six plain words for everything"


@pytest.fixture
def typed(tmp_path: Path) -> argparse.Namespace:
    words = tmp_path / "words"
    words.write_text(WORDS)
    words.chmod(0o600)
    return build_parser().parse_args(
        [
            *("org", "init", "--address", "http://127.0.0.1:1", "--json"),
            *("--root-key", str(tmp_path / "root.key")),
            *("--recovery-file", str(tmp_path / "recovery")),
            *("--shares-dir", str(tmp_path / "shares")),
            *("--setup-token-file", str(words)),
            *("--passphrase-file", str(words), "--root-passphrase-file", str(words)),
        ]
    )


def _answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], Exception]) -> None:
    async def founding(*_: object, **__: Any) -> None:  # noqa: ANN401 - whatever is asked
        raise answer()

    monkeypatch.setattr(staff_org, "found_organisation", founding)


def _made(folder: Path) -> Sequence[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "words")


def test_that_is_refused_leaves_nothing(
    typed: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answering(monkeypatch, lambda: Refusal("forbidden", 403, {}, "You may not do this."))
    assert staff_org.run_org_init(typed) == 1
    assert _made(tmp_path) == []


def test_whose_answer_was_lost_keeps_what_somebody_may_have_pinned(
    typed: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answering(monkeypatch, Unreachable)
    assert staff_org.run_org_init(typed) == 1
    assert _made(tmp_path) == ["root.key", "shares"]
    root = RootKey.from_key_file((tmp_path / "root.key").read_bytes(), WORDS)
    pages = [words_on(path.read_text()) for path in sorted((tmp_path / "shares").iterdir())]
    assert join_root((pages[0], pages[2]), root.public) == root.seed


def test_without_room_for_the_key_takes_the_pages_away_again(
    typed: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def pinned() -> Exception:
        pytest.fail("the service was asked")

    _answering(monkeypatch, pinned)
    opening = os.open

    def full(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT and str(path).endswith("root.key"):
            raise OSError(28, "No space left on device")
        return opening(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", full)
    assert staff_org.run_org_init(typed) == 1
    assert _made(tmp_path) == []


def test_writes_over_no_page_that_is_there(
    typed: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answering(monkeypatch, Unreachable)
    (tmp_path / "shares").mkdir()
    (tmp_path / "shares" / "root-share-1.txt").write_text("of an earlier founding")
    assert staff_org.run_org_init(typed) == 1
    assert _made(tmp_path) == ["shares"]
    assert (tmp_path / "shares" / "root-share-1.txt").read_text() == "of an earlier founding"


def test_recovering_looks_at_the_pages_before_it_asks_for_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Nothing could be asked for here: a passphrase wanted first would be refused first.
    page = tmp_path / "page"
    page.write_text("no page at all")
    page.chmod(0o600)
    public = b64(RootKey.generate().public)
    shares = ("--share-file", str(page), "--share-file", str(page))
    words = ["org", "recover", f"--root={public}", "--root-key", str(tmp_path / "new.key"), *shares]
    assert staff_org.run_org_recover(build_parser().parse_args(words)) == 1
    assert f"{page}: A word of the share is mistyped or missing" in capsys.readouterr().err

"""Where the pages of a root go, and where two of them come back from: a folder or the terminal.

Guarantees: three files or none, nobody else's, never over anything; what a terminal showed or was
typed there is gone from it afterwards. Refuses standard output: it may be a log or a pipe.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO, TypeVar

from service.cli.share_pages import words_on
from service.cli.staff_secrets import StaffError, read_private, sync_folder, write_new_private
from service.sealing.errors import Fault, SealingError
from service.sealing.root_shares import ENOUGH, WORDS, check_share

Right = TypeVar("Right")

TERMINAL: Final = Path("/dev/tty")
_TRIES: Final = 5
# The other screen of a terminal keeps nothing that can be scrolled back to.
_OTHER_SCREEN: Final = "\x1b[?1049h\x1b[2J\x1b[H"
_FIRST_SCREEN: Final = "\x1b[2J\x1b[?1049l"


def write_shares(folder: Path, pages: Sequence[str]) -> None:
    """Make a folder with one file for each page, durable when this returns.

    Raises StaffError, and then nothing is left, when it is there already, cannot be written, or
    lies where files cannot be closed to others.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError as error:
        raise StaffError(f"{folder} is there already; nothing was written into it.") from error
    except OSError as error:
        raise StaffError(f"{folder} cannot be made.") from error
    try:
        for number, page in enumerate(pages, start=1):
            path = folder / f"root-share-{number}.txt"
            write_new_private(path, page.encode())
            # Some disks know no owners: there the mode that was asked for does not stick.
            read_private(path)
        sync_folder(folder.absolute().parent)
    except BaseException:
        remove_shares(folder)
        raise


def remove_shares(folder: Path) -> None:
    """Take a folder that `write_shares` made away again: its root is nobody's."""
    shutil.rmtree(folder)


def check_terminal(terminal: Path = TERMINAL) -> None:
    """Raise StaffError now where `show_shares` would find no terminal."""
    try:
        with _devices(terminal):
            pass
    except StaffError as error:
        said = "There is no terminal here to show the pages on; name a folder: --shares-dir."
        raise StaffError(said) from error


def show_shares(pages: Sequence[str], terminal: Path = TERMINAL) -> None:
    """Show one page after the other, each until it was copied, and leave none on the screen.

    Raises StaffError where there is no terminal, or when it goes away before the last.
    """
    with _other_screen(terminal) as (typed, shown):
        for page in pages:
            shown.write(f"\x1b[2J\x1b[H{page}\nPress Enter when it is on paper. ")
            shown.flush()
            if not typed.readline():
                raise StaffError("The terminal went away; nothing was done.")


def read_shares(files: Sequence[Path], terminal: Path = TERMINAL) -> tuple[str, str]:
    """Return two different shares, each checked before the next is looked at.

    Read from `files`, two of them, or typed at the terminal when there are none. Raises
    SealingError `root-share-invalid`, which names file or page, and `root-shares-mismatch` for one
    share twice.
    """
    if not files:
        return _typed(terminal)
    if len(files) != ENOUGH:
        raise StaffError("Two share files are needed; without any, the terminal asks.")
    first, second = (_checked(str(path), words_on(_text(path))) for path in files)
    return _different(first, second)


def _typed(terminal: Path) -> tuple[str, str]:
    with _other_screen(terminal) as (typed, shown):

        def ask(which: str) -> str:
            shown.write(
                f"Type the {WORDS} words of the {which} page, on as many lines as you like.\n"
                "Their numbers may be left out. An empty line ends it.\n\n"
            )
            shown.flush()
            return _checked(f"The {which} page", _share_from(typed))

        def complain(problem: SealingError) -> None:
            shown.write(f"\n{problem} Please look at the page and type it again.\n\n")

        first = _until_right(lambda: ask("first"), complain)
        shown.write("\nThat page is right.\n\n")
        return _until_right(lambda: _different(first, ask("second")), complain)


def _share_from(typed: TextIO) -> str:
    lines: list[str] = []
    while True:
        line = typed.readline()
        if not line:
            raise StaffError("The terminal went away; nothing was done.")
        if not line.strip():
            if lines:
                return words_on("\n".join(lines))
            continue
        lines.append(line.strip())
        if sum(word.isalpha() for word in " ".join(lines).replace(".", " ").split()) >= WORDS:
            return words_on("\n".join(lines))


def _until_right(ask: Callable[[], Right], complain: Callable[[SealingError], None]) -> Right:
    for _ in range(_TRIES - 1):
        try:
            return ask()
        except SealingError as problem:
            complain(problem)
    return ask()


def _checked(name: str, words: str) -> str:
    try:
        return check_share(words)
    except SealingError as problem:
        raise SealingError(problem.code, f"{name}: {problem}") from problem


def _different(first: str, second: str) -> tuple[str, str]:
    if first == second:
        raise SealingError(Fault.ROOT_SHARES_MISMATCH, "This is the same page twice.")
    return first, second


def _text(path: Path) -> str:
    try:
        return read_private(path).decode()
    except UnicodeDecodeError as error:
        raise StaffError(f"{path} holds no text.") from error


@contextlib.contextmanager
def _devices(terminal: Path) -> Iterator[tuple[TextIO, TextIO]]:
    with contextlib.ExitStack() as held:
        try:
            typed = held.enter_context(terminal.open(encoding="utf-8", errors="replace"))
            shown = held.enter_context(terminal.open("w", encoding="utf-8"))
        except OSError as error:
            raise StaffError("There is no terminal here; use files for the shares.") from error
        if not os.isatty(shown.fileno()):
            raise StaffError(f"{terminal} is no terminal; use files for the shares.")
        yield typed, shown


@contextlib.contextmanager
def _other_screen(terminal: Path) -> Iterator[tuple[TextIO, TextIO]]:
    with _devices(terminal) as (typed, shown):
        shown.write(_OTHER_SCREEN)
        try:
            yield typed, shown
        finally:
            with contextlib.suppress(OSError):
                shown.write(_FIRST_SCREEN)
                shown.flush()

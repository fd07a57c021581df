"""Where the staff's verbs get secrets from, and where they leave files that are nobody else's.

Owns: passphrases from the terminal, a file or a file descriptor, and how short a new one may be;
private files made with mode 0600 and never over another. Refuses arguments and the environment:
both can be read by others and end up in histories and dumps.
"""

import errno
import getpass
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.sealing.keys import normalise_passphrase

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_LONGEST: Final = 4096
_REASONS: Final = {
    errno.ENOENT: "there is no such file",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "you may not",
    errno.ENOSPC: "the disk is full",
}
# The portal's rule too: shorter ones could be guessed by whoever stole the service's disks.
SHORTEST_NEW: Final = 20


class StaffError(Exception):
    """The verb was not done; the text is one sentence for whoever typed it."""


@dataclass(frozen=True)
class Source:
    """Where one secret comes from: `file` or `descriptor` if given, otherwise the terminal."""

    what: str
    file: Path | None = None
    descriptor: int | None = None

    def read(self, *, new: bool = False) -> str:
        """Return the secret, without the line's end. A new one is typed twice and long enough."""
        text = self._given(new=new)
        if new:
            _check_new(self.what, text)
        return text

    def _given(self, *, new: bool) -> str:
        if self.file is not None:
            return _cleaned(self.what, read_private(self.file))
        if self.descriptor is not None:
            return _cleaned(self.what, self._from_descriptor(self.descriptor))
        if not sys.stdin.isatty():
            raise StaffError(f"There is no terminal to ask for {self.what}; name a file for it.")
        prompt = f"Choose {self.what}" if new else f"{self.what[:1].upper()}{self.what[1:]}"
        typed = getpass.getpass(f"{prompt}: ")
        text = _cleaned(self.what, typed.encode())
        if new:
            _check_new(self.what, text)
            if getpass.getpass("The same again: ") != typed:
                raise StaffError("That was not the same twice; nothing was done.")
        return text

    def _from_descriptor(self, descriptor: int) -> bytes:
        try:
            with os.fdopen(descriptor, "rb") as pipe:
                return pipe.read(_LONGEST)
        except OSError as error:
            raise StaffError(f"File descriptor {descriptor} cannot be read.") from error


def _cleaned(what: str, raw: bytes) -> str:
    try:
        text = raw.decode().strip("\r\n")
    except UnicodeDecodeError as error:
        raise StaffError(f"What was given as {what} is no text.") from error
    if not text.strip() or "\n" in text:
        raise StaffError(f"What was given as {what} is not one line of text.")
    return text


def _check_new(what: str, text: str) -> None:
    # Measured as it will be used, so that a second space is no character more.
    words = normalise_passphrase(text)
    if len(words) < SHORTEST_NEW:
        raise StaffError(
            f"What was given as {what} is shorter than {SHORTEST_NEW} characters;"
            " six random words are a good passphrase."
        )
    if len(set(words.replace(" ", ""))) == 1:
        raise StaffError(f"What was given as {what} is one character again and again.")


def read_private(path: Path) -> bytes:
    """Return a file's bytes; raises StaffError when others may read it, or it cannot be read."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & _OTHERS:
                raise StaffError(f"{path} can be read by others: make its mode 0600.")
            return file.read()
    except OSError as error:
        raise StaffError(f"{path} cannot be read: {because(error)}.") from error


def write_new_private(path: Path, content: bytes) -> None:
    """Make a file, mode 0600, durable when this returns, whole or not at all.

    Raises StaffError if it is there already or cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise StaffError(f"{path} is there already; nothing was written over it.") from error
    except OSError as error:
        raise StaffError(f"{path} cannot be written: {because(error)}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.absolute().parent)
    except OSError as error:
        path.unlink()
        raise StaffError(f"{path} cannot be written: {because(error)}.") from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as durable as the files themselves."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_new(*paths: Path) -> None:
    """Raise StaffError now, before anything is done, when a file to be made could not be."""
    for path in paths:
        if path.exists():
            raise StaffError(f"{path} is there already; nothing was written over it.")
        check_place(path)


def check_place(path: Path) -> None:
    """Raise StaffError now when a file of this name could not be written."""
    if path.is_dir():
        raise StaffError(f"{path} cannot be written: it is a folder.")
    if not path.absolute().parent.is_dir():
        raise StaffError(f"{path} cannot be written: there is no folder {path.parent}.")
    if not os.access(path.absolute().parent, os.W_OK):
        raise StaffError(f"{path} cannot be written: nothing can be made in {path.parent}.")


def because(error: OSError) -> str:
    """Say in plain words why the system would not, without the name that it was about."""
    return _REASONS.get(error.errno or 0) or (error.strerror or "the system would not").lower()

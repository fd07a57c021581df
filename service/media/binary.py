"""Owns finding the ffmpeg program and the exact files it needs to run in an otherwise empty room.

Refuses to own running it.
"""

import functools
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from service.media.refusals import SandboxUnavailable

_LOADED = re.compile(r"(?:=>\s+)?(/\S+)\s+\(0x[0-9a-f]+\)")
_LDD_SECONDS = 20
_ELF = b"\x7fELF"


@dataclass(frozen=True)
class Binary:
    """An ffmpeg and every shared library its loader would map, by absolute path."""

    program: Path
    libraries: tuple[Path, ...]

    @property
    def library_path(self) -> str:
        """The directories of the libraries, for a loader that has no cache to consult."""
        return os.pathsep.join(dict.fromkeys(str(library.parent) for library in self.libraries))


@functools.cache
def find_ffmpeg() -> Binary:
    """The ffmpeg to use: the embedded wheel's where it is installed, else the one on PATH.

    Raises SandboxUnavailable, naming what to install, where there is neither.
    """
    program = _from_wheel() or _from_path()
    if program is None:
        raise SandboxUnavailable("Install the ffmpeg package, or this service's embedded extra.")
    return describe(program)


def describe(program: Path) -> Binary:
    """`program` with its libraries, as the system's own loader lists them."""
    listed = subprocess.run(
        ["/usr/bin/ldd", str(program)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_LDD_SECONDS,
    )
    libraries = tuple(Path(found) for found in _LOADED.findall(listed.stdout))
    return Binary(program=program, libraries=libraries)


def _from_wheel() -> Path | None:
    try:
        import imageio_ffmpeg  # noqa: PLC0415 - present only with the embedded extra
    except ImportError:
        return None
    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe()).resolve()
    except RuntimeError:
        return None


def _from_path() -> Path | None:
    found = shutil.which("ffmpeg")
    if found is None:
        return None
    program = Path(found).resolve()
    with program.open("rb") as file:
        # A wrapper script would need a shell and its own files inside.
        return program if file.read(len(_ELF)) == _ELF else None

"""Owns finding a program and the exact files it needs to run in an otherwise empty room.

ffmpeg for recordings, Python with three libraries for paper. Refuses to own running them.
"""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.media.refusals import SandboxUnavailable

_LOADED = re.compile(r"(?:=>\s+)?(/\S+)\s+\(0x[0-9a-f]+\)")
_LDD_SECONDS = 20
_ELF = b"\x7fELF"
_FFMPEG_INSIDE = Path("/ffmpeg")
_PAPER = ("PIL", "pi_heif", "_pi_heif", "pypdfium2", "pypdfium2_raw", "pypdfium2_cfg")
_BESIDE_PAPER = ("pillow.libs", "pi_heif.libs")
_OF_PYTHON = ("_ctypes", "zlib", "_lzma", "_bz2")
"""Of Python's own library, what needs more than the C library."""
_OTHERS_PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class Binary:
    """A program and every shared library its loader would map, by absolute path.

    `inside` is where the program stands in the sandbox; `also` are files and folders that stand
    there where they stand outside, and `hidden` are folders in those that are empty there.
    """

    program: Path
    libraries: tuple[Path, ...]
    inside: Path = _FFMPEG_INSIDE
    also: tuple[Path, ...] = ()
    hidden: tuple[Path, ...] = ()

    @property
    def library_path(self) -> str:
        """The directories of the libraries, for a loader that has no cache to consult."""
        return os.pathsep.join(dict.fromkeys(str(library.parent) for library in self.libraries))

    @property
    def readable(self) -> tuple[Path, ...]:
        """Every file and folder that it may read, where whole folders cannot be hidden."""
        parts = [
            sorted(set(one.iterdir()) - set(self.hidden))
            if any(one in each.parents for each in self.hidden)
            else [one]
            for one in self.also
        ]
        return (self.program, *self.libraries, *(one for part in parts for one in part))

    @property
    def listable(self) -> tuple[Path, ...]:
        """The folders that Python looks into by name, where whole folders cannot be hidden."""
        above = {one.parent for one in self.also}
        holding = {one for one in self.also if any(one in each.parents for each in self.hidden)}
        return tuple(sorted(above | holding))


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
    return Binary(program=program, libraries=_libraries([program]))


@functools.cache
def find_python() -> Binary:
    """The Python that this runs on, with its own library and what reads paper, and no more.

    Raises SandboxUnavailable, naming what to install, where one of those is missing.
    """
    program = Path(sys.executable).resolve()
    standard = Path(sysconfig.get_path("stdlib")).resolve()
    packages = _paper_packages()
    also = (standard, _DARKROOM, *packages)
    shared = [
        *(one for name in _OF_PYTHON for one in (standard / "lib-dynload").glob(f"{name}.*so")),
        *(one for one in packages if one.is_file()),
        *(one for place in packages for one in sorted(place.rglob("*.so*"))),
    ]
    return Binary(
        program=program,
        libraries=tuple(
            one
            for one in _libraries([program, *shared])
            if not any(one.is_relative_to(place) for place in also)
        ),
        inside=program,
        also=also,
        hidden=tuple(standard / name for name in _OTHERS_PACKAGES if (standard / name).is_dir()),
    )


def paper_path() -> tuple[str, ...]:
    """The folders in which the packages that read paper lie, for Python's path inside."""
    return tuple(dict.fromkeys(str(one.parent) for one in _paper_packages()))


def darkroom() -> str:
    """Where the program for paper stands, outside and inside."""
    return str(_DARKROOM)


_DARKROOM = Path(__file__).resolve().with_name("darkroom.py")


@functools.cache
def _paper_packages() -> tuple[Path, ...]:
    found = list[Path]()
    for name in _PAPER:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise SandboxUnavailable(f"Install the Python package that has the module {name}.")
        origin = Path(spec.origin).resolve()
        found.append(origin.parent if origin.name == "__init__.py" else origin)
    beside = {one.parent / name for one in found for name in _BESIDE_PAPER}
    return (*found, *sorted(one for one in beside if one.is_dir()))


def _libraries(programs: Sequence[Path]) -> tuple[Path, ...]:
    listed = subprocess.run(
        ["/usr/bin/ldd", *(str(one) for one in programs)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_LDD_SECONDS,
    )
    return tuple(dict.fromkeys(Path(found) for found in _LOADED.findall(listed.stdout)))


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

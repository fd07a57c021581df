"""What a browser that this process started takes of memory, by the kernel's own count."""

from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Renderer:
    """A process of the browser that runs pages and their workers, and the most it ever held."""

    pid: int
    peak_kib: int


def renderers() -> list[Renderer]:
    """Return every renderer below this process."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "--type=renderer" in process.cmdline():
                found.append(Renderer(process.pid, _peak_kib(process.pid)))
        except (psutil.NoSuchProcess, FileNotFoundError, StopIteration):
            continue
    return found


def _peak_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])

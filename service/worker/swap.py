"""Whether memory could come to lie on a disk in clear: the areas that the kernel may swap to.

Owns judging them by what the kernel says of them. Refuses to own turning anything off, and to take
a name for a fact: a mapped device is a disk's part in clear as often as an encrypted one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SWAPS: Final = Path("/proc/swaps")
BLOCK_DEVICES: Final = Path("/sys/class/block")

_IN_MEMORY: Final = re.compile(r"zram\d+")
# Of what cryptsetup maps, these encrypt; VERITY and INTEGRITY only prove.
_ENCRYPTED: Final = re.compile(r"CRYPT-(?:PLAIN|LUKS1|LUKS2|LOOPAES|TCRYPT|BITLK|FVAULT2)-")
_NO_DISK: Final = frozenset({"", "none"})


@dataclass(frozen=True)
class BlockDevice:
    """What the kernel says of one: its mapping's id, the devices it lies on, where zram spills."""

    mapping: str = ""
    lies_on: tuple[str, ...] = ()
    spills_to: str = ""


def block_devices(root: Path = BLOCK_DEVICES) -> dict[str, BlockDevice]:
    """Return every block device by the name behind /dev/, a mapped one by both of its names."""
    found: dict[str, BlockDevice] = {}
    for folder in root.iterdir() if root.is_dir() else ():
        below = folder / "slaves"
        device = BlockDevice(
            mapping=_word(folder / "dm" / "uuid"),
            lies_on=tuple(sorted(one.name for one in below.iterdir())) if below.is_dir() else (),
            spills_to=_word(folder / "backing_dev"),
        )
        found[folder.name] = device
        if name := _word(folder / "dm" / "name"):
            found[f"mapper/{name}"] = device
    return found


def swap_in_clear(swaps: str, devices: Mapping[str, BlockDevice]) -> str | None:
    """Return the first area in the text of /proc/swaps that memory could reach unencrypted.

    Only zram that spills to no disk, dm-crypt, and what lies on nothing but dm-crypt are passed.
    A file is never: which disks it lies on is its file system's to know.
    """
    areas = [line.split()[0] for line in swaps.splitlines()[1:] if line.strip()]
    return next((area for area in areas if not _passes(area, devices)), None)


def refusal_of_swap() -> str | None:
    """Return one sentence that says what to do where this machine swaps in clear, else None."""
    try:
        swaps = SWAPS.read_text()
    except OSError:
        return f"Let it read {SWAPS}: otherwise it cannot know whether swap is encrypted."
    area = swap_in_clear(swaps, block_devices())
    if area is None:
        return None
    return (
        f"Swap on {area} is not known to be encrypted: turn it off (swapoff {area}), "
        "or use zram, or a device of dm-crypt."
    )


def _passes(area: str, devices: Mapping[str, BlockDevice]) -> bool:
    place, _, name = area.partition("/dev/")
    return not place and _is_safe(name, devices)


def _is_safe(name: str, devices: Mapping[str, BlockDevice]) -> bool:
    device = devices.get(name)
    if device is None:
        return False
    if _IN_MEMORY.fullmatch(name):
        return device.spills_to in _NO_DISK
    if _ENCRYPTED.match(device.mapping):
        return True
    return bool(device.lies_on) and all(_is_safe(one, devices) for one in device.lies_on)


def _word(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""

"""Owns the verdict on an export: everything in it holds, or the first thing that does not.

Refuses networks, databases and clocks: the same file and the same root key give the same answer
wherever and whenever.
"""

from dataclasses import dataclass, field
from pathlib import Path

from service.archive.collecting import collect
from service.archive.contents import CountedContents, check_contents
from service.archive.faults import ArchiveError, ArchiveFault
from service.archive.reading import Archive
from service.archive.replaying import Replay


@dataclass
class Verdict:
    """What was checked, by number, and the first fault as its code and where it is."""

    checked: dict[str, int] = field(default_factory=dict)
    first_fault: dict[str, str] | None = None

    @property
    def ok(self) -> bool:
        """Whether everything held."""
        return self.first_fault is None

    def to_wire(self) -> dict[str, object]:
        """The object that `--json` prints."""
        return {"ok": self.ok, "checked": self.checked, "first_fault": self.first_fault}


def check_export(path: Path, root: bytes) -> Verdict:
    """Check an export by an organisation's root public key, 32 bytes.

    Raises OSError when the file cannot be read; everything else is in the verdict.
    """
    verdict = Verdict()
    try:
        with Archive(path) as archive:
            verdict.checked |= {"files": len(archive.listing.files), "bytes": archive.size}
            _check(archive, root, verdict.checked)
    except ArchiveError as fault:
        verdict.first_fault = {"code": fault.code, "where": fault.where}
    return verdict


def _check(archive: Archive, root: bytes, checked: dict[str, int]) -> None:
    collected = collect(archive, root)
    checked |= {
        "rosters": len(collected.rosters),
        "policies": len(collected.policies),
        "statements": len(collected.statements),
        "entries": len(collected.trail.entries),
        "heads": len(collected.heads),
    }
    replay = Replay(collected)
    replay.run()
    counted = replay.counted
    checked |= {
        "items": len(counted.items),
        "decisions": counted.decisions,
        "offers": counted.offers,
        "releases": counted.releases,
        "openings": counted.openings,
    }
    contents = CountedContents()
    check_contents(archive, collected, contents)
    checked |= vars(contents)
    left = archive.left()
    if left:
        raise ArchiveError(ArchiveFault.UNACCOUNTED, left[0])

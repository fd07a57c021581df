"""An export of a small case, and tools to change one and put it together again.

Owns archives in memory. What comes out of `repacked` is a good archive with a good list: whatever
is wrong with it is wrong with what it says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from service.archive.form import LISTING, statement_bytes, statement_name
from service.archive.reading import Archive
from service.archive.writing import ExportWriter
from service.client import receiving
from service.client.exporting import export_case
from service.client.sending import send_recording
from service.sealing.statements import Statement
from tests.factories.acts import approved_by, opened_text, released_letter
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World

Files = dict[str, bytes]


@dataclass(frozen=True)
class Exported:
    """An export, the world it was taken from, and the two items in it."""

    path: Path
    world: World
    letter: str
    recording: str

    def files(self) -> Files:
        """Every file but the list."""
        return files_of(self.path)

    def repacked(self, folder: Path, change: Callable[[Files], None]) -> Path:
        """Write a copy whose files were changed, with a list that fits them."""
        files = self.files()
        change(files)
        target = folder / "changed.zip"
        with ExportWriter(target, org=self.world.org, case=self.world.case) as writer:
            for name in sorted(files):
                writer.add(name, files[name])
            writer.finish()
        return target


def files_of(path: Path) -> Files:
    """Read every file of an archive but its list."""
    with Archive(path) as archive:
        return {one.name: archive.take(one.name) for one in archive.listing.files}


def put(files: Files, statement: Statement) -> None:
    """Add a statement of the case."""
    files[statement_name(statement.digest)] = statement_bytes(statement)


async def make_export(
    service: InProcess, world: World, folder: Path, recording: Path
) -> Exported:
    """Carry a letter until it is opened and a recording until it is offered; export all of it."""
    letter = await released_letter(service, world)
    await opened_text(world.harmed, letter)
    sent = await send_recording(world.responsible, recording, kind="recorded_message")
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(sent.item)))
    await approved_by(world.ben, sent.item)
    await service.serve_outbox()
    await receiving.accept(world.harmed, sent.item, "listen")
    path = folder / "case.zip"
    await export_case(world.asha, world.case, path)
    return Exported(path, world, letter, sent.item)


__all__ = ["LISTING", "Exported", "Files", "files_of", "make_export", "put"]

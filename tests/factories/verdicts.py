"""How every story ends: its case is exported, and the export holds for anyone with the root key."""

from pathlib import Path

from service.archive.checking import check_export
from service.client.exporting import export_case
from service.client.person import Person
from tests.factories.world import World


async def export_holds(world: World, by: Person, folder: Path) -> dict[str, int]:
    """Export the world's case and check it; return what was counted."""
    path = folder / "case.zip"
    await export_case(by, world.case, path)
    verdict = check_export(path, world.root.public)
    assert verdict.first_fault is None
    return verdict.checked

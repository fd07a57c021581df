"""What every story ends with: the case's export, checked by the root's public key alone."""

from pathlib import Path

from service.archive.checking import check_export
from service.client.exporting import export_case
from service.client.person import Person
from tests.factories.world import World


async def hold_export(world: World, by: Person, folder: Path) -> dict[str, int]:
    """Take an export of the world's case and hold that everything in it holds; return counts."""
    path = folder / "case.zip"
    path.unlink(missing_ok=True)
    await export_case(by, world.case, path)
    verdict = check_export(path, world.root.public)
    assert verdict.first_fault is None, verdict.first_fault
    return verdict.checked

"""A case's export: what is in it, who may take one, and that it is checked without the service."""

from pathlib import Path

import pytest
import pytest_asyncio

from service.archive.checking import check_export
from tests.factories.exported import Exported, make_export
from tests.factories.in_process import InProcess
from tests.factories.world import Neighbours, World

RECORDED = b"stands for a recording " * 300


@pytest_asyncio.fixture(loop_scope="session")
async def exported(service: InProcess, world: World, tmp_path: Path) -> Exported:
    recording = tmp_path / "recording.mp4"
    recording.write_bytes(RECORDED)
    return await make_export(service, world, tmp_path, recording)


class TestAnExport:
    async def test_holds_under_its_organisations_root(self, exported: Exported) -> None:
        verdict = check_export(exported.path, exported.world.root.public)
        assert verdict.to_wire() == {}

"""The demonstration's export: its case in one file, its root's public key beside it.

Owns these two files. Refuses to leave an export behind that does not hold.
"""

import asyncio
from pathlib import Path

from service.archive.checking import check_export
from service.cli.demo_founding import FACILITATORS
from service.cli.demo_people import Demo
from service.cli.demo_report import DemoError, Report
from service.client.exporting import export_case
from service.client.person import Person
from service.sealing.encoding import b64


async def export_demo(reader: Person, demo: Demo, target: Path, report: Report) -> None:
    """Write `target` and `target.root`, and check the one by the other."""
    with report.step(FACILITATORS[0], "takes an export of the case and countersigns its trail"):
        await export_case(reader, demo.case, target)
        beside = target.with_name(target.name + ".root")
        beside.write_text(b64(reader.pins.root) + "\n", encoding="ascii")
    with report.step("Anyone", "checks the export by the root's public key alone"):
        verdict = await asyncio.to_thread(check_export, target, reader.pins.root)
        if verdict.first_fault is not None:
            raise DemoError(f"The export does not hold: {verdict.first_fault}.")

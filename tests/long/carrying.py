"""One device in a process of its own: it carries a large file, or opens one, and says what it took.

`python -m tests.long.carrying` reads on stdin where and who, and prints one object. Owns measuring
its own memory; everything else is the unchanged client.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from service.client.contents import open_contents
from service.client.person import Person
from service.client.sending import resume_upload
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.sealing.encoding import stream_digest
from service.sealing.evidence import Evidence
from service.sealing.verify import verify_for_worker, verify_submitted_grant

TOLD_EVERY_S: Final = 10
_STATUS: Final = Path("/proc/self/status")
_FORGET_THE_PEAK: Final = "5"


class Progress:
    """Says on stderr how far it is, every ten seconds."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Hear of `done` of `total`."""
        if time.monotonic() - self._told > TOLD_EVERY_S or done == total:
            self._told = time.monotonic()
            sys.stderr.write(f"{self._what}: {100 * done // total} %\n")
            sys.stderr.flush()


def _kib(line: str) -> int:
    found = next(one for one in _STATUS.read_text().splitlines() if one.startswith(line))
    return int(found.split()[1])


async def _send(author: Person, told: dict[str, Any]) -> str:
    await resume_upload(
        author, told["item"], Path(told["path"]), on_progress=Progress("sealing and storing")
    )
    return ""


async def _open(author: Person, told: dict[str, Any]) -> str:
    """Open the original with the author's own grant, every check before it made."""
    shown = Evidence.from_wire(await author.transport.get(f"/items/{told['item']}/evidence"))
    submitted = verify_for_worker(shown, author.pins, told["item"])
    key = verify_submitted_grant(submitted, shown, author.keys.box_private)
    contents = await open_contents(author.transport, key, submitted.original, submitted.manifest)
    progress = Progress("fetching and opening")

    def watched() -> Iterator[bytes]:
        done = 0
        for part in contents.reader.parts():
            done += len(part)
            progress(done, contents.size)
            yield part

    async with contents:
        return (await asyncio.to_thread(stream_digest, watched())).hex()


async def _act(told: dict[str, Any]) -> dict[str, Any]:
    async with Transport(told["address"]) as transport:
        author = await sign_in(transport, told["login"], told["passphrase"])
        # Stretching the passphrase has a peak of its own, which is over before this begins.
        Path("/proc/self/clear_refs").write_text(_FORGET_THE_PEAK)
        base, began = _kib("VmRSS:"), time.monotonic()
        found = await {"send": _send, "open": _open}[told["act"]](author, told)
        return {
            "digest": found,
            "seconds": round(time.monotonic() - began, 1),
            "base_kib": base,
            "peak_kib": _kib("VmHWM:"),
        }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_act(json.load(sys.stdin)))))  # noqa: T201 - for who started it

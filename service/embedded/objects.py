"""The local stack's object store: rclone serving a folder over the S3 protocol.

Owns: the server, its credentials and its buckets. Refuses to own: what is in the objects.
"""

import re
import sysconfig
from pathlib import Path

from service.embedded.child import Child
from service.embedded.errors import StackError
from service.embedded.folder import DataFolder
from service.embedded.net import LOOPBACK, free_port, http_status

_REFUSALS = (400, 401, 403)
_BUCKET = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
_TRIES = 3


class Objects:
    """An S3 server on loopback that answers signed requests only.

    Pages of the one address in `pages_at` may ask it, where there is one.
    """

    def __init__(self, folder: DataFolder, *, pages_at: str = "") -> None:
        self._folder = folder
        self._pages_at = pages_at
        self._child: Child | None = None
        self.program = _program()
        self.url = ""

    async def start(self) -> None:
        """Return when the server refuses an anonymous request, as it must."""
        for attempt in range(1, _TRIES + 1):
            try:
                await self._start(free_port())
            except StackError:
                # Somebody else may have taken the port in between; a fault stays a fault.
                await self.stop()
                if attempt == _TRIES:
                    raise
            else:
                return

    async def stop(self) -> None:
        """End the server; every completed object stays."""
        if self._child is not None:
            await self._child.stop()

    def make_bucket(self, name: str) -> None:
        """Make bucket `name` (3 to 63 letters, digits and hyphens) if there is none."""
        if not _BUCKET.fullmatch(name):
            raise ValueError(f"not a bucket name: {name!r}")
        (self._folder.objects / name).mkdir(mode=0o700, exist_ok=True)

    async def _start(self, port: int) -> None:
        held = self._folder.secrets
        pair = (held.object_store_access_key, held.object_store_secret_key)
        self.url = f"http://{LOOPBACK}:{port}"
        self._child = Child.start(
            "The object store",
            [
                str(self.program),
                *("serve", "s3", str(self._folder.objects)),
                *("--addr", f"{LOOPBACK}:{port}"),
                # It never deletes a bucket because its last object went.
                "--no-cleanup",
                # Another process may write to the folder in a test; look again each second.
                *("--dir-cache-time", "1s"),
                *("--file-perms", "0600", "--dir-perms", "0700"),
                *("--config", "", "--log-level", "NOTICE"),
                *(("--allow-origin", self._pages_at) if self._pages_at else ()),
            ],
            log=self._folder.logs / "objects.log",
            # By the environment, because command lines are everybody's to read; in quotes,
            # because rclone reads it as a CSV line of pairs.
            env={
                "RCLONE_AUTH_KEY": '"' + ",".join(pair) + '"',
                "RCLONE_CACHE_DIR": str(self._folder.run),
            },
        )
        await self._child.until_ready(self._refuses_strangers, 20)

    async def _refuses_strangers(self) -> bool:
        status = await http_status(self.url)
        if status is not None and status not in _REFUSALS:
            raise StackError(f"the object store answers a stranger with {status}; not starting")
        return status is not None


def _program() -> Path:
    program = Path(sysconfig.get_path("scripts")) / "rclone"
    if not program.exists():
        raise StackError("the embedded servers are not installed; install gobetween[embedded]")
    return program

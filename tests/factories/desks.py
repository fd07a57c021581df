"""Staff at their terminals: every verb a process of its own, against a service that really runs.

Owns a desk with private files, and the organisation that `org init` founds at it. Refuses to know
what a verb should answer.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.cli.bench_signin import RunningApi, running_api
from service.client.accounts import Credentials
from service.client.enrolment import enrol
from service.client.person import Person
from service.client.signing_in import sign_in
from service.client.transport import Transport

ROOT = Path(__file__).resolve().parents[2]
ADMINISTRATOR, ROOT_WORDS = "six plain words of an administrator", "six other words for the root"


@dataclass(frozen=True)
class Told:
    """What one verb answered."""

    status: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        """The one object on stdout."""
        facts: dict[str, Any] = json.loads(self.out)
        assert facts["ok"] is (self.status == 0)
        return facts


@dataclass
class Desk:
    """One folder of private files, and the service it works with."""

    api: RunningApi
    folder: Path
    held: AsyncExitStack

    def secret(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text + "\n")
        path.chmod(0o600)
        return str(path)

    async def type(self, *words: str, fds: dict[str, str] | None = None) -> Told:
        """Run one verb with `--json`; `fds` are flags whose secret goes through a pipe."""
        pipes, flags = [], []
        for flag, text in (fds or {}).items():
            reading, writing = os.pipe()
            os.write(writing, text.encode())
            os.close(writing)
            pipes.append(reading)
            flags += [flag, str(reading)]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "service.cli", *words, *flags),
            *("--address", self.api.address, "--json"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            pass_fds=pipes,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        )
        for one in pipes:
            os.close(one)
        out, err = await process.communicate()
        return Told(process.returncode or 0, out.decode(), err.decode())

    async def as_administrator(self, *words: str, root: bool = False) -> Told:
        login = (self.folder / "login").read_text()
        own = ("--login", login, "--passphrase-file", str(self.folder / "administrator"))
        key = (
            *("--root-key", str(self.folder / "root.key")),
            *("--root-passphrase-file", str(self.folder / "root-words")),
        )
        return await self.type(*words, *own, *(key if root else ()))

    async def sign_in(self, who: Credentials) -> Person:
        transport = await self.held.enter_async_context(Transport(self.api.address))
        return await sign_in(transport, who.login, who.passphrase)

    async def enrolled(self, told: Told, passphrase: str) -> Credentials:
        """Enrol, on a device of their own, whoever was given this login and code."""
        async with Transport(self.api.address) as transport:
            return await enrol(transport, told.facts["login"], told.facts["code"], passphrase)

    async def pool(self, name: str) -> dict[str, Any]:
        """Enrol a pool of media workers; its two files are named for it."""
        told = await self.as_administrator(
            *("worker", "enrol", "--pool-key", str(self.folder / f"{name}.key")),
            *("--pool-passphrase-out", str(self.folder / f"{name}.words")),
            root=True,
        )
        assert told.status == 0, told
        return told.facts


@asynccontextmanager
async def founded_desk(service: Path, folder: Path) -> AsyncIterator[Desk]:
    """An organisation founded by `org init`; its administrator's words are in files."""
    async with running_api(service) as api, AsyncExitStack() as held:
        made = Desk(api, folder, held)
        told = await made.type(
            *("org", "init", "--root-key", str(made.folder / "root.key")),
            *("--recovery-file", str(made.folder / "recovery")),
            *("--shares-dir", str(made.folder / "shares")),
            *("--setup-token-file", made.secret("setup", api.setup_token)),
            *("--root-passphrase-file", made.secret("root-words", ROOT_WORDS)),
            *("--passphrase-file", made.secret("administrator", ADMINISTRATOR)),
        )
        assert told.status == 0, told
        (made.folder / "login").write_text(told.facts["login"])
        (made.folder / "founded").write_text(told.out + told.err)
        yield made

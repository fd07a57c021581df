"""A terminal at which somebody types one group of the staff's verbs, in this process.

Owns where the passphrase lies and what came of a verb. Refuses to know any verb: it parses what is
typed as the program does.
"""

import asyncio
import contextlib
import importlib
import io
import json
from pathlib import Path
from typing import Any

from service.cli.__main__ import build_parser
from service.cli.staff_secrets import write_new_private
from service.client.accounts import Credentials


class Terminal:
    """Where somebody types, with the clock of the service on the wall."""

    def __init__(self, who: Credentials, address: str, folder: Path, group: str = "spoken") -> None:
        self._group = group
        file = folder / f"{group} {who.login}"
        write_new_private(file, who.passphrase.encode())
        self._rest = ["--address", address, "--login", who.login, "--json"]
        self._rest += ["--passphrase-file", str(file)]

    async def type(self, *words: str, status: int = 0) -> dict[str, Any]:
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            # A verb runs a loop of its own, as it does in a process of its own.
            code = await asyncio.to_thread(_typed, [self._group, *words, *self._rest])
        assert code == status, told.getvalue()
        # Before it stands what the service in this process logs.
        facts: dict[str, Any] = json.loads(told.getvalue().splitlines()[-1])
        return facts


def _typed(words: list[str]) -> int:
    args = build_parser().parse_args(words)
    verb = getattr(importlib.import_module(args.module), args.function)
    return int(verb(args))

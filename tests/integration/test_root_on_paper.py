"""The root on paper: three pages at the founding, two of which make the key file anew, offline."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from service.cli.bench_signin import RunningApi, running_api
from service.cli.share_pages import words_on
from service.client.accounts import Credentials
from service.client.enrolment import enrol
from service.client.roots import RootKey
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.sealing.encoding import b64
from service.sealing.root_shares import split_root

ROOT = Path(__file__).resolve().parents[2]
WORDS, NEWER = "six plain words to begin with", "six other words for a newer file"
# Runs what it is given at a terminal of its own, whose other end is its own input and output.
AT_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
pytestmark = pytest.mark.timeout(400)


@dataclass
class Safe:
    """Where an administrator keeps private files, and the service they founded on."""

    api: RunningApi
    folder: Path
    root: str = ""
    login: str = ""

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def secret(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text + "\n")
        (self.folder / name).chmod(0o600)
        return self.path(name)

    def recovering(self, name: str, *shares: str, root: str = "") -> list[str]:
        files = [word for share in shares for word in ("--share-file", share)]
        return [
            *("org", "recover", "--root", root or self.root, "--root-key", self.path(name)),
            *("--root-passphrase-file", self.path("newer-words"), *files),
        ]


async def run(*words: str, typed: str | None = None) -> tuple[int, str, str]:
    """Run one verb; with `typed` at a terminal, where everything it shows is in the output."""
    at_terminal = () if typed is None else (sys.executable, "-c", AT_A_TERMINAL)
    process = await asyncio.create_subprocess_exec(
        *(*at_terminal, sys.executable, "-P", "-m", "service.cli", *words),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
    )
    out, err = await process.communicate((typed or "").encode())
    return process.returncode or 0, out.decode(), err.decode()


async def told(*words: str) -> dict[str, Any]:
    status, out, _ = await run(*words, "--json")
    facts: dict[str, Any] = json.loads(out)
    assert facts["ok"] is (status == 0)
    return facts


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def safe(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Safe]:
    async with running_api(tmp_path_factory.mktemp("service")) as api:
        made = Safe(api, tmp_path_factory.mktemp("safe"))
        made.secret("newer-words", NEWER)
        facts = await told(
            *("org", "init", "--address", api.address, "--root-key", made.path("root.key")),
            *("--recovery-file", made.path("recovery"), "--shares-dir", made.path("shares")),
            *("--setup-token-file", made.secret("setup", api.setup_token)),
            *("--root-passphrase-file", made.secret("root-words", WORDS)),
            *("--passphrase-file", made.secret("words", WORDS)),
        )
        assert facts["shares_dir"] == made.path("shares")
        said = json.dumps(facts)
        for page in (made.folder / "shares").iterdir():
            assert words_on(page.read_text()).split()[6] not in said.split()
        made.root, made.login = facts["root"], facts["login"]
        yield made


@pytest.fixture
def pages(safe: Safe) -> list[str]:
    return [str(path) for path in sorted((safe.folder / "shares").iterdir())]


async def test_two_pages_make_a_key_that_publishes_a_roster(safe: Safe, pages: list[str]) -> None:
    facts = await told(*safe.recovering("recovered.key", pages[2], pages[0]))
    assert facts["root"] == safe.root
    key = safe.folder / "recovered.key"
    assert key.stat().st_mode & 0o777 == 0o600
    recovered = RootKey.from_key_file(key.read_bytes(), NEWER)
    first = RootKey.from_key_file((safe.folder / "root.key").read_bytes(), WORDS)
    assert recovered.seed == first.seed
    (safe.folder / "root.key").rename(safe.folder / "burnt.key")
    own = ("--address", safe.api.address, "--login", safe.login)
    words = ("--passphrase-file", safe.path("words"))
    invited = await told("roster", "add", "facilitator", *own, *words)
    async with Transport(safe.api.address) as transport:
        who: Credentials = await enrol(transport, invited["login"], invited["code"], WORDS)
    published = await told(
        *("roster", "publish", *own, *words, "--root-key", str(key)),
        *("--root-passphrase-file", safe.path("newer-words")),
    )
    assert (published["sequence"], published["unproven"]) == (2, [])
    async with Transport(safe.api.address) as transport:
        there = await sign_in(transport, who.login, who.passphrase)
        assert (await there.refresh()).state == "certified"


async def test_two_pages_typed_at_a_terminal_do_the_same(safe: Safe, pages: list[str]) -> None:
    shares = [words_on(Path(page).read_text()) for page in pages]
    typed = "\n".join([shares[1].replace(shares[1].split()[8], "academic"), *shares[1:], ""])
    status, out, _ = await run(*safe.recovering("typed.key"), typed=typed)
    assert status == 0, out
    assert out.index("mistyped") < out.index("That page is right.")
    recovered = RootKey.from_key_file((safe.folder / "typed.key").read_bytes(), NEWER)
    assert b64(recovered.public) == safe.root


async def test_nothing_is_made_of_pages_that_are_not_right(safe: Safe, pages: list[str]) -> None:
    share = words_on(Path(pages[0]).read_text())
    mistyped = safe.secret("mistyped", share.replace(share.split()[12], "academic"))
    strange = safe.secret("strange", split_root(bytes(range(32)))[0])
    other = b64(RootKey.generate().public)
    refused = {
        "root-share-invalid": safe.recovering("no.key", pages[1], mistyped),
        "root-shares-mismatch": safe.recovering("no.key", pages[1], pages[1]),
    }
    for code, words in refused.items():
        assert (await told(*words))["code"] == code
    for words in (
        safe.recovering("no.key", pages[1], strange),
        safe.recovering("no.key", pages[0], pages[1], root=other),
    ):
        assert (await told(*words))["code"] == "root-shares-mismatch"
    assert not (safe.folder / "no.key").exists()


async def test_a_key_file_that_is_there_is_not_written_over(safe: Safe, pages: list[str]) -> None:
    there = safe.secret("there.key", "something else")
    facts = await told(*safe.recovering("there.key", *pages[:2]))
    assert "is there already" in facts["error"]
    assert Path(there).read_text() == "something else\n"


async def test_a_founding_without_a_place_for_the_pages_is_refused_before_anything(
    safe: Safe,
) -> None:
    words = (
        *("org", "init", "--address", safe.api.address, "--root-key", safe.path("none.key")),
        *("--recovery-file", safe.path("none"), "--setup-token-file", safe.path("setup")),
        *("--root-passphrase-file", safe.path("words"), "--passphrase-file", safe.path("words")),
    )
    assert "--shares-dir" in (await told(*words))["error"]
    status, _, said = await run(*words)
    assert status == 1
    assert "no terminal" in said
    assert "--shares-dir" in said
    assert "Destroy" not in said
    assert not (safe.folder / "none.key").exists()


async def test_pages_that_cannot_be_written_leave_no_key(safe: Safe) -> None:
    facts = await told(
        *("org", "init", "--address", safe.api.address, "--root-key", safe.path("none.key")),
        *("--recovery-file", safe.path("none"), "--setup-token-file", safe.path("setup")),
        *("--root-passphrase-file", safe.path("words"), "--passphrase-file", safe.path("words")),
        *("--shares-dir", safe.path("setup")),
    )
    assert "is there already" in facts["error"]
    assert not (safe.folder / "none.key").exists()


async def test_pages_at_a_terminal_are_shown_there_and_never_printed(safe: Safe) -> None:
    status, out, _ = await run(
        *("org", "init", "--address", safe.api.address, "--root-key", safe.path("second.key")),
        *("--recovery-file", safe.path("second"), "--setup-token-file", safe.path("setup")),
        *("--root-passphrase-file", safe.path("words"), "--passphrase-file", safe.path("words")),
        typed="\n\n\n",
    )
    assert status == 0, out
    shown, after = out.rsplit("\x1b[?1049l", 1)
    assert shown.count("ROOT SHARE") == 3
    shares = [words_on(one) for one in shown.split("ROOT SHARE")[1:]]
    assert [len(share.split()) for share in shares] == [33, 33, 33]
    assert "root key: " in after
    assert not any(share.split()[7] in after.split() for share in shares)

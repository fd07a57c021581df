"""An upload over a poor link that breaks off, and a colleague's desktop that goes on with it."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from service.cli.staff_secrets import write_new_private
from service.client.accounts import Credentials
from service.client.cases import open_case
from service.client.consenting import Spoken, agree_to_all
from service.client.hands import LiaisonHand
from service.client.link import SECONDS_FOR_ALL
from service.client.mandates import mandate
from service.client.signing_in import sign_in
from service.client.upload import IN_FLIGHT
from service.sealing.container import CHUNK
from service.sealing.encoding import digest
from tests.factories.originals import opened_original
from tests.factories.parts import ROOT, Parts
from tests.factories.poor_link import PoorLink, poor_link
from tests.factories.prisons import A_YEAR, stated_team
from tests.factories.staff import enlisted
from tests.factories.world import CARD, World, begin

# What the link of a prison's desktop is taken to be.
BITS_A_SECOND, DELAY_S, CUT_S = 1_000_000, 0.3, 30.0
SHARE = 0.63
# Of sound, so that two processes need about half a minute for it.
SIZE = 13 * CHUNK + 4321

pytestmark = pytest.mark.timeout(300)


@dataclass(frozen=True)
class Prison:
    """For whom two liaisons act, and how each of them signs in."""

    case: str
    author: str
    first: Credentials
    second: Credentials


@pytest_asyncio.fixture(loop_scope="session")
async def prison(parts: Parts, world: World) -> Prison:
    known = [await enlisted(parts, world, "liaison") for _ in range(2)]
    liaisons = [await sign_in(parts.connect(), one.login, one.passphrase) for one in known]
    team = await stated_team(world, *liaisons)
    case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
    until = world.asha.clock() + A_YEAR
    author = await mandate(world.asha, case, "responsible", team=team, until=until)
    await mandate(world.asha, case, "harmed", team=team, until=until)
    await begin(world.asha, case)
    spoken = Spoken(case, author, "in-person")
    await agree_to_all(liaisons[0], "responsible", spoken=spoken)
    return Prison(case, author, *known)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Sound that no two chunks of are alike."""
    path = tmp_path / "from the recorder.wav"
    path.write_bytes(b"RIFF\xff\xff\xff\x7fWAVE" + os.urandom(SIZE - 12))
    return path


@contextlib.asynccontextmanager
async def typed(
    prison: Prison, who: Credentials, link: PoorLink, film: Path, desktop: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The verb, typed by somebody at a desktop of which nobody else has anything."""
    desktop.mkdir()
    write_new_private(desktop / "passphrase", who.passphrase.encode())
    words = ["upload", str(film), "--for", prison.author, "--json", "--login", who.login]
    words += ["--address", link.address, "--passphrase-file", str(desktop / "passphrase")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.cli", *words),
        cwd=desktop,
        env={"HOME": str(desktop), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def stored(parts: Parts, author: str) -> tuple[list[int], int]:
    """Return the slices of the author's newest upload that are stored, and how many there are."""
    rows = await parts.rows(
        "SELECT rendition.id, chunks, slice_chunks FROM rendition JOIN item ON item.id = item_id"
        " WHERE item.author = $1 AND role = 'original' ORDER BY rendition.created DESC LIMIT 1",
        author,
    )
    if not rows:
        return [], 1
    kept = await parts.rows("SELECT number FROM slice WHERE rendition = $1", rows[0]["id"])
    return [row[0] for row in kept], -(-rows[0]["chunks"] // rows[0]["slice_chunks"])


async def opened(parts: Parts, prison: Prison, item: str) -> bytes:
    """What was sent, as the second liaison's own device opens it from the service."""
    who = prison.second
    liaison = await sign_in(parts.connect(), who.login, who.passphrase)
    async with opened_original(LiaisonHand(liaison, prison.case, prison.author), item) as contents:
        return await contents.to_bytes()


async def test_what_broke_off_at_two_thirds_is_gone_on_with_at_a_colleagues_desktop(
    parts: Parts, prison: Prison, film: Path, tmp_path: Path
) -> None:
    async with poor_link(
        parts.address, bits_a_second=BITS_A_SECOND, delay_s=DELAY_S, cut_s=CUT_S
    ) as link:
        async with typed(prison, prison.first, link, film, tmp_path / "first") as process:
            numbers, everything = await stored(parts, prison.author)
            while len(numbers) < SHARE * everything:
                assert process.returncode is None, "it ended before it could be killed"
                await asyncio.sleep(0.05)
                numbers, everything = await stored(parts, prison.author)
            process.kill()
            await process.wait()
        before, _ = await stored(parts, prison.author)
        begun = {name: many for name, many in link.begun.items() if "/slices/" in name}
        assert SHARE <= len(before) / everything < 1
        link.begun.clear()
        async with typed(prison, prison.second, link, film, tmp_path / "second") as process:
            answer, _ = await process.communicate()
        (row,) = json.loads(answer)["files"]
        again = {name: many for name, many in link.begun.items() if "/slices/" in name}
    assert (row["came"], process.returncode) == ("resumed", 0)
    assert digest(await opened(parts, prison, row["item"])) == digest(film.read_bytes())
    sent = {int(name.rsplit("/", 1)[1]) for name in again}
    assert sent == set(range(everything)) - set(before), "what was stored is not sent again"
    assert set(again.values()) == {1}
    assert set(begun.values()) == {1}, "slices that fit the link are not cut"
    assert len(set(begun) & set(again)) <= IN_FLIGHT
    largest = IN_FLIGHT * film.stat().st_size / everything
    assert largest / (BITS_A_SECOND / 8) < SECONDS_FOR_ALL < CUT_S


async def test_the_link_of_these_tests_does_cut_what_takes_longer(parts: Parts) -> None:
    async with poor_link(parts.address, bits_a_second=8000, delay_s=0, cut_s=0.5) as link:
        host, port = link.address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"PUT /api/v1/link HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n")
        writer.write(bytes(4096))
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b"", "nothing is answered"
        writer.close()
        assert (link.cut, link.answered.total()) == (1, 0)

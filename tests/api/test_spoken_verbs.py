"""What somebody without an account says before staff, as it is typed: `spoken`, `liaison`."""

import functools
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from service.cli import staff_acts
from service.client import sending
from service.client.items import item as look
from service.client.mandates import mandate
from service.client.signing_in import sign_in
from service.sealing.encoding import new_id
from tests.factories.acts import LETTER, approved_by
from tests.factories.in_process import InProcess
from tests.factories.listening import listening
from tests.factories.pairings import Pairing, paired
from tests.factories.prisons import A_YEAR, stated_team
from tests.factories.staff import enlisted
from tests.factories.terminals import Terminal
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)


@pytest_asyncio.fixture(loop_scope="session")
async def pairing(service: InProcess, world: World) -> AsyncIterator[Pairing]:
    """A case in which the person harmed has no account and wants to hear of nothing by itself."""
    made = await paired(service, world, {"harmed": False, "responsible": True})
    yield made


@pytest.fixture(autouse=True)
def on_the_wall(pairing: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = functools.partial(sign_in, clock=pairing.service.clock.now)
    monkeypatch.setattr(staff_acts, "sign_in", clocked)


async def test_a_letter_is_asked_for_read_to_them_and_held(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person
    async with listening(service.app) as address:
        ben = Terminal(pairing.world.credentials["ben"], address, tmp_path)
        said = ("--manner", "phone")
        await ben.type("choose", world.case, her, "only-if-asked", *said)
        item = (await sending.send_letter(pairing.responsible.hand, LETTER)).item
        await approved_by(world.asha, item)
        await service.serve_outbox()
        rows = (await ben.type("list", world.case, her))["items"]
        assert [(one["item"], one["status"]) for one in rows] == [(item, "approved")]
        assert (await ben.type("ask", world.case, her, *said))["waiting"]
        about = (item, "--person", her)
        await ben.type("refuse", *about, *said)
        assert (await look(world.asha, item)).status == "declined"
        await ben.type("ask-again", *about, *said)
        await ben.type("accept", *about, "--medium", "with-facilitator", "--hours", "2", *said)
        early = await ben.type("open", *about, status=1)
        assert early["code"] == "not-released", (
            "a gate that is shut is not gone round by reading aloud"
        )
        await service.serve_outbox()
        assert (await ben.type("open", *about))["text"].encode() == LETTER
        paper = tmp_path / "letter"
        assert (await ben.type("open", *about, "--out", str(paper)))["file"] == str(paper)
        assert paper.read_bytes() == LETTER
        assert paper.stat().st_mode & 0o777 == 0o600
        # Opening it is not handing it over: that is said once it is done.
        assert (await look(world.asha, item)).status == "released"
        await ben.type("handed-over", *about, "--how", "read-aloud")
        assert (await look(world.asha, item)).status == "opened"
        await ben.type("keep", *about, "--wish", "hold", *said)
        assert (await look(world.asha, item)).status == "held"
        laid = await ben.type("open", *about, status=1)
        assert laid["code"] == "laid-aside"


async def test_a_letter_is_entrusted_to_a_liaison_who_reads_it_to_them(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person
    known = await enlisted(service, world, "liaison")
    liaison = await sign_in(
        service.connect(), known.login, known.passphrase, clock=service.clock.now
    )
    team = await stated_team(world, liaison)
    until = world.asha.clock() + A_YEAR
    await mandate(world.asha, world.case, "harmed", team=team, until=until, person=her)
    async with listening(service.app) as address:
        ben = Terminal(world.credentials["ben"], address, tmp_path)
        there = Terminal(known, address, tmp_path, "liaison")
        await ben.type("choose", world.case, her, "tell-me", "--manner", "phone")
        item = (await sending.send_letter(pairing.responsible.hand, LETTER)).item
        await approved_by(world.asha, item)
        await service.serve_outbox()
        about = (item, "--person", her)
        said = ("--medium", "with-facilitator", "--hours", "2", "--manner", "phone")
        await ben.type("accept", *about, *said)
        early = await ben.type("entrust", *about, status=1)
        assert early["code"] == "not-released"
        await service.serve_outbox()
        assert (await there.type("list"))["deliveries"] == []
        assert (await there.type("open", item, status=1))["code"] == "not-to-deliver"
        assert (await ben.type("entrust", *about))["item"] == item
        (row,) = (await there.type("list"))["deliveries"]
        assert (row["item"], row["way"], row["ready"]) == (item, "read-aloud", True)
        begins, ends = (datetime.fromisoformat(row[one]) for one in ("begins", "until"))
        assert begins.tzinfo is not None
        assert ends - begins == timedelta(hours=2)
        assert (await there.type("open", item))["text"].encode() == LETTER
        paper = tmp_path / "letter"
        assert (await there.type("open", item, "--out", str(paper)))["file"] == str(paper)
        assert (paper.read_bytes(), paper.stat().st_mode & 0o777) == (LETTER, 0o600)
        assert (await look(world.asha, item)).status == "released"
        assert (await there.type("handed-over", item, "--how", "read-aloud"))["person"] == her
        assert (await look(world.asha, item)).status == "opened"
        gone = await there.type("open", item, status=1)
    assert gone["code"] == "not-to-deliver"


async def test_of_what_is_not_there_nothing_is_told(pairing: Pairing, tmp_path: Path) -> None:
    async with listening(pairing.service.app) as address:
        ben = Terminal(pairing.world.credentials["ben"], address, tmp_path)
        about = (new_id(), "--person", pairing.harmed.person, "--manner", "phone")
        nothing = await ben.type("refuse", *about, status=1)
    assert nothing["code"] == "not-found"

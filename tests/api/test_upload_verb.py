"""Recordings sent from a terminal: a folder at a time, and typed again after it broke off."""

import asyncio
import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.cli import staff_acts
from service.client import sending
from service.client.cases import open_case
from service.client.consenting import Spoken, agree_to_all
from service.client.errors import Unreachable
from service.client.items import item, items
from service.client.mandates import mandate
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.domain.sizes import SCAN_BYTES
from service.sealing.container import CHUNK
from tests.factories.in_process import InProcess
from tests.factories.links import as_large_as_may_be
from tests.factories.listening import listening
from tests.factories.on_paper import paper_agreed
from tests.factories.prisons import A_YEAR, stated_team
from tests.factories.scans import turned, two_sheets
from tests.factories.staff import enlisted
from tests.factories.terminals import Terminal
from tests.factories.world import CARD, World, begin

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def on_the_wall(service: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = functools.partial(sign_in, clock=service.clock.now)
    monkeypatch.setattr(staff_acts, "sign_in", clocked)


def _sound(path: Path, size: int, byte: int) -> Path:
    """Something that begins as a WAV does: what it holds is the media worker's business."""
    path.write_bytes(b"RIFF\xff\xff\xff\x7fWAVE" + bytes([byte]) * (size - 12))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "recorder"
    made.mkdir()
    files = [
        _sound(made / "b first.wav", 3 * CHUNK, 1),
        _sound(made / "a second.wav", 12 * CHUNK, 2),
    ]
    files.append(made / "c list.txt")
    files[-1].write_text("what is on this card")
    for age, file in enumerate(files):
        os.utime(file, (1_700_000_000 + age, 1_700_000_000 + age))
    (made / ".hidden").write_text("what a recorder keeps for itself")
    return made


def _came(answer: dict[str, Any]) -> Iterator[tuple[str, str]]:
    return ((Path(row["file"]).name, row["came"]) for row in answer["files"])


async def test_a_folder_is_sent_once_and_what_is_no_recording_is_left_and_named(
    service: InProcess, world: World, folder: Path, tmp_path: Path
) -> None:
    async with listening(service.app) as address:
        his = Terminal(world.credentials["responsible"], address, tmp_path, "upload")
        first = await his.type(str(folder), status=1)
        again = await his.type(str(folder), status=1)
        one = await his.type(str(folder / "b first.wav"))
    assert list(_came(first)) == [
        ("b first.wav", "sent"),
        ("a second.wav", "sent"),
        ("c list.txt", "refused"),
    ]
    assert first["ok"] is False
    assert first["files"][2]["why"] == "It is no recording, picture or PDF."
    assert [came for _, came in _came(again)] == ["sent-before", "sent-before", "refused"]
    assert [row["item"] for row in one["files"]] == [first["files"][0]["item"]]
    assert one["ok"]
    sent = await items(world.responsible, "author")
    assert {one.id for one in sent} == {row["item"] for row in first["files"][:2]}
    assert {one.kind for one in sent} == {"recorded_message"}


async def test_scans_are_sent_as_paper_whatever_they_are_called(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    people = (world.harmed, world.responsible)
    await paper_agreed(world.ben, world.case, people)
    folder = tmp_path / "scanner"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(two_sheets())
    (folder / "b.dat").write_bytes(turned("JPEG", 6))
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(SCAN_BYTES))
    async with listening(service.app) as address:
        his = Terminal(world.credentials["responsible"], address, tmp_path, "upload")
        told = await his.type(str(folder), status=1)
    assert list(_came(told)) == [("a.pdf", "sent"), ("b.dat", "sent"), ("c.png", "refused")]
    assert "256 MB" in told["files"][2]["why"]
    sent = {one.id: one.kind for one in await items(world.responsible, "author")}
    assert [sent[row["item"]] for row in told["files"][:2]] == ["scan", "scan"]


async def test_what_broke_off_is_gone_on_with_by_typing_the_same(
    service: InProcess,
    world: World,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    author, put, stored = world.responsible, Transport.put_bytes, list[str]()

    async def noted(
        self: Transport, path: str, content: bytes | bytearray, *, repeat: bool = True
    ) -> None:
        if self is author.transport and path.endswith("/5"):
            raise Unreachable
        await put(self, path, content, repeat=repeat)
        if "/slices/" in path:
            stored.append(path)

    monkeypatch.setattr(sending, "SLICE_CHUNKS", 1)
    monkeypatch.setattr(sending, "chunks_per_slice", as_large_as_may_be)
    monkeypatch.setattr(Transport, "put_bytes", noted)
    monkeypatch.setattr(author.transport, "_patience_s", 0)
    film = folder / "a second.wav"
    with pytest.raises(Unreachable):
        await sending.send_recording(author, film, kind="recorded_message")
    (draft,) = await items(author, "author")
    async with listening(service.app) as address:
        his = Terminal(world.credentials["responsible"], address, tmp_path, "upload")
        (row,) = (await his.type(str(film)))["files"]
    assert (row["came"], row["item"]) == ("resumed", draft.id)
    assert len(stored) == len(set(stored)), "nothing that was stored is sent twice"
    assert (await item(author, draft.id)).status == "processing"


async def test_a_liaison_sends_for_whom_they_act_and_says_so_where_there_are_several(
    service: InProcess, world: World, folder: Path, tmp_path: Path
) -> None:
    known = await enlisted(service, world, "liaison")
    liaison = await sign_in(
        service.connect(), known.login, known.passphrase, clock=service.clock.now
    )
    team = await stated_team(world, liaison)
    until = service.clock.now() + A_YEAR
    film = str(folder / "b first.wav")
    async with listening(service.app) as address:
        acts = Terminal(known, address, tmp_path, "upload")
        nobody = await acts.type(film, status=1)
        case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
        him = await mandate(world.asha, case, "responsible", team=team, until=until)
        her = await mandate(world.asha, case, "harmed", team=team, until=until)
        await begin(world.asha, case)
        await agree_to_all(liaison, "responsible", spoken=Spoken(case, him, "in-person"))
        several = await acts.type(film, status=1)
        sent = await acts.type(film, "--for", him)
    assert "liaison people" in nobody["error"]
    assert "--for" in several["error"]
    assert sent["person"] == him != her
    assert [came for _, came in _came(sent)] == ["sent"]


async def test_a_session_that_ends_meanwhile_is_begun_anew(
    service: InProcess, world: World, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, ended, here = Transport.put_bytes, list[str](), asyncio.get_running_loop()

    async def noted(
        self: Transport, path: str, content: bytes | bytearray, *, repeat: bool = True
    ) -> None:
        if path.endswith("/slices/1") and not ended:
            ended.append(path)
            # The verb has a loop of its own, and the connection to the database this test's.
            over = service.rows("UPDATE session SET expires = 1")
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(over, here))
        await put(self, path, content, repeat=repeat)

    monkeypatch.setattr(sending, "SLICE_CHUNKS", 1)
    monkeypatch.setattr(Transport, "put_bytes", noted)
    async with listening(service.app) as address:
        his = Terminal(world.credentials["responsible"], address, tmp_path, "upload")
        (row,) = (await his.type(str(folder / "b first.wav")))["files"]
    assert ended
    assert row["came"] == "sent"

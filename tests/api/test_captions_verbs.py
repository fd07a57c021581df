"""Captions from a terminal: sent for a recording, refused by line, sent again; by a liaison too."""

import functools
from pathlib import Path

import pytest

from service.cli import staff_acts
from service.client import deciding, reviewing
from service.client.items import item as look
from service.client.signing_in import sign_in
from tests.factories.captioned import TEXT, captioned
from tests.factories.in_process import InProcess
from tests.factories.listening import listening
from tests.factories.terminals import Terminal
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def on_the_wall(service: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = functools.partial(sign_in, clock=service.clock.now)
    monkeypatch.setattr(staff_acts, "sign_in", clocked)


async def test_are_sent_refused_by_their_line_and_sent_again(
    service: InProcess, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    film = await captioned(service, world, tmp_path)
    file = tmp_path / "said.vtt"
    async with listening(service.app) as address:
        his = Terminal(world.credentials["responsible"], address, tmp_path, "captions")
        file.write_bytes(TEXT.replace(b"Annwyl", b"<i>Annwyl"))
        await his.type("send", "--item", film.item, str(file), status=1)
        await his.type("send", "--item", film.item, str(tmp_path / "none.vtt"), status=1)
        # As an editor may have saved it.
        file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n"))
        sent = await his.type("send", "--item", film.item, str(file))
        await his.type("again", "--item", film.item, str(file), status=1)
        captions = str(sent["captions"])
        await reviewing.claim(world.asha, captions)
        async with await reviewing.review(world.asha, captions) as reading:
            assert await reading.read_letter() == TEXT.decode()
            await deciding.return_item(reading, "unclear", "Please leave the name out.")
        again = await his.type("again", "--item", captions, str(file))
    assert (sent["version"], again) == (1, {"ok": True, "captions": captions, "version": 2})
    assert (await look(world.responsible, captions)).language == "en"
    said = capsys.readouterr().err
    assert "Line 5: The words are plain" in said
    assert "none.vtt cannot be read" in said
    assert "These are no captions" in said

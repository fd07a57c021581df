"""What an organisation may store: told before the first byte, and held whoever begins at once."""

import asyncio
import functools
import json
from pathlib import Path
from typing import Any

import pytest

from service.cli import quotas, staff_acts
from service.cli.__main__ import build_parser
from service.client import destroying, keeping, sending
from service.client.errors import Refusal
from service.client.items import items
from service.client.reviewing import claim
from service.client.signing_in import sign_in
from service.domain.sizes import GB
from service.sealing.container import padded_length
from service.sealing.encoding import new_id
from tests.api.test_before_sending import _draft
from tests.factories.acts import LETTER, opened_text, released_letter, sent_letter
from tests.factories.answers import said, slug
from tests.factories.deciding import returned_by
from tests.factories.in_process import InProcess
from tests.factories.listening import listening
from tests.factories.terminals import Terminal
from tests.factories.world import Neighbours, World

MB = 1_000_000
_USED = "SELECT used FROM room WHERE org = $1"
_COUNTED = (
    "SELECT coalesce(sum(padded + 48 * chunks + 72), 0)::bigint FROM rendition"
    " WHERE NOT emptied AND org = $1"
)


class Operator:
    """Whoever runs the servers, at a terminal there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    async def types(self, service: InProcess, *words: str, status: int = 0) -> dict[str, Any]:
        url = service.env["GOBETWEEN_OWNER_DATABASE_URL"]
        self._monkeypatch.setenv("GOBETWEEN_OWNER_DATABASE_URL", url)
        self._capsys.readouterr()
        args = build_parser().parse_args(["quota", *words, "--json"])
        # A verb runs a loop of its own, as it does in a process of its own.
        assert await asyncio.to_thread(quotas.run, args) == status
        facts: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return facts


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator(monkeypatch, capsys)


@pytest.fixture
def on_the_wall(service: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = functools.partial(sign_in, clock=service.clock.now)
    monkeypatch.setattr(staff_acts, "sign_in", clocked)


async def _left(service: InProcess, world: World, left: int | None) -> None:
    """Let the organisation store so many bytes more."""
    used = await service.value(_USED, world.org) or 0
    await service.rows(
        "INSERT INTO room (org, quota) VALUES ($1, $2) ON CONFLICT (org) DO UPDATE SET quota = $2",
        world.org,
        None if left is None else used + left,
    )


async def _used(service: InProcess, world: World) -> int:
    used = int(await service.value(_USED, world.org))
    assert used == await service.value(_COUNTED, world.org)
    return used


def _film(length: int, world: World) -> dict[str, Any]:
    return _draft(world.harmed.id, padded=padded_length(length), slice_chunks=16)


@pytest.mark.parametrize(("left", "told"), [(2 * GB + GB // 2, 2), (GB - 1, 0), (-1, 0)])
async def test_what_does_not_fit_is_told_in_whole_gb_before_its_first_byte(
    service: InProcess, world: World, left: int, told: int
) -> None:
    await sent_letter(world)
    await _left(service, world, left)
    case = f"/cases/{world.case}"
    async with service.http(world.responsible.transport._token) as http:
        film: dict[str, Any] = {"kind": "video_message", "length": 2_600 * MB}
        asked = await http.get(f"{case}/sending", params=film)
        begun = await http.post(f"{case}/items", json=_film(2_600 * MB, world))
        small = await http.get(f"{case}/sending", params=film | {"length": 1})
    assert said(asked) == said(begun)
    assert (asked.status_code, slug(asked), asked.json()["left_gb"]) == (413, "no-room", told)
    assert small.is_success == (left > 0)
    assert await service.value("SELECT count(*) FROM item") == 1


async def test_what_is_begun_takes_its_room_before_a_byte_of_it_is_there(
    service: InProcess, world: World
) -> None:
    await _left(service, world, 700 * MB)
    async with service.http(world.responsible.transport._token) as http:
        path = f"/cases/{world.case}/items"
        first = _film(400 * MB, world)
        assert (await http.post(path, json=first)).status_code == 201
        assert (await http.post(path, json=first)).status_code == 201, "the same again"
        assert slug(await http.post(path, json=_film(400 * MB, world))) == "no-room"
        # What has its room already is gone on with.
        going_on = {"kind": "video_message", "length": 400 * MB, "item": first["item"]}
        assert (await http.get(f"/cases/{world.case}/sending", params=going_on)).is_success
    assert padded_length(400 * MB) < await _used(service, world) < 420 * MB


async def test_of_many_that_begin_at_once_no_more_are_let_in_than_fit(
    service: InProcess, world: World, neighbours: Neighbours
) -> None:
    await _left(service, world, 4 * 110 * MB)
    him, her = (one.transport._token for one in (world.responsible, world.harmed))
    async with service.http(him) as his, service.http(her) as hers:
        path = f"/cases/{world.case}/items"
        back = _draft(world.responsible.id, padded=padded_length(100 * MB), slice_chunks=16)
        answers = await asyncio.gather(
            *(his.post(path, json=_film(100 * MB, world)) for _ in range(6)),
            *(
                hers.post(path, json=back | {"item": new_id(), "upload": _fresh(back)})
                for _ in range(6)
            ),
        )
    assert sorted(answer.status_code for answer in answers) == [201] * 4 + [413] * 8
    assert await service.value("SELECT count(*) FROM item") == 4
    assert await service.value("SELECT used <= quota FROM room WHERE org = $1", world.org)
    # Another organisation's room is its own.
    await sending.send_letter(neighbours.responsible, LETTER)


def _fresh(draft: dict[str, Any]) -> dict[str, Any]:
    return {**draft["upload"], "rendition": new_id()}


async def test_another_version_takes_room_too(service: InProcess, world: World) -> None:
    item = await sent_letter(world)
    await claim(world.asha, item)
    await returned_by(world.asha, item)
    await _left(service, world, 3_000)
    with pytest.raises(Refusal) as refused:
        await sending.replace_letter(world.responsible, item, LETTER)
    assert (refused.value.slug, refused.value.facts["left_gb"]) == ("no-room", 0)
    assert await service.value("SELECT state FROM item") == "returned", "nothing of it was begun"
    await _left(service, world, 5_000)
    await sending.replace_letter(world.responsible, item, LETTER)


async def test_what_is_destroyed_leaves_its_room(service: InProcess, world: World) -> None:
    item = await released_letter(service, world)
    assert await opened_text(world.harmed, item) == LETTER
    before = await _used(service, world)
    rendition = str(await service.value("SELECT id FROM rendition"))
    await keeping.keep(world.harmed, item, "return")
    await destroying.destroy(world.asha, world.case, item, rendition, "retention")
    assert await _used(service, world) == 0 < before


class TestAnOperator:
    async def test_lets_an_organisation_store_more_or_less_and_nothing_stored_goes(
        self, service: InProcess, world: World, operator: Operator
    ) -> None:
        await sent_letter(world)
        used = await _used(service, world)
        facts = {"org": world.org, "used_bytes": used, "quota_bytes": None}
        assert facts in (await operator.types(service))["organisations"]
        (set_to,) = (await operator.types(service, world.org, "--gb", "0.001"))["organisations"]
        assert set_to == facts | {"quota_bytes": MB}
        await sending.send_letter(world.responsible, LETTER)
        await operator.types(service, world.org, "--gb", "0")
        with pytest.raises(Refusal) as refused:
            await sending.send_letter(world.responsible, LETTER)
        assert refused.value.slug == "no-room"
        await operator.types(service, world.org, "--no-limit")
        await sending.send_letter(world.responsible, LETTER)
        assert len(await items(world.responsible, "author")) == 3

    async def test_is_told_of_an_organisation_that_is_not_there(
        self, service: InProcess, operator: Operator
    ) -> None:
        told = await operator.types(service, new_id(), "--gb", "5", status=1)
        assert "no organisation" in told["error"]


@pytest.mark.usefixtures("on_the_wall")
class TestATerminal:
    async def test_leaves_the_file_that_does_not_fit_and_sends_the_next(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        folder = tmp_path / "recorder"
        folder.mkdir()
        for name, size in (("a large.wav", 5 * MB), ("b small.wav", 1 * MB)):
            (folder / name).write_bytes(b"RIFF\xff\xff\xff\x7fWAVE" + bytes(size))
        await _left(service, world, 3 * MB)
        async with listening(service.app) as address:
            his = Terminal(world.credentials["responsible"], address, tmp_path, "upload")
            answer = await his.type(str(folder), status=1)
        large, small = answer["files"]
        assert (large["came"], small["came"]) == ("refused", "sent")
        assert "room for less than 1 GB" in large["why"]


class TestWhatWasBegun:
    async def test_and_not_sent_is_ten_at_most(self, service: InProcess, world: World) -> None:
        path = f"/cases/{world.case}/items"
        async with service.http(world.responsible.transport._token) as http:
            answers = await asyncio.gather(
                *(http.post(path, json=_draft(world.harmed.id, "letter")) for _ in range(13))
            )
            params: dict[str, Any] = {"kind": "letter", "length": 1}
            asked = await http.get(f"/cases/{world.case}/sending", params=params)
        assert sorted(answer.status_code for answer in answers) == [201] * 10 + [409] * 3
        assert (slug(asked), asked.json()["most"]) == ("too-many-begun", 10)
        # The other side's are their own.
        await sending.send_letter(world.harmed, LETTER)

"""What would keep something from being submitted is told in the same words before a byte goes."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from service.client import consenting, sending
from service.client.cases import step
from service.client.consenting import Spoken
from service.client.errors import Refusal
from service.client.items import items
from service.client.organisation import add_pool, retire_pool
from service.client.plaintext import Recording
from service.client.practising import Entry, record
from service.client.replying import reply_rights
from service.client.reviewing import claim
from service.client.transport import Transport
from service.domain.sizes import LETTER_BYTES, RECORDING_BYTES
from service.sealing.container import padded_length
from service.sealing.encoding import new_id
from service.worker.media_keys import PoolKeys
from tests.api.test_resuming import FILM as FILMED
from tests.api.test_resuming import broken_off
from tests.factories.acts import LETTER, opened_text, released_letter
from tests.factories.answers import said, slug
from tests.factories.deciding import returned_by
from tests.factories.in_process import InProcess
from tests.factories.prisons import custody
from tests.factories.world import Neighbours, World

Act = Callable[[World], Awaitable[object]]
FILM: dict[str, Any] = {"kind": "video_message", "length": 5_000_000}


def _draft(to: str, kind: str = "video_message", **fields: object) -> dict[str, Any]:
    upload = {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""}
    return {
        "item": new_id(),
        "kind": kind,
        "language": "en",
        "recipients": [to],
        "in_reply_to": None,
        "upload": upload | fields,
    }


async def _closes(world: World) -> None:
    await step(world.asha, world.case, "begin-closing")


async def _withdraws(world: World) -> None:
    await consenting.consent(world.responsible, "send", "any", given="withdrawn")


async def _acknowledges_no_longer(world: World) -> None:
    await consenting.acknowledge(world.responsible, given="withdrawn")


async def _both(world: World) -> None:
    await _withdraws(world)
    await _acknowledges_no_longer(world)
    await _closes(world)


@pytest.mark.parametrize(
    ("act", "blockers"),
    [
        (_closes, "case-not-active"),
        (_withdraws, "author-consent-missing"),
        (_acknowledges_no_longer, "acknowledgement-missing"),
        (_both, "case-not-active,author-consent-missing,acknowledgement-missing"),
    ],
)
async def test_everything_that_stands_in_the_way_is_told_and_nothing_is_begun(
    service: InProcess, world: World, act: Act, blockers: str
) -> None:
    case = f"/cases/{world.case}"
    async with service.http(world.responsible.transport._token) as http:
        allowed = await http.get(f"{case}/sending", params=FILM)
        await act(world)
        asked = await http.get(f"{case}/sending", params=FILM)
        begun = await http.post(f"{case}/items", json=_draft(world.harmed.id))
    assert (allowed.status_code, allowed.json()) == (
        200,
        {"largest": RECORDING_BYTES, "by_address": False},
    )
    assert said(asked) == said(begun)
    assert (asked.status_code, slug(asked), asked.json()["blockers"]) == (409, "blocked", blockers)
    assert await service.rows("SELECT id FROM item") == []


async def test_a_reply_that_nobody_planned_is_told_too(service: InProcess, world: World) -> None:
    assert await opened_text(world.harmed, await released_letter(service, world)) == LETTER
    service.clock.turn(1)
    plan = Entry("plan", "agreed", round=9, media=("letter", "recording"), reply="none")
    await record(world.asha, world.case, plan)
    with pytest.raises(Refusal) as refused:
        await world.harmed.transport.get(f"/cases/{world.case}/sending", **FILM)
    assert refused.value.facts["blockers"] == "reply-not-in-plan"


async def _asked_and_begun(service: InProcess, world: World) -> tuple[Response, Response, Response]:
    """Ask to send a film, begin to, and ask to send a letter; return the answers."""
    case = f"/cases/{world.case}"
    async with service.http(world.responsible.transport._token) as http:
        asked = await http.get(f"{case}/sending", params=FILM)
        begun = await http.post(f"{case}/items", json=_draft(world.harmed.id))
        letter = await http.get(f"{case}/sending", params={"kind": "letter", "length": 1})
    return asked, begun, letter


async def test_that_the_plan_has_letters_alone_is_told_before_a_recording_is_begun(
    service: InProcess, world: World
) -> None:
    assert (await reply_rights(world.responsible)).media == ("letter", "recording")
    await record(world.asha, world.case, Entry("plan", "agreed", round=9, media=("letter",)))
    assert (await reply_rights(world.responsible)).media == ("letter",)
    asked, begun, letter = await _asked_and_begun(service, world)
    assert said(asked) == said(begun)
    assert (slug(asked), asked.json()["blockers"]) == ("blocked", "medium-not-in-plan")
    assert letter.status_code == 200
    assert await service.rows("SELECT id FROM item") == []


async def test_that_no_pool_is_left_to_make_it_safe_is_told(
    service: InProcess, world: World
) -> None:
    pool = PoolKeys.generate(world.org, world.root.public)
    await add_pool(world.administrator, world.root, pool.entry)
    await retire_pool(world.administrator, world.root, world.pool.pool, lost=True)
    asked, begun, letter = await _asked_and_begun(service, world)
    assert said(asked) == said(begun)
    assert (slug(asked), asked.json()["field"]) == ("conflict", "pool")
    assert letter.status_code == 200, "a letter takes no media worker"


@pytest.mark.parametrize(
    ("kind", "most"), [("letter", LETTER_BYTES), ("video_message", RECORDING_BYTES)]
)
async def test_what_is_too_large_is_told_by_its_length(
    service: InProcess, world: World, kind: str, most: int
) -> None:
    path = f"/cases/{world.case}/sending"
    async with service.http(world.responsible.transport._token) as http:
        allowed = await http.get(path, params={"kind": kind, "length": most})
        larger = await http.get(path, params={"kind": kind, "length": padded_length(most)})
    assert allowed.json() == {"largest": most, "by_address": False}
    assert (larger.status_code, slug(larger)) == (413, "too-large")


async def test_asking_is_for_whoever_may_send_and_about_their_own(
    service: InProcess, world: World, neighbours: Neighbours
) -> None:
    item = (await sending.send_letter(world.responsible, LETTER)).item
    path = f"/cases/{world.case}/sending"
    for person in (world.asha, world.administrator):
        with pytest.raises(Refusal, match="not do this"):
            await person.transport.get(path, **FILM)
    with pytest.raises(Refusal) as strange:
        await neighbours.harmed.transport.get(path, **FILM)
    assert strange.value.slug == "not-found"
    for who, about, answer in (
        (world.harmed, item, "not-found"),
        (world.responsible, new_id(), "not-found"),
        (world.responsible, item, "conflict"),
    ):
        with pytest.raises(Refusal) as refused:
            await who.transport.get(path, **FILM, item=about)
        assert refused.value.slug == answer
    async with service.http(world.responsible.transport._token) as http:
        for odd in ({"kind": ""}, {"kind": "poem"}, {"length": "-1"}, {"more": "1"}):
            assert slug(await http.get(path, params=FILM | odd)) == "invalid", odd


async def test_another_version_is_asked_about_like_something_new(
    service: InProcess, world: World
) -> None:
    item = (await sending.send_letter(world.responsible, LETTER)).item
    await claim(world.asha, item)
    await returned_by(world.asha, item)
    path = f"/cases/{world.case}/sending"
    async with service.http(world.responsible.transport._token) as http:
        params: dict[str, Any] = {"kind": "letter", "length": 80, "item": item}
        allowed = await http.get(path, params=params)
        await _withdraws(world)
        asked = await http.get(path, params=params)
        version = {"kind": "letter", "upload": _draft("")["upload"]}
        begun = await http.post(f"/items/{item}/versions", json=version)
    assert allowed.status_code == 200
    assert said(asked) == said(begun)
    assert asked.json()["blockers"] == "author-consent-missing"
    assert await service.value("SELECT state FROM item") == "returned", "nothing of it was begun"


class TestADevice:
    async def test_neither_reads_a_film_nor_measures_the_link_where_nothing_may_be_sent(
        self, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await _withdraws(world)
        done = _watched(monkeypatch)
        with pytest.raises(Refusal) as refused:
            await sending.send_recording(world.responsible, film)
        assert refused.value.facts["blockers"] == "author-consent-missing"
        assert done == []
        assert await items(world.responsible, "author") == []

    async def test_sends_no_byte_more_of_what_was_begun(
        self, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun = await broken_off(world.responsible, film, monkeypatch)
        monkeypatch.undo()
        await _withdraws(world)
        done = _watched(monkeypatch)
        with pytest.raises(Refusal) as refused:
            await sending.resume_upload(world.responsible, begun, film)
        assert refused.value.facts["blockers"] == "author-consent-missing"
        assert done == []

    async def test_of_a_liaison_is_told_the_same(
        self, service: InProcess, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = await custody(service, world)
        hand = there.hand(there.first)
        spoken = Spoken(there.world.case, there.author, "in-person")
        await consenting.consent(
            there.first.liaisons[0], "send", "any", given="withdrawn", spoken=spoken
        )
        done = _watched(monkeypatch)
        with pytest.raises(Refusal) as refused:
            await sending.send_recording(hand, film)
        assert refused.value.facts["blockers"] == "author-consent-missing"
        assert done == []


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film"
    path.write_bytes(FILMED)
    return path


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note whenever a file is read for its digest, and whatever bytes are sent."""
    done, read, put = list[str](), Recording.digest, Transport.put_bytes

    def reading(self: Recording) -> bytes:
        done.append("read")
        return read(self)

    async def putting(
        self: Transport, path: str, content: bytes | bytearray, *, repeat: bool = True
    ) -> None:
        done.append(path)
        await put(self, path, content, repeat=repeat)

    monkeypatch.setattr(Recording, "digest", reading)
    monkeypatch.setattr(Transport, "put_bytes", putting)
    return done

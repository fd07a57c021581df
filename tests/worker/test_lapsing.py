"""What was begun and nobody goes on with is kept for thirty days, and then it is gone, whole."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.client import sending
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.items import items
from service.client.reviewing import claim, queue
from service.client.signing_in import sign_in
from service.correspondence import uploads
from service.domain.lifecycle import UNSENT_KEPT_SECONDS
from service.media.store import StoreError
from service.sealing.container import (
    CHUNK,
    SEALED_CHUNK,
    ContainerSealer,
    build_table,
    new_content_key,
)
from service.sealing.encoding import digest, new_id
from service.worker import jobs
from tests.factories.acts import LETTER, sent_letter
from tests.factories.answers import slug
from tests.factories.deciding import returned_by
from tests.factories.verdicts import export_holds
from tests.factories.world import World
from tests.worker.conftest import Behind

DAY = 24 * 60 * 60
PADDED = 3 * CHUNK
SLICE = bytes(SEALED_CHUNK)


class Begun:
    """An upload of three slices, of which some are stored."""

    def __init__(self, behind: Behind, world: World) -> None:
        self.service, self.behind, self.world = behind.service, behind, world
        self.item, self.rendition = new_id(), new_id()

    async def begin(self, *stored: int) -> "Begun":
        body = {
            "item": self.item,
            "kind": "video_message",
            "language": "en",
            "recipients": [self.world.harmed.id],
            "in_reply_to": None,
            "upload": {
                "rendition": self.rendition,
                "padded": PADDED,
                "slice_chunks": 1,
                "resume": "bm90ZQ",
            },
        }
        await self.world.responsible.transport.post(f"/cases/{self.world.case}/items", body)
        for number in stored:
            assert (await self.put(number)).status_code == 204
        return self

    async def put(self, number: int) -> httpx.Response:
        async with self.service.http(self.world.responsible.transport._token) as http:
            path = f"/renditions/{self.rendition}/slices/{number}"
            return await http.put(path, content=SLICE)

    async def later(self, seconds: int) -> None:
        """Let time pass and its author come back: a session lasts a quarter of an hour."""
        self.service.clock.turn(seconds)
        await self.back("responsible")

    async def back(self, *names: str) -> None:
        """Let these sign in again."""
        for name in names:
            who = self.world.credentials[name]
            again = await sign_in(
                self.service.connect(), who.login, who.passphrase, clock=self.service.clock.now
            )
            getattr(self.world, name).transport.bear(again.transport._token)

    async def sweep(self) -> int:
        return await jobs.lapse_uploads(self.service.relay, self.service.clock)

    async def swept(self) -> int:
        """Sweep, and let the worker remove what is left."""
        ended = await self.sweep()
        await self.service.serve_outbox()
        return ended

    async def keys(self) -> list[str]:
        rows = await self.service.rows("SELECT object_key FROM slice")
        return [row[0] for row in rows]

    async def is_there(self, key: str) -> bool:
        try:
            return len(await self.service.parts.store.get(key)) == len(SLICE)
        except StoreError:
            return False

    async def state(self) -> str:
        return str(await self.service.value("SELECT state FROM item WHERE id = $1", self.item))


async def test_nobody_goes_on_for_thirty_days_and_nothing_of_it_is_left(
    behind: Behind, world: World, tmp_path: Path
) -> None:
    begun = await Begun(behind, world).begin(0, 2)
    keys = await begun.keys()
    shown = await look(world.responsible, begun.item)
    assert shown.kept_until == begun.service.clock.now() + UNSENT_KEPT_SECONDS
    await begun.later(UNSENT_KEPT_SECONDS)
    assert await begun.swept() == 0, "the last second counts"
    assert [await begun.is_there(key) for key in keys] == [True, True]
    await begun.later(1)
    assert await begun.swept() == 1
    assert [await begun.is_there(key) for key in keys] == [False, False]
    assert await begun.keys() == []
    assert await begun.service.value("SELECT used FROM room WHERE org = $1", world.org) == 0
    assert await begun.service.value("SELECT resume FROM rendition") is None
    assert len(await begun.service.trail(world.case, "item.lapsed")) == 1
    shown = await look(world.responsible, begun.item)
    assert (shown.status, shown.kept_until) == ("lapsed", None)
    assert slug(await begun.put(1)) == "conflict"
    assert await begun.service.value("SELECT count(*) FROM outbox WHERE done IS NULL") == 0
    assert (await begun.swept(), await begun.swept()) == (0, 0)


async def test_only_its_author_knows_of_it_before_and_after(
    behind: Behind, world: World, tmp_path: Path
) -> None:
    begun = await Begun(behind, world).begin(0)
    for state in ("draft", "lapsed"):
        assert await begun.state() == state
        for other in (world.asha, world.harmed):
            assert await items(other) == []
            with pytest.raises(Refusal, match="nothing here"):
                await other.transport.get(f"/items/{begun.item}")
        assert await queue(world.asha) == []
        if state == "draft":
            begun.service.clock.turn(UNSENT_KEPT_SECONDS + 1)
            await begun.swept()
            await begun.back("asha", "harmed")
    await export_holds(world, world.asha, tmp_path)


async def test_whoever_goes_on_has_thirty_days_again(behind: Behind, world: World) -> None:
    begun = await Begun(behind, world).begin(0)
    await begun.later(UNSENT_KEPT_SECONDS - 1)
    assert (await begun.put(1)).status_code == 204
    shown = await look(world.responsible, begun.item)
    assert shown.kept_until == begun.service.clock.now() + UNSENT_KEPT_SECONDS
    await begun.later(UNSENT_KEPT_SECONDS)
    assert await begun.swept() == 0
    assert len(await begun.keys()) == 2


async def test_several_sweepers_at_once_end_it_once(behind: Behind, world: World) -> None:
    begun = await Begun(behind, world).begin(0)
    begun.service.clock.turn(UNSENT_KEPT_SECONDS + 1)
    assert sum(await asyncio.gather(*(begun.sweep() for _ in range(4)))) == 1
    assert len(await begun.service.trail(world.case, "item.lapsed")) == 1


async def test_what_was_sent_is_kept(behind: Behind, world: World) -> None:
    await sent_letter(world)
    behind.service.clock.turn(UNSENT_KEPT_SECONDS + 1)
    assert await jobs.lapse_uploads(behind.service.relay, behind.service.clock) == 0


async def test_removing_goes_on_where_it_broke_off(
    behind: Behind, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = await Begun(behind, world).begin(0, 1, 2)
    keys, store = await begun.keys(), behind.service.parts.store
    begun.service.clock.turn(UNSENT_KEPT_SECONDS + 1)
    await begun.sweep()
    remove, gone = store.remove, list[str]()

    async def breaking(key: str) -> None:
        if gone:
            raise StoreError("away")
        gone.append(key)
        await remove(key)

    monkeypatch.setattr(store, "remove", breaking)
    row, org = (await begun.service.rows("SELECT id::text, org::text FROM outbox"))[0]
    with pytest.raises(StoreError):
        await jobs.clear({"parts": behind.service.parts}, row, org)
    assert len(await begun.keys()) == 3, "what says that bytes are there goes after them"
    monkeypatch.undo()
    for _ in range(2):
        await jobs.clear({"parts": behind.service.parts}, row, org)
    assert [await begun.is_there(key) for key in keys] == [False] * 3
    assert await begun.keys() == []
    assert await begun.service.value("SELECT done FROM outbox") is not None


async def test_through_the_queue_the_worker_does_it(behind: Behind, world: World) -> None:
    begun = await Begun(behind, world).begin(1)
    (key,) = await begun.keys()
    begun.service.clock.turn(UNSENT_KEPT_SECONDS + 1)
    await begun.sweep()
    assert await behind.relay() == 1
    await behind.work_off()
    assert not await begun.is_there(key)
    assert await begun.service.value("SELECT done FROM outbox") is not None


class TestAnAuthorWhoComesBackInThatMoment:
    async def test_goes_on_where_their_slice_came_first(
        self, behind: Behind, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun = await Begun(behind, world).begin(0)
        await begun.later(UNSENT_KEPT_SECONDS + 1)
        record, sweeping = uploads.record_slice, list[asyncio.Task[int]]()

        async def meanwhile(*given: Any, **named: Any) -> None:  # noqa: ANN401 - passed on as it came
            sweeping.append(asyncio.create_task(begun.sweep()))
            done, _ = await asyncio.wait(sweeping, timeout=1)
            assert not done, "it waits for what is being stored"
            await record(*given, **named)

        monkeypatch.setattr(uploads, "record_slice", meanwhile)
        assert (await begun.put(1)).status_code == 204
        assert await sweeping[0] == 0
        assert (await begun.state(), len(await begun.keys())) == ("draft", 2)

    async def test_is_told_that_it_is_gone_where_it_ended_first_and_leaves_nothing(
        self, behind: Behind, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun = await Begun(behind, world).begin(0)
        await begun.later(UNSENT_KEPT_SECONDS + 1)
        store = behind.service.parts.store
        put, stored = store.put, list[str]()

        async def then_it_ends(key: str, body: bytes) -> None:
            await put(key, body)
            stored.append(key)
            assert await begun.sweep() == 1

        monkeypatch.setattr(store, "put", then_it_ends)
        late = await begun.put(1)
        assert (slug(late), late.json()["state"]) == ("conflict", "lapsed")
        await begun.service.serve_outbox()
        assert not await begun.is_there(stored[0])
        assert await begun.keys() == []

    async def test_leaves_no_table_either(
        self, behind: Behind, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun = await Begun(behind, world).begin(0, 1, 2)
        await begun.later(UNSENT_KEPT_SECONDS + 1)
        store = behind.service.parts.store
        put, stored = store.put, list[str]()

        async def then_it_ends(key: str, body: bytes) -> None:
            await put(key, body)
            stored.append(key)
            assert await begun.swept() == 1

        monkeypatch.setattr(store, "put", then_it_ends)
        sealer = ContainerSealer(
            new_content_key(), world.case, begun.item, begun.rendition, PADDED - 8
        )
        table = build_table(sealer.header, PADDED, [digest(SLICE)] * 3)
        async with behind.service.http(world.responsible.transport._token) as http:
            path = f"/renditions/{begun.rendition}/table"
            late = await http.put(path, content=table.to_bytes())
        assert (slug(late), late.json()["state"]) == ("conflict", "lapsed")
        with pytest.raises(StoreError):
            await store.get(stored[0])

    async def test_is_one_of_the_two_however_often_it_is_run(
        self, behind: Behind, world: World
    ) -> None:
        seen = set()
        for _ in range(12):
            begun = await Begun(behind, world).begin(0)
            await begun.later(UNSENT_KEPT_SECONDS + 1)
            answer, ended = await asyncio.gather(begun.put(1), begun.swept())
            await begun.service.serve_outbox()
            went_on = answer.status_code == 204
            assert ended == (0 if went_on else 1)
            assert await begun.state() == ("draft" if went_on else "lapsed")
            rows = await begun.service.rows(
                "SELECT object_key FROM slice WHERE rendition = $1", begun.rendition
            )
            assert len(rows) == (2 if went_on else 0)
            for (key,) in rows:
                assert await begun.is_there(key)
            seen.add(went_on)
            await begun.service.rows("UPDATE item SET created = 4000000000")
        assert seen

    async def test_does_not_lose_what_another_request_stored(
        self, behind: Behind, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same slice twice at once, and submitted between: the second must remove nothing."""
        begun = await Begun(behind, world).begin()
        store = behind.service.parts.store
        put = store.put

        async def overtaken(key: str, body: bytes) -> None:
            await put(key, body)
            monkeypatch.undo()
            assert (await begun.put(1)).status_code == 204
            await begun.service.rows(
                "UPDATE item SET state = 'submitted', lock_version = lock_version + 1"
            )

        monkeypatch.setattr(store, "put", overtaken)
        assert slug(await begun.put(1)) == "conflict"
        (key,) = await begun.keys()
        assert await begun.is_there(key)


class TestInItsPlace:
    async def test_its_author_sends_something_else(
        self, behind: Behind, world: World, tmp_path: Path
    ) -> None:
        begun = await Begun(behind, world).begin(0)
        await begun.later(UNSENT_KEPT_SECONDS + 1)
        await begun.swept()
        film = tmp_path / "film.mp4"
        film.write_bytes(b"RIFF" * 1000)
        with pytest.raises(NotPossible):
            await sending.resume_upload(world.responsible, begun.item, film)
        sent = await sending.replace_recording(world.responsible, begun.item, film)
        assert (sent.item, sent.version) == (begun.item, 2)
        assert (await look(world.responsible, begun.item)).status == "processing"

    async def test_another_version_that_broke_off_can_be_written_in_other_words(
        self, behind: Behind, world: World
    ) -> None:
        item = await sent_letter(world)
        await claim(world.asha, item)
        await returned_by(world.asha, item)
        upload = {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""}
        await world.responsible.transport.post(
            f"/items/{item}/versions", {"kind": "letter", "upload": upload}
        )
        begun = Begun(behind, world)
        await begun.later(UNSENT_KEPT_SECONDS + 1)
        assert await begun.swept() == 1
        sent = await sending.replace_letter(world.responsible, item, LETTER)
        assert sent.version == 3
        await begun.back("asha")
        assert [one.id for one in await queue(world.asha)] == [item]

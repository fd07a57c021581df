"""After the whole story no marked sentence, name, file name or key is in anything the servers kept.

The controls turn the sealing off inside this process, or put the word there by hand; then it is
found.
"""

import base64
import gzip
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
import redis.asyncio

from service.client import cases, receiving, sending
from service.client.cases import open_case
from service.client.items import until
from service.embedded import LocalStack
from service.sealing.container import ContainerSealer
from tests.factories.acts import approved_by, opened_text, sent_letter
from tests.factories.parts import Parts, running
from tests.factories.recordings import phone_video
from tests.factories.world import World
from tests.integration.sentinels import (
    Place,
    in_redis,
    in_the_database,
    in_the_files,
    overhearing,
    places_of,
)

# One word in everything that people write, say or name; nothing else would ever contain it.
MARK = b"kingfisher7c41d9"
TEXT = b"The kingfisher7c41d9 was on the river that night.\n" * 20
CARD = "Asks to be called Mx kingfisher7c41d9, lives by the river."
SEALED = b"sealed tag 16 by"


@dataclass(frozen=True)
class Told:
    """The story is over; what was overheard of the queue while it was told."""

    parts: Parts
    world: World
    heard: list[Place]

    async def everything(self) -> AsyncIterator[Place]:
        """Every place there is to look."""
        for place in await in_the_database(self.parts.stack, "gobetween"):
            yield place
        for place in (*self.heard, *await in_redis(self.parts)):
            yield place
        for place in in_the_files(self.parts.stack.data_dir):
            yield place

    async def places_of(self, *needles: bytes) -> list[str]:
        return places_of(needles, [place async for place in self.everything()])


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def told(stack: LocalStack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    named = tmp_path_factory.mktemp("recorded") / f"{MARK.decode()}.mp4"
    said = [f"{name}={MARK.decode()}" for name in ("title", "artist", "comment")]
    film = phone_video(named, *(word for one in said for word in ("-metadata", one)), seconds=1)
    assert MARK in film.read_bytes()
    async with running(stack) as parts:
        world = await parts.make_world()
        await parts.start_media_worker()
        async with overhearing(parts) as heard:
            await open_case(world.asha, readers=[world.ben.id], card=CARD)
            letter = await sent_letter(world, TEXT)
            video = (await sending.send_recording(world.responsible, film)).item
            await until(world.responsible, video, {"with_facilitator"}, within_s=60)
            for item, medium in ((letter, "read"), (video, "listen")):
                await approved_by(world.asha, item)
                await receiving.until_arrived(world.harmed, item)
                await receiving.accept(world.harmed, item, medium)  # type: ignore[arg-type]
                await receiving.until_ready(world.harmed, item)
            assert await opened_text(world.harmed, letter) == TEXT
            async with await receiving.open_item(world.harmed, video) as opened:
                assert await opened.contents.through() > 1000
        yield Told(parts, world, heard)


class TestAfterTheWholeStory:
    async def test_no_marked_word_is_anywhere(self, told: Told) -> None:
        assert await told.places_of(MARK) == []

    async def test_no_private_key_or_passphrase_is_anywhere(self, told: Told) -> None:
        world = told.world
        keys = [world.root.seed, world.pool.keys.sign_seed, world.pool.keys.box_private]
        for person in (world.administrator, world.asha, world.ben, world.harmed, world.responsible):
            keys += [person.keys.sign_seed, person.keys.box_private]
        said = [
            secret.encode()
            for who in world.credentials.values()
            for secret in (who.passphrase, who.recovery_code)
        ]
        assert await told.places_of(*keys, *said) == []

    async def test_every_place_was_looked_at(self, told: Told) -> None:
        names = [name async for name, _ in told.everything()]
        assert {"table statement", "table case_file", "table item", "redis command"} <= set(names)
        for part in ("logs/api", "logs/worker", "logs/media", "postgres/", "objects/gobetween/"):
            assert any(name.startswith(part) for name in names), part
        # What is public is where it should be: the search does see into the tables and the files.
        assert "table item" in await told.places_of(told.world.case.encode())
        public = told.world.harmed.keys.box_public
        assert "table account" in await told.places_of(public)
        assert any(name.startswith("objects/") for name in await told.places_of(b"GBTW"))


class TestTheSearch:
    async def test_finds_a_letter_that_was_not_sealed(
        self, told: Told, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def in_clear(self: ContainerSealer, index: int, read: Callable[[int, int], bytes]) -> bytes:
            start, size = index * 262144, min(262144, self.padded - index * 262144)
            return self._padded_part(start, size, read) + SEALED

        monkeypatch.setattr(ContainerSealer, "seal_chunk", in_clear)
        await sent_letter(told.world, b"The kingfisherOPENLETTER was on the river.")
        monkeypatch.undo()
        found = await told.places_of(b"kingfisherOPENLETTER")
        assert any(name.startswith("objects/gobetween/") for name in found)

    async def test_finds_a_case_card_that_was_not_sealed(
        self, told: Told, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def in_clear(_case: str, _key: bytes, text: str) -> bytes:
            return text.encode()

        monkeypatch.setattr(cases, "seal_card", in_clear)
        # The client looks at its new case afterwards; the card's digest is right all the same.
        await open_case(told.world.asha, readers=[], card="kingfisherOPENCARD, by the river")
        monkeypatch.undo()
        assert "table case_file" in await told.places_of(b"kingfisherOPENCARD")

    async def test_finds_a_word_in_any_usual_dress(self, tmp_path: Path) -> None:
        word = b"kingfisherDRESSED"
        sentence = b"x" + word + b" was here"
        dressed = {
            "plain": sentence,
            "hex": sentence.hex().encode(),
            "base64": base64.b64encode(sentence),
            "base64 a byte later": base64.urlsafe_b64encode(b"x" + sentence),
            "base64 two bytes later": base64.b64encode(b"xx" + sentence),
            "UTF-16": sentence.decode().encode("utf-16"),
            "gzip": b"before" + gzip.compress(sentence),
            "gzip of UTF-16": gzip.compress(sentence.decode().encode("utf-16")),
        }
        for name, content in dressed.items():
            (tmp_path / name).write_bytes(content)
        (tmp_path / "something else").write_bytes(b"heron" * 1000)
        assert set(places_of([word], in_the_files(tmp_path))) == set(dressed)

    async def test_finds_a_word_in_logs_and_in_the_queue(self, told: Told) -> None:
        word = "kingfisherPLANTED"
        log = told.parts.stack.logs / "api.log"
        with log.open("a") as file:
            file.write(f"{word}\n")
        queue = redis.asyncio.from_url(told.parts.env["GOBETWEEN_REDIS_URL"])  # type: ignore[no-untyped-call]
        await queue.set("planted", word, ex=60)
        found = await told.places_of(word.encode())
        await queue.delete("planted")
        await queue.aclose()
        assert {"logs/api.log", "redis planted"} <= set(found)

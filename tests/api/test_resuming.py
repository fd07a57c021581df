"""An upload that broke off goes on in another process, from the login and the file alone."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from service.client import sending
from service.client.errors import NotPossible, Unreachable
from service.client.items import item, items
from service.client.person import Person
from service.client.plaintext import Recording
from service.client.signing_in import sign_in
from service.sealing.container import CHUNK
from tests.factories.in_process import InProcess
from tests.factories.links import as_large_as_may_be
from tests.factories.world import World

FILM = bytes(range(251)) * (40 * CHUNK // 251)


async def broken_off(author: Person, film: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Send `film` until two slices are safe, then lose the connection; returns the item's id."""
    put, safe, two_are = author.transport.put_bytes, list[str](), asyncio.Event()

    async def breaking(path: str, content: bytes, *, repeat: bool = True) -> None:
        if path.endswith("/2"):
            await two_are.wait()
            raise Unreachable
        await put(path, content, repeat=repeat)
        safe.append(path)
        if len(safe) == 2:
            two_are.set()

    monkeypatch.setattr(sending, "chunks_per_slice", as_large_as_may_be)
    monkeypatch.setattr(author.transport, "put_bytes", breaking)
    monkeypatch.setattr(author.transport, "_patience_s", 0)
    with pytest.raises(Unreachable):
        await sending.send_recording(author, film)
    return (await items(author, "author"))[0].id


async def elsewhere(service: InProcess, world: World) -> Person:
    """The same person at another device, with nothing but what they remember."""
    who = world.credentials["responsible"]
    return await sign_in(service.connect(), who.login, who.passphrase, clock=service.clock.now)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film"
    path.write_bytes(FILM)
    return path


async def test_goes_on_and_sends_only_what_is_missing(
    service: InProcess, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = await broken_off(world.responsible, film, monkeypatch)
    person, sent = await elsewhere(service, world), list[str]()
    put = person.transport.put_bytes

    async def noted(path: str, content: bytes, *, repeat: bool = True) -> None:
        sent.append(path)
        await put(path, content, repeat=repeat)

    monkeypatch.setattr(person.transport, "put_bytes", noted)
    done = await sending.resume_upload(person, begun, film)
    slices = [path for path in sent if "/slices/" in path]
    assert done.item == begun
    assert len(slices) == 1
    assert (await item(person, begun)).status == "processing"


async def test_refuses_another_file(
    service: InProcess, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = await broken_off(world.responsible, film, monkeypatch)
    film.write_bytes(FILM[:-1] + b"!")
    person = await elsewhere(service, world)
    with pytest.raises(NotPossible) as caught:
        await sending.resume_upload(person, begun, film)
    assert caught.value.slug == "other-file"
    assert (await item(person, begun)).status == "draft"


async def test_of_what_was_sent_already_is_refused(
    service: InProcess, world: World, film: Path
) -> None:
    sent = await sending.send_recording(world.responsible, film)
    with pytest.raises(NotPossible) as caught:
        await sending.resume_upload(world.responsible, sent.item, film)
    assert caught.value.slug == "nothing-to-resume"


async def test_a_file_that_changes_while_it_is_sent_is_not_signed_for(
    service: InProcess, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Recording.read

    def touching(self: Recording, offset: int, length: int) -> bytes:
        found = read(self, offset, length)
        film.touch()
        return found

    monkeypatch.setattr(Recording, "read", touching)
    with pytest.raises(NotPossible) as caught:
        await sending.send_recording(world.responsible, film)
    assert caught.value.slug == "file-changed"
    found: list[Any] = await items(world.responsible, "author")
    assert found[0].status == "draft"

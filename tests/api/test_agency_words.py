"""The agency's own words reach its readers' devices, and nobody else's."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.api.app import create_app
from service.client.errors import Refusal
from tests.factories.in_process import InProcess, api_settings
from tests.factories.world import World

WORDS = "# What to look at\n\ngang\n Morfa School \ngang\n"


async def test_are_given_to_readers_in_their_order_and_each_once(
    service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "words"
    file.write_text(WORDS, encoding="utf-8")
    app = create_app(api_settings(service.env | {"GOBETWEEN_AGENCY_WORDS_FILE": str(file)}))
    monkeypatch.setattr(service, "app", app)
    token = world.asha.transport._token
    async with service.http(token) as http:
        answer = await http.get("/agency-words")
    await app.state.context.engine.dispose()
    assert answer.json() == {"words": ["gang", "Morfa School"]}


async def test_are_none_without_a_file(world: World) -> None:
    assert await world.asha.transport.get("/agency-words") == {"words": []}


async def test_are_for_readers_alone(world: World) -> None:
    for person in (world.harmed, world.responsible, world.administrator):
        with pytest.raises(Refusal) as refused:
            await person.transport.get("/agency-words")
        assert refused.value.slug == "forbidden"


@pytest.mark.parametrize(
    "written", [b"\xff", b"x" * 101, b"\n".join(b"w%d" % one for one in range(501)), None]
)
def test_that_cannot_be_used_keep_the_api_from_starting(
    service: InProcess, tmp_path: Path, written: bytes | None
) -> None:
    file = tmp_path / "words"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(ValidationError) as refused:
        api_settings(service.env | {"GOBETWEEN_AGENCY_WORDS_FILE": str(file)})
    assert [one["loc"] for one in refused.value.errors()] == [("agency_words_file",)]

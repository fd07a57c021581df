"""Notes: names and comments that only those whom they are for can fetch, and nobody can forge."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.cases import noting
from service.client import notes
from service.client.appealing import appeal
from service.client.errors import NotPossible, Refusal
from service.client.person import Person
from service.sealing.encoding import b64, digest, new_id, unb64
from service.sealing.errors import SealingError
from service.sealing.schemas import Note
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import approved_by, kept_back, sent_letter
from tests.factories.answers import said, slug
from tests.factories.deciding import withheld_by
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import Neighbours, World


def _texts(found: list[notes.ReadNote]) -> set[tuple[str, str, int, str]]:
    return {(one.subject, one.field, one.version, one.text) for one in found}


async def test_reach_whom_they_are_for_and_nobody_else(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    case, author = world.case, world.responsible.id
    await notes.write_note(world.asha, case, author, notes.NAME, "Iolo", ("author", "recipient"))
    await notes.write_note(world.ben, case, case, "do-not-disclose", "Bangor")
    item = await sent_letter(world)
    await notes.write_note(world.asha, case, item, "comment", "Say what you did.", ("author",))
    await notes.write_note(world.ben, case, author, notes.NAME, "Iolo H.", ("author", "recipient"))
    name = (author, "name", 2, "Iolo H.")
    comment = (item, "comment", 1, "Say what you did.")
    secret = (case, "do-not-disclose", 1, "Bangor")
    for reader in (world.asha, world.ben):
        assert _texts(await notes.read_notes(reader, case)) == {name, comment, secret}
    assert _texts(await notes.read_notes(world.responsible, case)) == {name, comment}
    assert _texts(await notes.read_notes(world.harmed, case)) == {name}
    stored = await service.rows("SELECT sealed FROM sealed_note")
    assert all(b"Iolo" not in row["sealed"] for row in stored)
    assert len(await service.trail(case, "note.stated")) == 4
    await export_holds(world, world.asha, tmp_path)


async def test_can_be_written_by_a_participant_about_themselves(world: World) -> None:
    await notes.write_note(
        world.harmed, world.case, world.harmed.id, notes.NAME, "Eleri", ("author",)
    )
    [one] = await notes.read_notes(world.asha, world.case)
    assert (one.subject, one.text) == (world.harmed.id, "Eleri")
    with pytest.raises(Refusal, match="not valid"):
        await notes.write_note(world.harmed, world.case, world.responsible.id, notes.NAME, "He")
    with pytest.raises(NotPossible, match="team alone"):
        await notes.write_note(world.asha, world.case, world.case, "plan", "…", ("recipient",))


async def test_by_a_participant_reach_nobody_whom_the_team_does_not_read_for(world: World) -> None:
    item = await sent_letter(world)
    for subject in (world.responsible.id, item):
        with pytest.raises(Refusal, match="not valid"):
            await notes.write_note(
                world.responsible, world.case, subject, "message", "Ring me.", ("recipient",)
            )
    await notes.write_note(world.responsible, world.case, item, "wish", "Soon.", ("author",))
    assert await notes.read_notes(world.harmed, world.case) == []


@pytest.mark.parametrize(
    "field",
    ["beside-1", "disclosed-1", "escalated-1", "not-to-tell", "returned-1", "withheld-1"],
)
async def test_that_readers_keep_are_not_for_whom_they_are_about_to_try(
    service: InProcess, world: World, field: str
) -> None:
    item = await sent_letter(world)
    subject = world.responsible.id if field == "not-to-tell" else item
    told = []
    for _ in range(2):
        body = await kept_back(
            world.responsible,
            lambda: notes.write_note(
                world.responsible, world.case, subject, field, "?", ("team", "author")
            ),
        )
        async with service.http(world.responsible.transport._token) as http:
            told.append(said(await http.post(f"/cases/{world.case}/notes", json=body)))
        await notes.write_note(world.asha, world.case, subject, field, "They must not know.")
    assert told[0] == told[1]
    assert told[0][0] == 422


async def test_that_readers_keep_tell_a_recipient_nothing_either(
    service: InProcess, world: World
) -> None:
    withheld, other = await sent_letter(world), await sent_letter(world)
    await withheld_by(world.asha, withheld)
    await appeal(world.responsible, withheld)
    for item in (withheld, other):
        await approved_by(world.ben, item)
    await service.serve_outbox()
    case, told = world.case, []
    for item in (withheld, other):
        with pytest.raises(Refusal) as refused:
            await notes.write_note(world.harmed, case, item, "withheld-1", "?", ("recipient",))
        told.append((refused.value.slug, refused.value.facts["reason"]))
    assert told == [("invalid", "note-invalid")] * 2


async def test_are_begun_by_one_participant_only_so_often(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "MOST_BEGUN", 2)
    own: tuple[notes.Audience] = ("author",)
    for field in ("one", "two"):
        await notes.write_note(world.harmed, world.case, world.harmed.id, field, "…", own)
    with pytest.raises(Refusal) as refused:
        await notes.write_note(world.harmed, world.case, world.harmed.id, "three", "…")
    assert refused.value.facts["field"] == "field"
    await notes.write_note(world.harmed, world.case, world.harmed.id, "two", "… again", own)
    await notes.write_note(world.asha, world.case, world.harmed.id, "three", "…")


async def test_that_somebody_forged_are_refused(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    case, subject = world.case, world.responsible.id
    body = await kept_back(
        world.asha, lambda: notes.write_note(world.asha, case, subject, notes.NAME, "Iolo")
    )
    honest = open_statement(Statement.from_wire(body["note"]), Note)
    seed, sealed = world.asha.keys.sign_seed, unb64(body["sealed"])

    def wire(note: Note, key: bytes = seed, content: bytes = sealed) -> dict[str, Any]:
        return {"note": sign(note, key).to_wire(), "sealed": b64(content)}

    async with service.http(world.asha.transport._token) as http:
        for lie in (
            wire(honest, world.responsible.keys.sign_seed),
            wire(honest, content=sealed + b"!"),
            wire(replace(honest, case=new_id())),
            wire(replace(honest, subject=new_id())),
            wire(replace(honest, field="<b>")),
            wire(replace(honest, audience=("author",))),
            wire(replace(honest, at=honest.at + 1)),
        ):
            assert slug(await http.post(f"/cases/{case}/notes", json=lie)) == "invalid"
        gap = wire(replace(honest, version=3, previous=bytes(32)))
        assert slug(await http.post(f"/cases/{case}/notes", json=gap)) == "conflict"
        large = wire(honest, content=bytes(393_217))
        assert slug(await http.post(f"/cases/{case}/notes", json=large)) == "invalid"
        for _ in "12":
            assert (await http.post(f"/cases/{case}/notes", json=body)).status_code == 204
    # Whoever owns the server puts a note by a stranger, and other bytes, in its place.
    get = world.ben.transport.get

    async def forged(row: dict[str, Any]) -> str:
        async def answer(path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON of any shape
            return {"notes": [row]} if path.endswith("/notes") else await get(path, **query)

        world.ben.transport.get = answer  # type: ignore[method-assign]
        try:
            with pytest.raises(SealingError) as device:
                await notes.read_notes(world.ben, case)
        finally:
            world.ben.transport.get = get  # type: ignore[method-assign]
        return str(device.value.code)

    stranger = sign(honest, world.administrator.keys.sign_seed).to_wire()
    genuine = sign(honest, seed).to_wire()
    assert await forged({"statements": [stranger], "sealed": b64(sealed)}) == "note-invalid"
    assert await forged({"statements": [genuine], "sealed": b64(sealed[:-1])}) == "note-invalid"
    moved = replace(honest, field="comment")
    other = sign(replace(moved, container=digest(sealed)), seed).to_wire()
    assert await forged({"statements": [other], "sealed": b64(sealed)}) == "sealed-mismatch"
    assert [one.text for one in await notes.read_notes(world.ben, case)] == ["Iolo"]
    await export_holds(world, world.asha, tmp_path)


async def test_of_two_written_at_once_are_one_version_and_a_conflict(
    service: InProcess, world: World
) -> None:
    path, subject = f"/cases/{world.case}/notes", world.harmed.id

    async def body_of(by: Person) -> dict[str, Any]:
        return await kept_back(
            by, lambda: notes.write_note(by, world.case, subject, notes.NAME, by.id)
        )

    bodies = [await body_of(world.asha), await body_of(world.ben)]
    async with (
        service.http(world.asha.transport._token) as asha,
        service.http(world.ben.transport._token) as ben,
    ):
        answers = await asyncio.gather(
            asha.post(path, json=bodies[0]), ben.post(path, json=bodies[1])
        )
    assert sorted(one.status_code for one in answers) == [204, 409]
    [one] = await notes.read_notes(world.asha, world.case)
    assert one.version == 1


async def test_of_another_case_are_nothing_to_a_stranger(
    service: InProcess, world: World, neighbours: Neighbours
) -> None:
    for person in (neighbours.harmed, neighbours.stranger, world.administrator):
        async with service.http(person.transport._token) as http:
            there = await http.get(f"/cases/{world.case}/notes")
            nowhere = await http.get(f"/cases/{new_id()}/notes")
        assert said(there) == said(nowhere)
        assert slug(there) == "not-found"

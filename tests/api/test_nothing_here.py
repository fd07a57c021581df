"""Another's item, one not yet released and one that is not: the same answer, byte for byte.

The first two are on the case's trail all the same.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from service.client import receiving
from service.client.person import Person
from service.client.sending import send_letter
from service.sealing.encoding import new_id
from service.sealing.schemas import Acceptance, Opening
from service.sealing.statements import sign
from tests.factories.acts import (
    approved_by,
    offered_letter,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.world import Neighbours, World

Ask = Callable[[httpx.AsyncClient, str, str], Awaitable[httpx.Response]]
NOTHING = bytes(32)
UPLOAD = {"padded": 4096, "slice_chunks": 1, "resume": ""}


def _reading(path: str) -> Ask:
    async def ask(http: httpx.AsyncClient, item: str, rendition: str) -> httpx.Response:
        return await http.get(path.format(item=item, rendition=rendition))

    return ask


def _writing(path: str, size: int) -> Ask:
    async def ask(http: httpx.AsyncClient, item: str, rendition: str) -> httpx.Response:
        return await http.put(path.format(rendition=rendition), content=bytes(size))

    return ask


def _posting(path: str, body: dict[str, Any]) -> Ask:
    async def ask(http: httpx.AsyncClient, item: str, rendition: str) -> httpx.Response:
        return await http.post(path.format(item=item), json=body)

    return ask


def _statement(person: Person, item: str, case: str) -> dict[str, dict[str, str]]:
    """An acceptance and an opening that this person's device could sign by itself."""
    accepted = Acceptance(
        case=case,
        item=item,
        person=person.id,
        decisions=(),
        medium="read",
        from_=person.clock(),
        until=person.clock() + 60,
        accepted=person.clock(),
    )
    opened = Opening(
        case=case,
        item=item,
        person=person.id,
        decisions=(),
        acceptance=NOTHING,
        opened=person.clock(),
    )
    seed = person.keys.sign_seed
    return {
        "acceptance": sign(accepted, seed).to_wire(),
        "opening": sign(opened, seed).to_wire(),
    }


def _everything(person: Person, item: str, case: str) -> dict[str, Ask]:
    """Every route that names an item or a container, with a body in its shape."""
    signed = _statement(person, item, case)
    return {
        "the item": _reading("/items/{item}"),
        "its evidence": _reading("/items/{item}/evidence"),
        "its container": _reading("/renditions/{rendition}"),
        "its slice": _reading("/renditions/{rendition}/slices/0"),
        "its table": _reading("/renditions/{rendition}/table"),
        "writing a slice": _writing("/renditions/{rendition}/slices/0", 4112),
        "writing the table": _writing("/renditions/{rendition}/table", 104),
        "submitting": _posting(
            "/items/{item}/submission", {"manifest": signed["opening"], "grants": []}
        ),
        "replacing": _posting(
            "/items/{item}/versions",
            {"kind": "letter", "upload": UPLOAD | {"rendition": new_id()}},
        ),
        "accepting": _posting("/items/{item}/acceptance", {"acceptance": signed["acceptance"]}),
        "taking back": _posting("/items/{item}/recall", {"recall": signed["opening"]}),
        "opening": _posting("/items/{item}/opening", {"opening": signed["opening"]}),
    }


async def _original(service: InProcess, item: str) -> str:
    return str(
        await service.value(
            "SELECT id FROM rendition WHERE item_id = $1 AND role = 'original'", item
        )
    )


async def _check_hidden(
    service: InProcess, world: World, person: Person, item: str, *, leave: frozenset[str]
) -> None:
    rendition, absent = await _original(service, item), new_id()
    async with service.http(person.transport._token) as http:
        expected = said(await http.get(f"/items/{absent}"))
        for name, ask in _everything(person, item, world.case).items():
            if name in leave:
                continue
            before = len(await service.trail(world.case, "item.refused"))
            there = await ask(http, item, rendition)
            kept = await service.trail(world.case, "item.refused")
            nowhere = await ask(http, absent, absent)
            assert slug(there) == "not-found", name
            assert said(there) == expected == said(nowhere), name
            assert len(kept) == before + 1, f"{name} is on the trail"
            assert person.id in kept[-1]["entry"]
            assert item in kept[-1]["entry"]
            assert len(await service.trail(world.case, "item.refused")) == before + 1


class TestTheRecipient:
    async def test_finds_nothing_of_a_letter_that_has_not_been_offered(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await _check_hidden(service, world, world.harmed, item, leave=frozenset())
        await approved_by(world.asha, item)
        await _check_hidden(service, world, world.harmed, item, leave=frozenset())
        assert await receiving.incoming(world.harmed) == []
        await service.serve_outbox()
        assert [one.id for one in await receiving.incoming(world.harmed)] == [item]

    async def test_gets_neither_key_nor_ciphertext_of_a_letter_before_opening_it(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        told = frozenset({"the item", "its evidence", "accepting"})
        await _check_hidden(service, world, world.harmed, item, leave=told)
        evidence = await world.harmed.transport.get(f"/items/{item}/evidence")
        assert evidence["grants"] == []

    async def test_cannot_open_before_the_release(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "read")
        told = frozenset({"the item", "its evidence", "accepting"})
        await _check_hidden(service, world, world.harmed, item, leave=told)
        await service.serve_outbox()
        assert await opened_text(world.harmed, item)


class TestPeopleOfAnotherCase:
    @pytest.mark.parametrize("who", ["harmed", "responsible"])
    async def test_find_nothing_at_any_time(
        self, service: InProcess, world: World, neighbours: Neighbours, who: str
    ) -> None:
        person: Person = getattr(neighbours, who)
        item = await sent_letter(world)
        await _check_hidden(service, world, person, item, leave=frozenset())

    async def test_find_nothing_of_an_opened_letter(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        await _check_hidden(service, world, neighbours.harmed, item, leave=frozenset())

    async def test_find_no_case_but_their_own(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        async with service.http(neighbours.harmed.transport._token) as http:
            own = await http.get(f"/cases/{neighbours.case}")
            there = await http.get(f"/cases/{world.case}")
            nowhere = await http.get(f"/cases/{new_id()}")
        assert own.status_code == 200
        assert slug(there) == "not-found"
        assert said(there) == said(nowhere)
        kept = await service.trail(world.case, "case.refused")
        assert [neighbours.harmed.id in row["entry"] for row in kept] == [True]

    async def test_begin_nothing_in_a_case_that_is_not_theirs(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        body = {
            "item": new_id(),
            "kind": "letter",
            "language": "en",
            "recipients": [world.harmed.id],
            "in_reply_to": None,
            "upload": UPLOAD | {"rendition": new_id()},
        }
        async with service.http(neighbours.responsible.transport._token) as http:
            there = await http.post(f"/cases/{world.case}/items", json=body)
            nowhere = await http.post(f"/cases/{new_id()}/items", json=body)
        async with service.http(world.responsible.transport._token) as http:
            own = await http.post(f"/cases/{world.case}/items", json=body)
        assert own.status_code == 201
        assert said(there) == said(nowhere)
        kept = await service.trail(world.case, "case.refused")
        assert [neighbours.responsible.id in row["entry"] for row in kept] == [True]


class TestStaff:
    async def test_outside_the_team_find_nothing(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        # Asha is not on the team of Ben's own case.
        item = await _letter_of_the_other_case(neighbours)
        signed = _statement(world.asha, item, neighbours.case)["opening"]
        ways: dict[str, Ask] = {
            name: ask
            for name, ask in _everything(world.asha, item, neighbours.case).items()
            if name not in {"replacing", "accepting", "opening"}
        }
        ways["claiming"] = _posting("/items/{item}/claim", {})
        ways["deciding"] = _posting("/items/{item}/decision", {"decision": signed, "grants": []})
        rendition, absent = await _original(service, item), new_id()
        async with service.http(world.asha.transport._token) as http:
            expected = said(await http.get(f"/items/{absent}"))
            for name, ask in ways.items():
                before = len(await service.trail(neighbours.case, "item.refused"))
                assert said(await ask(http, item, rendition)) == expected, name
                assert said(await ask(http, absent, absent)) == expected, name
                kept = await service.trail(neighbours.case, "item.refused")
                assert len(kept) == before + 1, name
            assert said(await http.get(f"/cases/{neighbours.case}")) == expected
            activation = await http.post(f"/cases/{neighbours.case}/activation")
            assert said(activation) == expected
        assert (await world.asha.transport.get("/reviews"))["rows"] == []
        waiting = (await world.ben.transport.get("/reviews"))["rows"]
        assert [row["item"] for row in waiting] == [item]

    async def test_find_no_draft_of_anybodys(self, service: InProcess, world: World) -> None:
        draft = {
            "item": new_id(),
            "kind": "letter",
            "language": "en",
            "recipients": [world.harmed.id],
            "in_reply_to": None,
            "upload": UPLOAD | {"rendition": new_id()},
        }
        await world.responsible.transport.post(f"/cases/{world.case}/items", draft)
        async with service.http(world.asha.transport._token) as http:
            expected = said(await http.get(f"/items/{new_id()}"))
            assert said(await http.get(f"/items/{draft['item']}")) == expected
            assert said(await http.post(f"/items/{draft['item']}/claim")) == expected
            assert (await http.get("/items")).json()["rows"] == []
        mine = (await world.responsible.transport.get("/items"))["rows"]
        assert [row["item"] for row in mine] == [draft["item"]]

    async def test_of_another_organisation_find_nothing(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        item = await sent_letter(world)
        rendition = await _original(service, item)
        async with service.http(neighbours.stranger.transport._token) as http:
            expected = said(await http.get(f"/items/{new_id()}"))
            for path in (f"/items/{item}", f"/renditions/{rendition}", f"/cases/{world.case}"):
                assert said(await http.get(path)) == expected
            assert (await http.get("/items")).json()["rows"] == []


async def _letter_of_the_other_case(neighbours: Neighbours) -> str:
    return (await send_letter(neighbours.responsible, b"from another case")).item

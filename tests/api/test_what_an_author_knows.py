"""What an author sees does not depend on the recipient, but for what that person lets them know."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import pytest

from service.client import attesting, choosing, consenting, keeping, notes, recalling, receiving
from service.client.countersigning import countersign
from service.client.items import item as look
from service.client.person import Person
from service.client.signing_in import sign_in
from service.domain.offers import last_digest
from tests.factories.acts import approved_by, kept_back, opened_text, sent_letter
from tests.factories.answers import said
from tests.factories.author_views import View, author_view
from tests.factories.in_process import InProcess
from tests.factories.world import World, elsewhere

DAY: Final = 24 * 60 * 60


async def _sees(service: InProcess, author: Person, case: str, item: str) -> View:
    return await author_view(service, author.transport._token or "", case, item)


async def _signed_in_again(service: InProcess, world: World, name: str) -> Person:
    who = world.credentials[name]
    return await sign_in(service.connect(), who.login, who.passphrase, clock=service.clock.now)


def _until_digest(service: InProcess) -> int:
    now = service.clock.now()
    return last_digest(now) + DAY - now


async def _approved(world: World) -> str:
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    return item


Act = Callable[[InProcess, World, str], Awaitable[object]]


async def _asks(_service: InProcess, world: World, _item: str) -> None:
    assert await choosing.ask(world.harmed)


async def _serves(service: InProcess, _world: World, _item: str) -> None:
    await service.serve_outbox()


async def _passes(service: InProcess, _world: World, _item: str) -> None:
    service.clock.turn(120)


async def _accepts(_service: InProcess, world: World, item: str) -> None:
    await receiving.accept(world.harmed, item, "read", window_s=60)


# Whatever a recipient may do about an item, in an order in which it can be done.
ACTS: Final[list[tuple[str, Act]]] = [
    ("chooses never", lambda _, w, __: choosing.choose(w.harmed, "never", "opened")),
    ("is not offered it", _serves),
    (
        "chooses only if asked",
        lambda _, w, __: choosing.choose(w.harmed, "only-if-asked", "opened"),
    ),
    ("asks", _asks),
    ("declines", lambda _, w, item: choosing.decline(w.harmed, item)),
    ("asks for it", lambda _, w, item: choosing.ask_for(w.harmed, item)),
    ("accepts", _accepts),
    ("is released it", _serves),
    ("lets the window pass", _passes),
    ("accepts anew", _accepts),
    ("declines what was accepted", lambda _, w, item: choosing.decline(w.harmed, item)),
    ("asks for that", lambda _, w, item: choosing.ask_for(w.harmed, item)),
    ("thinks", _passes),
    ("accepts once more", _accepts),
    ("is released it once more", _serves),
    ("writes to the team", lambda _, w, item: notes.write_note(w.harmed, w.case, item, "n", "x")),
    ("opens", lambda _, w, item: opened_text(w.harmed, item)),
    ("keeps it", lambda _, w, item: keeping.keep(w.harmed, item, "keep")),
    ("has it held", lambda _, w, item: keeping.keep(w.harmed, item, "hold")),
    ("asks for it back", lambda _, w, item: keeping.keep(w.harmed, item, "keep")),
    ("gives it back", lambda _, w, item: keeping.keep(w.harmed, item, "return")),
    (
        "takes back a consent",
        lambda _, w, __: consenting.consent(w.harmed, "receive", "any", given="withdrawn"),
    ),
    ("lets the author know", lambda _, w, __: choosing.choose(w.harmed, "tell-me", "opened")),
]


async def test_nothing_that_a_recipient_does_changes_what_its_author_sees(
    service: InProcess, world: World
) -> None:
    item = await _approved(world)
    before = await _sees(service, world.responsible, world.case, item)
    assert before["/api/v1/items/{item}"][0] == before["/api/v1/cases/{case}/choices"][0] == 200
    for name, act in ACTS:
        await act(service, world, item)
        assert await _sees(service, world.responsible, world.case, item) == before, name
    # The author knows their own case until morning: a facilitator goes on vouching meanwhile.
    await countersign(world.asha, world.case)
    assert await _sees(service, world.responsible, world.case, item) == before

    service.clock.turn(_until_digest(service) - 1)
    author = await _signed_in_again(service, world, "responsible")
    assert await _sees(service, author, world.case, item) == before
    service.clock.turn(1)
    morning = await _sees(service, author, world.case, item)
    told = {
        path: (status, body.replace(b'"told":"opened"', b'"told":null'))
        for path, (status, body) in morning.items()
    }
    assert told == before
    changed = {path for path in morning if morning[path] != before[path]}
    assert changed == {"/api/v1/items", "/api/v1/items/{item}"}


@pytest.mark.parametrize("allowed", ["nothing", "accepted", "opened"])
async def test_an_author_learns_each_morning_what_their_recipient_allows(
    service: InProcess, world: World, allowed: str
) -> None:
    item = await _approved(world)
    await choosing.choose(world.harmed, "tell-me", allowed)
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()

    async def told() -> str | None:
        author = await _signed_in_again(service, world, "responsible")
        return (await look(author, item)).told

    service.clock.turn(_until_digest(service))
    assert await told() == (None if allowed == "nothing" else "accepted")
    harmed = await _signed_in_again(service, world, "harmed")
    assert (await look(harmed, item)).told is None
    await opened_text(harmed, item)
    assert await told() == (None if allowed == "nothing" else "accepted")
    service.clock.turn(DAY)
    assert await told() == (None if allowed == "nothing" else allowed)
    # Less can be allowed again, and more: from the next morning on.
    harmed = await _signed_in_again(service, world, "harmed")
    await choosing.choose(harmed, "tell-me", "nothing")
    service.clock.turn(_until_digest(service))
    assert await told() is None


async def test_what_was_refused_after_it_was_accepted_is_told_as_before(
    service: InProcess, world: World
) -> None:
    item = await _approved(world)
    await choosing.choose(world.harmed, "tell-me", "accepted")
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    service.clock.turn(_until_digest(service))
    author = await _signed_in_again(service, world, "responsible")
    assert (await look(author, item)).told == "accepted"
    harmed = await _signed_in_again(service, world, "harmed")
    await choosing.decline(harmed, item)
    assert (await look(author, item)).told == "accepted"
    service.clock.turn(DAY)
    author = await _signed_in_again(service, world, "responsible")
    assert (await look(author, item)).told == "accepted"


async def test_a_recall_is_answered_alike_whatever_was_chosen_refused_or_handed_over(
    service: InProcess, world: World
) -> None:
    await choosing.choose(world.harmed, "tell-me", "opened")
    items = [await _approved(world) for _ in range(5)]
    resting, declined, accepted, opened, delivered = items
    await service.serve_outbox()
    await choosing.decline(world.harmed, declined)
    await receiving.accept(world.harmed, accepted, "read")
    await receiving.accept(world.harmed, opened, "read")
    await receiving.accept(world.harmed, delivered, "on-paper")
    await service.serve_outbox()
    await opened_text(world.harmed, opened)
    await attesting.deliver(world.asha, world.case, delivered, world.harmed.id, "printed")
    service.clock.turn(_until_digest(service))
    author = elsewhere(
        await _signed_in_again(service, world, "responsible"), service.connect(), service.clock.now
    )
    assert (await look(author, opened)).told == (await look(author, delivered)).told == "opened"
    heard = []
    async with service.http(author.transport._token) as http:
        for item in items:
            wire = await kept_back(author, partial(recalling.recall, author, item))
            answer = said(await http.post(f"/items/{item}/recall", json=wire))
            heard.append(str(answer).replace(item, ""))
    assert len(set(heard)) == 1
    assert (await look(author, resting)).told is None

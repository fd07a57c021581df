"""A crowd: fifty devices of six people, and everything that they are about to say, signed.

Owns their sessions and a case with items in every state, and who says what. Refuses to say any of
it: the test lets them all speak at once.
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from service.client import recalling, receiving, reviewing
from service.client.consenting import consent
from service.client.notes import write_note
from service.client.organisation import invite_staff, publish_roster
from service.client.person import Person
from service.client.practising import Entry, record
from service.client.sending import send_letter
from service.client.signing_in import _stretched, sign_in
from service.client.teams import add_to_team
from service.sealing.encoding import b64, new_id
from service.sealing.keys import login_token
from service.sealing.schemas import Decision
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import (
    LETTER,
    kept_back,
    offered_letter,
    released_letter,
    sent_letter,
    signed_decision,
)
from tests.factories.in_process import InProcess
from tests.factories.world import World, enrolled

Body = dict[str, Any]
READERS, OF_EACH_READER, OF_EACH_SIDE = 4, 10, 5
WAITING, HELD, OTHERS = 6, 4, 3


@dataclass(frozen=True)
class Device:
    """One session of somebody's."""

    person: Person
    token: str
    http: httpx.AsyncClient


@dataclass(frozen=True)
class Said:
    """One thing that one device says, and what came of it."""

    device: Device
    path: str
    body: Body
    answer: httpx.Response

    @property
    def done(self) -> bool:
        """Whether it was acknowledged."""
        return self.answer.is_success

    @property
    def voices(self) -> set[bytes]:
        """By what the trail names the statements in it."""
        signed = [one for one in self.body.values() if isinstance(one, dict) and "payload" in one]
        return {Statement.from_wire(one).voice for one in signed}


@dataclass
class Crowd:
    """Everybody's devices, the items by their state, and the words by where they are sent."""

    world: World
    readers: list[Device] = field(default_factory=list)
    harmed: list[Device] = field(default_factory=list)
    responsible: list[Device] = field(default_factory=list)
    items: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[tuple[str, Body]]] = field(default_factory=dict)

    def of(self, person: Person) -> list[Device]:
        """Return somebody's devices."""
        everybody = [*self.readers, *self.harmed, *self.responsible]
        return [one for one in everybody if one.person is person]


async def say(device: Device, path: str, body: Body) -> Said:
    """Send one thing from one device."""
    return Said(device, path, body, await device.http.post(path, json=body))


async def gathered(service: InProcess, world: World, held: AsyncExitStack) -> Crowd:
    """Bring everybody together and let each sign what they are about to say."""
    people, known = [world.asha, world.ben], [world.credentials["asha"], world.credentials["ben"]]
    clock = service.clock.now
    while len(people) < READERS:
        invitation = await invite_staff(world.administrator, "facilitator")
        who = await enrolled(service.connect, invitation, clock)
        await publish_roster(world.administrator, world.root)
        known.append(who)
        people.append(await sign_in(service.connect(), who.login, who.passphrase, clock=clock))
        await add_to_team(world.asha, world.case, who.person)
    crowd = Crowd(world)
    for person, who in zip(people, known, strict=True):
        body = await _way_in(service, who.login, who.passphrase)
        crowd.readers += await _devices(service, held, person, body, OF_EACH_READER)
    for name, own in (("harmed", crowd.harmed), ("responsible", crowd.responsible)):
        who = world.credentials[name]
        body = await _way_in(service, who.login, who.passphrase)
        own.extend(await _devices(service, held, getattr(world, name), body, OF_EACH_SIDE))
    await _items(service, crowd)
    await _words(crowd, people)
    return crowd


async def _way_in(service: InProcess, login: str, passphrase: str) -> Body:
    stretched, _ = await _stretched(service.connect(), login, passphrase, "passphrase")
    return {
        "login": login,
        "kind": "passphrase",
        "login_token": b64(login_token(stretched)),
        "session": "bearer",
    }


async def _devices(
    service: InProcess, held: AsyncExitStack, person: Person, body: Body, many: int
) -> list[Device]:
    found = []
    async with service.http() as http:
        for _ in range(many):
            token = (await http.post("/sign-in", json=body)).json()["token"]
            own = await held.enter_async_context(service.http(token))
            found.append(Device(person, token, own))
    return found


async def _items(service: InProcess, crowd: Crowd) -> None:
    world = crowd.world
    # What is released or offered first: later ones would be carried along.
    crowd.items["released"] = [await released_letter(service, world) for _ in range(OTHERS)]
    crowd.items["offered"] = [await offered_letter(service, world) for _ in range(OTHERS)]
    crowd.items["waiting"] = [await sent_letter(world) for _ in range(WAITING)]
    crowd.items["taken back"] = [await sent_letter(world) for _ in range(OTHERS)]
    crowd.items["held"] = [await sent_letter(world) for _ in range(HELD)]
    crowd.items["draft"] = []
    for item in crowd.items["held"]:
        await reviewing.claim(world.ben, item)


async def _words(crowd: Crowd, readers: list[Person]) -> None:
    world, words, items = crowd.world, crowd.words, crowd.items

    async def kept(by: Person, path: str, act: Callable[[], Awaitable[object]]) -> tuple[str, Body]:
        return path, await kept_back(by, act)

    words["decisions"] = []
    for item in items["held"]:
        first = await signed_decision(world.ben, item)
        words["decisions"] += [
            (f"/items/{item}/decision", body) for body in (first, _a_second_later(world, first))
        ]
    words["acceptances"] = [
        await kept(
            world.harmed,
            f"/items/{item}/acceptance",
            lambda item=item: receiving.accept(world.harmed, item, "read"),  # type: ignore[misc]
        )
        for item in items["offered"]
    ]
    words["openings"] = [
        await kept(
            world.harmed,
            f"/items/{item}/opening",
            lambda item=item: receiving.open_item(world.harmed, item),  # type: ignore[misc]
        )
        for item in items["released"]
    ]
    words["recalls"] = [
        await kept(
            world.responsible,
            f"/items/{item}/recall",
            lambda item=item: recalling.recall(world.responsible, item),  # type: ignore[misc]
        )
        for item in items["taken back"]
    ]
    words["submissions"] = [await _submission(crowd) for _ in range(OTHERS)]
    case = f"/cases/{world.case}"
    words["consents"] = [
        await kept(
            person,
            f"{case}/consents",
            lambda p=person, m=medium: consent(p, "receive", m),  # type: ignore[misc]
        )
        for person in (world.harmed, world.responsible)
        for medium in ("letter", "recording", "any")
    ]
    words["notes"] = [
        await kept(
            person,
            f"{case}/notes",
            lambda p=person: write_note(p, world.case, p.id, "wishes", "words"),  # type: ignore[misc]
        )
        for person in (world.harmed, world.responsible)
    ]
    # One order each, about which nobody else says anything; and one risk, about which they all do.
    # Beyond what any approval lasts: none that is signed already ends with these.
    until = world.asha.clock() + 10**8
    orders = [
        Entry("restriction", "permits", person=world.harmed.id, subject=new_id(), until=until)
        for _ in readers
    ]
    words["records"] = [
        await kept(one, f"{case}/records", lambda p=one, e=entry: record(p, world.case, e))  # type: ignore[misc]
        for one, entry in zip(readers, orders, strict=True)
    ]
    risk = Entry("risk", "acceptable", until=until)
    words["risks"] = [
        await kept(one, f"{case}/records", lambda p=one: record(p, world.case, risk))  # type: ignore[misc]
        for one in readers
    ]


def _a_second_later(world: World, body: Body) -> Body:
    """Give the same approval as the reader's other device would sign it."""
    decision = open_statement(Statement.from_wire(body["decision"]), Decision)
    later = replace(decision, decided=decision.decided + 1)
    return body | {"decision": sign(later, world.ben.keys.sign_seed).to_wire()}


async def _submission(crowd: Crowd) -> tuple[str, Body]:
    """Upload a letter whole and keep back the word that submits it."""
    author, kept = crowd.world.responsible, dict[str, Body]()
    post = author.transport.post

    async def keep_the_last(path: str, body: Body | None = None, *, repeat: bool = False) -> object:
        if path.endswith("/submission"):
            kept[path] = body or {}
            raise _KeptBackError
        return await post(path, body, repeat=repeat)

    author.transport.post = keep_the_last  # type: ignore[method-assign, assignment]
    try:
        await send_letter(author, LETTER)
    except _KeptBackError:
        pass
    finally:
        author.transport.post = post  # type: ignore[method-assign]
    [(path, body)] = kept.items()
    crowd.items["draft"].append(path.split("/")[2])
    return path, body


class _KeptBackError(Exception):
    """The body was not sent."""

"""One service for all attacks by answers, and the people whose devices are tried.

Owns a letter that may be opened, another beside it, one that waits for review, and a recording;
nothing that is stored is changed, so that every attack is undone when it ends. Refuses attacks.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from service.client import receiving, reviewing
from service.client.person import Person
from service.client.sending import send_letter, send_recording
from service.client.transport import Transport
from service.db import trail
from service.db.session import transaction
from service.db.statements import text_of
from service.domain.events import Event
from service.embedded import LocalStack
from service.sealing.evidence import Evidence
from service.sealing.keys import PersonKeys
from service.sealing.schemas import CaseStatement
from service.sealing.statements import Statement, open_statement, sign
from tests.attacks.papers.form import Attack, Hand, changed
from tests.attacks.standing_in import StandIn
from tests.factories.acts import approved_by, opened_text
from tests.factories.copies import Original
from tests.factories.in_process import ADDRESS, InProcess, serving
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.vandal import CASE, ROSTER, Vandal
from tests.factories.world import TurnedClock, World

TEXT = b"I did not know that anybody was at home.\n"
WAITING = b"A letter that nobody has read yet.\n"
# Three chunks and a little more.
LONG = b"".join(b"Line %07d of a very long letter.\n" % number for number in range(22_000))
RECORDED = b"stands for a recording " * 300


@dataclass
class Stage:
    """What every attack finds. Made by `staged` only."""

    service: InProcess
    world: World
    server: StandIn
    hand: Hand
    letter: str
    long: str
    waiting: str
    recording: str

    def connect(self) -> Transport:
        """A connection for somebody's device, through the attacker's hands."""
        return Transport(ADDRESS, adapter=self.server)

    def path_of(self, attack: Attack) -> str:
        """Where the papers are asked for that this attack forges."""
        items = {"recipient": self.letter, "reader": self.waiting, "recording": self.recording}
        if attack.at == "author":
            return f"/cases/{self.world.case}"
        return f"/items/{items[attack.at]}/evidence"

    def device_of(self, person: Person) -> Person:
        """The person's device as it was when the stage was set, whatever it was shown since."""
        held = (person._vault_key, person._revision)
        return Person(person.transport, person.me, person._vault, held, person.clock)

    async def does(self, attack: Attack) -> None:
        """Do what the attacked device would do: open, review, or send."""
        harmed = self.device_of(self.world.harmed)
        if attack.at == "author":
            await send_letter(self.device_of(self.world.responsible), TEXT)
        elif attack.at == "reader":
            reader = self.device_of(self.world.asha)
            async with await reviewing.review(reader, self.waiting) as reading:
                assert await reading.read_letter() == WAITING.decode()
        elif attack.at == "recording":
            assert await opened_text(harmed, self.recording) == MADE
        else:
            assert await opened_text(harmed, self.letter) == TEXT

    def forging(self, attack: Attack, *, honestly: bool = False) -> Any:  # noqa: ANN401 - a context
        """Forge the papers, or show the honest twin's, until left."""
        forge = attack.honest if honestly else attack.forge
        assert forge is not None
        return self.server.saying(
            self.path_of(attack), lambda wire: changed(wire, forge, self.hand)
        )


@asynccontextmanager
async def staged(stack: LocalStack, original: Original, folder: Path) -> AsyncIterator[Stage]:
    """Serve a copy of the world whose case asks for two readers, with everything sent in it."""
    copy = await stack.make_tenancy("attacked", template=original.tenancy)
    clock = TurnedClock(original.at)
    async with serving(copy, clock, bucket=original.tenancy.bucket) as service:
        server = StandIn(httpx.ASGITransport(service.app, client=("127.0.0.1", 50_000)))
        world = original.world.over(lambda: Transport(ADDRESS, adapter=server), clock.now)
        await _asks_for_two_readers(service, world)
        letter, elsewhere, long = [
            await _opened(service, world, text) for text in (TEXT, b"Another letter.", LONG)
        ]
        recording = await _opened_recording(service, world, folder)
        waiting = (await send_letter(world.responsible, WAITING)).item
        await reviewing.claim(world.asha, waiting)
        papers = await world.harmed.transport.get(f"/items/{elsewhere}/evidence")
        hand = Hand(
            PersonKeys.generate(),
            world,
            Evidence.from_wire(papers),
            await _first_roster(service, world.org),
        )
        # What one attack, or its honest twin, made a device remember is not there for the next.
        with server.losing("/me/vault"):
            yield Stage(service, world, server, hand, letter, long, waiting, recording)
    await stack.drop_tenancy("attacked")


async def _asks_for_two_readers(service: InProcess, world: World) -> None:
    """State the case anew, on its trail too, as its facilitator would; no route takes that yet."""
    vandal = Vandal(service)
    newest = await vandal.statement(world.case, CASE)
    said = open_statement(newest, CaseStatement)
    stricter = replace(said, sequence=said.sequence + 1, previous=newest.digest, signers=2)
    signed = sign(stricter, world.asha.keys.sign_seed)
    await vandal.add(newest, signed, item=None, sequence=stricter.sequence)
    async with transaction(service.app.state.context.sessions, world.org) as session:
        await trail.append(
            session,
            org=world.org,
            chain=world.case,
            event=Event.CASE_STATED,
            at=service.clock.now(),
            actor=world.asha.id,
            statement=text_of(signed.voice),
        )


async def _first_roster(service: InProcess, org: str) -> Statement:
    rows = await service.rows(
        "SELECT type, payload, signer, signature FROM statement"
        " WHERE type = $1 AND org = $2 ORDER BY sequence",
        ROSTER,
        org,
    )
    return Statement(*rows[0])


async def _opened(service: InProcess, world: World, text: bytes) -> str:
    item = (await send_letter(world.responsible, text)).item
    await _carried(service, world, item)
    assert await opened_text(world.harmed, item) == text
    return item


async def _opened_recording(service: InProcess, world: World, folder: Path) -> str:
    path = folder / "recording.mp4"
    path.write_bytes(RECORDED)
    item = (await send_recording(world.responsible, path, kind="recorded_message")).item
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(item)))
    await _carried(service, world, item)
    assert await opened_text(world.harmed, item) == MADE
    return item


async def _carried(service: InProcess, world: World, item: str) -> None:
    """Read and approved by both, accepted, and ready to be opened."""
    for reader in (world.asha, world.ben):
        await approved_by(reader, item)
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()

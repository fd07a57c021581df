"""The scene in which every route is called by everybody: who they are, and what is there.

Owns people in every relation to two cases, and items in every state that a route is about. One
case's author has an account; the other's is in custody and liaisons act for them. Refuses to
judge what anybody may do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from service.client.accounts import Credentials
from service.client.cases import certify_replied, invite_participant
from service.client.enrolment import enrol
from service.client.hands import Hand, OwnHand
from service.client.invitations import Invitation
from service.client.organisation import (
    found_organisation,
    invite_staff,
    publish_roster,
    remove_from_roster,
)
from service.client.person import Person
from service.client.re_enrolling import re_enrol
from service.client.receiving import accept
from service.client.reviewing import claim
from service.client.roots import RootKey
from service.client.sending import send_letter, send_recording
from service.client.signing_in import sign_in
from service.client.stepping_in import ask
from service.client.teams import add_to_team
from service.client.transport import Transport
from service.sealing.encoding import b64, new_id
from service.sealing.keys import new_passphrase
from tests.factories.acts import LETTER, approved_by, kept_back, opened_text
from tests.factories.colleagues import colleagues, covering
from tests.factories.custody_days import DAY
from tests.factories.in_process import ADDRESS, HERE, InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.prisons import custody
from tests.factories.through_a_liaison import entrusted_there
from tests.factories.world import Neighbours, World, enrolled

Things = Mapping[str, str]
Body = dict[str, Any]
# What these would spend is spent by the call itself, which is undone.
_USED_UP: Final = frozenset({"/enrolments/reply", "/organisations"})


@dataclass(frozen=True)
class Caller:
    """Somebody who calls: the head of their column, who they are, and which case they call about.

    `token` is None for whoever is not signed in; `seed` signs what they say.
    """

    name: str
    who: str
    things: Things
    token: str | None = None
    person: str = ""
    seed: bytes = bytes(32)


@dataclass
class Scene:
    """Everybody, in the order of their columns, and what callers without a case of theirs send."""

    callers: list[Caller] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)

    def caller(self, name: str) -> Caller:
        """Return whoever has the column of this name."""
        (found,) = [one for one in self.callers if one.name == name]
        return found


async def make_scene(
    service: InProcess, world: World, neighbours: Neighbours, folder: Path
) -> Scene:
    """Make all of it through the real client; takes some twenty seconds, most of it Argon2."""
    scene = Scene()
    names = ("supervisor", "supervisor", "facilitator", "facilitator", "facilitator", "auditor")
    on_team, standby, duty, outside, leaver, auditor = await colleagues(service, world, *names)
    await covering(world, [standby], [duty])
    inside = await custody(service, world)
    for case in (world.case, inside.world.case):
        await add_to_team(world.asha, case, on_team.id)
    worker = await MediaHands(service, world).sign_in()
    hand = inside.hand(inside.first)
    here = await _things(service, world, OwnHand(world.responsible))
    there = await _things(service, inside.world, hand)
    shared = {
        "entrusted": await entrusted_there(inside, window_s=DAY),
        **await _recording(service, world, worker, folder),
        **await _in_waiting(service, world, (standby, duty)),
    }
    here, there = here | shared, shared | there
    waiting = await _uncertified(scene, service, world)
    here["reply"] = there["reply"] = scene.bodies["reply"]["invitation"]
    foreigner = await _of_another_organisation(scene, service)
    await remove_from_roster(world.administrator, world.root, leaver.id)

    def known(person: Person, name: str, who: str, things: Things = here) -> Caller:
        return Caller(name, who, things, person.transport._token, person.id, person.keys.sign_seed)

    scene.callers = [
        Caller("nobody", "nobody signed in", here),
        known(world.harmed, "recipient", "the person harmed: the item's recipient"),
        known(world.responsible, "author", "the person responsible: the item's author"),
        known(neighbours.harmed, "other case", "a participant of another case"),
        known(waiting, "invited", "a participant of the case who is not certified yet"),
        known(world.asha, "claimant", "a facilitator on the team, who has claimed the item"),
        known(world.ben, "team", "a facilitator on the team, who has not"),
        known(on_team, "supervisor on", "a supervisor on the team"),
        known(outside, "facilitator off", "a facilitator who is not on the team"),
        known(standby, "supervisor off", "a supervisor who is not, and may step in with another"),
        known(duty, "duty", "the duty member who was asked to step in with them"),
        known(hand.device, "liaison for", "a liaison who acts for the item's author", there),
        known(inside.second.liaisons[0], "liaison", "a liaison who does not", there),
        known(world.administrator, "administrator", "an administrator"),
        known(auditor, "auditor", "an auditor"),
        Caller("worker", "a media worker, at work on a recording", here, worker.transport._token),
        known(foreigner, "other organisation", "a facilitator of another organisation"),
        known(leaver, "left", "a facilitator who was taken off the roster"),
    ]
    for caller in scene.callers:
        if caller.person and not caller.name.startswith(("liaison", "left")):
            async with service.http(caller.token) as http:
                kept = await http.put("/me/resume", json={"half": b64(bytes(32))})
                assert kept.status_code == 204, caller.name
    return scene


async def _things(service: InProcess, world: World, hand: Hand) -> dict[str, str]:
    """Give items of the case in every state, each by the name that calls know it by."""
    case = world.case
    body = await kept_back(hand.device, lambda: send_letter(hand, LETTER))
    await hand.device.transport.post(f"/cases/{case}{hand.place}/items", body)

    async def sent() -> str:
        return (await send_letter(hand, LETTER)).item

    made = {name: await sent() for name in ("held", "waiting")}
    for name in ("opened", "released", "offered"):
        made[name] = await sent()
        await approved_by(world.ben, made[name])
        await service.serve_outbox()
        if name != "offered":
            await accept(world.harmed, made[name], "read")
            await service.serve_outbox()
    await opened_text(world.harmed, made["opened"])
    await claim(world.asha, made["held"])
    made["draft"] = str(body["item"])
    containers = {
        f"{name}'s container": str(
            await service.value("SELECT id FROM rendition WHERE item_id = $1", item)
        )
        for name, item in made.items()
    }
    return {
        "case": case,
        "author": hand.author,
        "recipient": world.harmed.id,
        "chain": case,
        **made,
        **containers,
    }


async def _recording(
    service: InProcess, world: World, worker: MediaHands, folder: Path
) -> dict[str, str]:
    """A recording that the worker is at work on."""
    path = folder / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    item = (await send_recording(world.responsible, path)).item
    job = await worker.job_of(item)
    taken = await worker.start(job)
    return {
        "job": job,
        "worker": worker.id,
        "recording": item,
        "recording's container": str(taken["original"]["rendition"]),
    }


async def _in_waiting(
    service: InProcess, world: World, pair: tuple[Person, Person]
) -> dict[str, str]:
    """What waits for a second person: a step into the case, and the recipient's new keys."""
    standby, duty = pair
    step_in = await ask(standby, world.case, duty.id, "supervisor", "illness")
    invitation = await re_enrol(world.asha, world.case, world.harmed.id)
    await enrolled(service.connect, invitation, service.clock.now)
    await certify_replied(world.asha, world.case)
    sessions = (await world.asha.transport.get("/me/sessions"))["rows"]
    return {
        "step_in": step_in,
        "re_enrolment": invitation.invitation,
        "session_id": sessions[0]["session"],
        "member": world.ben.id,
    }


async def _uncertified(scene: Scene, service: InProcess, world: World) -> Person:
    """Somebody who has answered their code; beside them somebody who is about to."""
    invitation = await invite_participant(world.asha, world.case, "harmed")
    who = await enrolled(service.connect, invitation, service.clock.now)
    scene.bodies["reply"] = {"invitation": invitation.invitation}
    scene.bodies |= await _about_to_enrol(
        service, await invite_participant(world.asha, world.case, "harmed")
    )
    scene.bodies["invitation"] = await kept_back(
        world.asha, lambda: invite_participant(world.asha, world.case, "harmed")
    )
    return await sign_in(service.connect(), who.login, who.passphrase, clock=service.clock.now)


class _Keeping(Transport):
    """A connection that keeps what is posted, and does not send what would use it up."""

    def __init__(self, service: InProcess) -> None:
        super().__init__(ADDRESS, adapter=httpx.ASGITransport(service.app, client=(HERE, 50_000)))
        self.kept: dict[str, Body] = {}

    async def post(
        self, path: str, body: Mapping[str, Any] | None = None, *, repeat: bool = False
    ) -> Any:  # noqa: ANN401 - JSON of any shape
        self.kept[path] = dict(body or {})
        return {} if path in _USED_UP else await super().post(path, body, repeat=repeat)


async def _about_to_enrol(service: InProcess, invitation: Invitation) -> dict[str, Body]:
    device = _Keeping(service)
    clock = service.clock.now
    await enrol(device, invitation.login, invitation.code, new_passphrase(), clock=clock)
    return {
        "open": device.kept["/enrolments/open"],
        "answer": device.kept["/enrolments/reply"],
    }


async def _of_another_organisation(scene: Scene, service: InProcess) -> Person:
    root, clock = RootKey.generate(), service.clock.now

    async def found(device: Transport, org: str) -> Credentials:
        return await found_organisation(
            device,
            org=org,
            setup_token=service.setup_token,
            root=root,
            pools=(),
            passphrase=new_passphrase(),
            clock=clock,
        )

    device = _Keeping(service)
    await found(device, new_id())
    scene.bodies["organisation"] = device.kept["/organisations"]
    known = await found(service.connect(), new_id())
    first = await sign_in(service.connect(), known.login, known.passphrase, clock=clock)
    who = await enrolled(service.connect, await invite_staff(first, "facilitator"), clock)
    await publish_roster(first, root)
    return await sign_in(service.connect(), who.login, who.passphrase, clock=clock)

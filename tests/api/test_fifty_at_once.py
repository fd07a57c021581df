"""Fifty devices act on one case and one queue in the same moment: nothing is lost or done twice.

Real concurrency: fifty requests in flight over the app's own pool and the real database, while two
relays do what the outbox holds.
"""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Iterable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from service.client.person import Person
from service.sealing.trail import Trail, read_chain
from tests.api.crowd import OTHERS, Body, Crowd, Device, Said, gathered, say
from tests.factories.answers import slug
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)
Word = tuple[str, Body]
READ = ("/cases", "/reviews", "/items", "/cases/{case}", "/cases/{case}/records")


async def _trail(service: InProcess, chain: str) -> Trail:
    rows = await service.rows(
        "SELECT entry, hash FROM trail_entry WHERE chain = $1 ORDER BY number", chain
    )
    return read_chain(chain, [(row["entry"], row["hash"]) for row in rows])


def _shared(devices: list[Device], words: list[Word]) -> list[tuple[Device, Word]]:
    """Let every one of the devices say every word, each beginning with another."""
    said = []
    for number, device in enumerate(devices):
        turned = words[number % len(words) :] + words[: number % len(words)]
        said += [(device, word) for word in turned]
    return said


def _everything(crowd: Crowd) -> dict[str, list[tuple[Device, Word]]]:
    """Say who says what, by kind."""
    readers, words = crowd.readers, crowd.words
    claims: list[Word] = [(f"/items/{one}/claim", {}) for one in crowd.items["waiting"]]
    # The trail's orders: each from all devices of the one who signed it, and so again and again.
    team = list(dict.fromkeys(one.person for one in readers))
    by_signer = {
        kind: [
            (device, word)
            for person, word in zip(team, words[kind], strict=True)
            for device in crowd.of(person)[:3]
        ]
        for kind in ("records", "risks")
    }
    sides = {
        kind: [
            (device, word)
            for person, own in _halves(crowd, words[kind])
            for device, word in _shared(crowd.of(person), own)
        ]
        for kind in ("consents", "notes")
    }
    return {
        "claims": _shared(readers, claims),
        "renewals": [
            (one, (f"/items/{item}/claim", {}))
            for one in crowd.of(crowd.world.ben)[:3]
            for item in crowd.items["held"]
        ],
        "decisions": _shared(crowd.of(crowd.world.ben), words["decisions"]),
        "acceptances": _shared(crowd.harmed, words["acceptances"]),
        "openings": _shared(crowd.harmed, words["openings"]),
        "submissions": _shared(crowd.responsible, words["submissions"]),
        "recalls": _shared(crowd.responsible, words["recalls"]),
        **by_signer,
        **sides,
    }


def _halves(crowd: Crowd, words: list[Word]) -> Iterable[tuple[Person, list[Word]]]:
    half = len(words) // 2
    yield crowd.world.harmed, words[:half]
    yield crowd.world.responsible, words[half:]


async def _speaks(
    device: Device, acts: list[tuple[str, Word]], case: str
) -> list[tuple[str, Said]]:
    """One device says what it has to, one after the other, and looks around between."""
    said = []
    for number, (kind, (path, body)) in enumerate(acts):
        said.append((kind, await say(device, path, body)))
        if number % 3 == 0:
            looked = READ[number % len(READ)].format(case=case)
            answer = await device.http.get(looked)
            assert answer.status_code in {200, 403, 404}, (looked, answer.text)
    return said


async def _at_once(service: InProcess, crowd: Crowd) -> dict[str, list[Said]]:
    """Let all of them speak in the same moment, while two relays work."""
    acts: dict[str, list[tuple[str, Word]]] = defaultdict(list)
    devices: dict[str, Device] = {}
    everything = _everything(crowd)
    for kind, said in itertools.chain(
        *([(kind, one) for one in said] for kind, said in everything.items())
    ):
        device, word = said
        devices[device.token] = device
        acts[device.token].append((kind, word))
    assert len(devices) == 50
    spoken = asyncio.gather(
        *(_speaks(devices[one], acts[one], crowd.world.case) for one in devices)
    )
    while not spoken.done():
        await asyncio.gather(service.serve_outbox(), service.serve_outbox())
        await asyncio.wait([spoken], timeout=0.05)
    found: dict[str, list[Said]] = defaultdict(list)
    for kind, one in itertools.chain(*await spoken):
        found[kind].append(one)
    return found


def _subjects(trail: Trail, event: str) -> list[str]:
    return [one.subject for one in trail.entries if one.event == event]


async def test_nothing_is_lost_and_nothing_done_twice(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    async with AsyncExitStack() as held:
        crowd = await gathered(service, world, held)
        begun = len((await _trail(service, world.case)).entries)
        said = await _at_once(service, crowd)
        await service.serve_outbox()
        trail = await _trail(service, world.case)
        _no_fault_of_ours(said)
        await _claimed_by_one(service, trail, said)
        _decided_once(crowd, trail, said)
        _all_on_the_trail(trail, said)
        await _all_in_the_views(crowd, said)
        _once_each(crowd, trail, begun)
        counted = await export_holds(world, world.asha, tmp_path)
        assert counted["openings"] == OTHERS
    organisation = await _trail(service, world.org)
    assert organisation.entries


def _no_fault_of_ours(said: dict[str, list[Said]]) -> None:
    answers = [one.answer for many in said.values() for one in many]
    assert len(answers) > 400
    assert [one.text for one in answers if one.status_code >= 500] == []
    refused = {slug(one) for one in answers if not one.is_success}
    assert refused <= {"conflict", "claimed-by-another"}, refused
    # These say the same from every device of theirs, so that all of them are welcome.
    welcome = {
        *("renewals", "acceptances", "openings", "submissions", "recalls"),
        *("records", "consents", "notes"),
    }
    for kind in welcome - {"renewals"}:
        assert all(one.done for one in said[kind]), kind


async def _claimed_by_one(service: InProcess, trail: Trail, said: dict[str, list[Said]]) -> None:
    """Hold that each item has one reader, who is told so, and so are all the others."""
    claimed = defaultdict(set)
    for one in said["claims"]:
        if one.done:
            claimed[one.path].add(one.device.person.id)
    assert len(claimed) == len({one.path for one in said["claims"]})
    for path, readers in claimed.items():
        item = path.split("/")[2]
        [reader] = readers
        holder = await service.value("SELECT claimed_by FROM item WHERE id = $1", item)
        assert str(holder) == reader
        actors = [
            one.actor for one in trail.entries if (one.event, one.subject) == ("item.claimed", item)
        ]
        assert actors == [reader]


def _decided_once(crowd: Crowd, trail: Trail, said: dict[str, list[Said]]) -> None:
    """Hold that of two approvals by two devices of one reader each item has one."""
    for item in crowd.items["held"]:
        here = [one for one in said["decisions"] if item in one.path]
        done = {next(iter(one.voices)) for one in here if one.done}
        assert len(done) == 1, "one of the two, from whichever device"
        assert _subjects(trail, "item.decided").count(item) == 1
        assert _subjects(trail, "item.approved").count(item) == 1
        [voice] = done
        assert all(one.done is (voice in one.voices) for one in here)


def _all_on_the_trail(trail: Trail, said: dict[str, list[Said]]) -> None:
    """Hold that every word that was acknowledged is named there, and no other."""
    named = set(trail.statements)
    for kind, many in said.items():
        for one in many:
            assert not one.done or one.voices <= named, kind
            if kind in {"risks", "decisions"} and not one.done:
                assert not one.voices & named, kind
    risks = {voice for one in said["risks"] if one.done for voice in one.voices}
    assert len(risks) == 1, "each names the one before it, so one of them comes first"


async def _all_in_the_views(crowd: Crowd, said: dict[str, list[Said]]) -> None:
    case, reader = f"/cases/{crowd.world.case}", crowd.readers[-1].http
    records = (await reader.get(f"{case}/records")).json()["records"]
    for one in said["records"] + said["risks"]:
        assert not one.done or one.body["record"] in records
    consents = (await reader.get(f"{case}/consents")).json()["consents"]
    assert all(one.body["consent"] in consents for one in said["consents"])
    notes = (await reader.get(f"{case}/notes")).json()["notes"]
    written = [one for note in notes for one in note["statements"]]
    assert all(one.body["note"] in written for one in said["notes"])
    states = {
        item: (await reader.get(f"/items/{item}")).json()["state"]
        for name in ("held", "offered", "released", "draft", "waiting")
        for item in crowd.items[name]
    }
    wanted = {
        "held": {"offered"},
        "offered": {"released"},
        "released": {"opened"},
        "draft": {"awaiting_review"},
        "waiting": {"in_review"},
    }
    for name, state in wanted.items():
        assert {states[item] for item in crowd.items[name]} == state, name
    queue = (await reader.get("/reviews")).json()["rows"]
    assert {row["item"] for row in queue} == set(crowd.items["draft"])


def _once_each(crowd: Crowd, trail: Trail, begun: int) -> None:
    """Hold that every act is on the trail once, however many devices said it."""
    fresh = [(one.event, one.subject) for one in trail.entries[begun:]]
    acts = [
        *(("item.accepted", one) for one in crowd.items["offered"]),
        *(("item.released", one) for one in crowd.items["offered"]),
        *(("item.opened", one) for one in crowd.items["released"]),
        *(("item.submitted", one) for one in crowd.items["draft"]),
        *(("item.recalled", one) for one in crowd.items["taken back"]),
        *(("item.offered", one) for one in crowd.items["held"]),
    ]
    assert {one: fresh.count(one) for one in acts} == dict.fromkeys(acts, 1)

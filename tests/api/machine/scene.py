"""Two cases in which the very same was said, with letters at every stage of their way.

Owns their making, once for all examples, each of which has a copy. The two are twins: what is done
to one is done to the other, but for what their recipients do.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from service.client import choosing, receiving
from service.client.cases import certify_replied, invite_participant, open_case
from service.client.consenting import acknowledge, consent
from service.client.person import Person
from service.client.practising import Entry, prepared, record
from service.client.sending import send_letter
from service.client.signing_in import sign_in
from service.sealing.schemas import Acceptance, Choice, Decision, Record
from service.sealing.statements import Statement
from service.sealing.trail import read_chain
from tests.api.machine.facts import DAY, Facts, Letter, Until
from tests.factories.acts import LETTER, approved_by, opened_text
from tests.factories.in_process import InProcess
from tests.factories.world import CARD, World, begin, enrolled, without_ties

ROUNDS: Final = 4
READY_FOR: Final = range(1, ROUNDS + 2)
LONG: Final = 400 * DAY
WINDOW: Final = 30 * DAY
# Of the letter the other way: over as soon as much time passes.
SOON_OVER: Final = 60 * 60
PURPOSES: Final = ("take-part", "send", "receive")
# Sessions outlast every example, so that nobody signs in again: that is another suite's.
_AWAKE: Final = "UPDATE session SET last_seen = $1, expires = $1"
_TRAIL: Final = "SELECT entry, hash FROM trail_entry WHERE chain = $1 ORDER BY number"
_SAID: Final = (
    "SELECT item_id, type, payload, signer, signature FROM statement WHERE case_id = $1"
    " ORDER BY created, sequence"
)
# What a word is about: the next one about the same names it.
_ABOUT: Final[dict[str, Callable[[Any], str]]] = {
    Record.TYPE: lambda body: str(body.about),
    Choice.TYPE: lambda body: str(body.person),
    Acceptance.TYPE: lambda body: str(body.item),
}


@dataclass(frozen=True)
class Twin:
    """One of the two cases: its people's devices, and what is true of it.

    `last` are the newest words in it, by their type and what they are about, and `decisions` the
    approvals of each letter: their digests. `entries` counts its trail's, by event.
    """

    case: str
    harmed: Person
    responsible: Person
    facts: Facts
    last: dict[tuple[str, str], bytes] = field(default_factory=dict)
    decisions: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    entries: Counter[str] = field(default_factory=Counter)


async def make_twins(service: InProcess, world: World) -> tuple[World, list[Twin]]:
    """Bring both cases to where every example begins, at the same times."""
    cases = [await open_case(world.asha, readers=[world.ben.id], card=CARD) for _ in "12"]
    people: dict[str, list[Person]] = {}
    for role in ("harmed", "responsible"):
        people[role] = [await _joined(service, world, case, role) for case in cases]
        service.clock.turn(1)
    twins = [
        Twin(case, harmed, responsible, Facts(harmed.id, responsible.id))
        for case, harmed, responsible in zip(cases, *people.values(), strict=True)
    ]
    for step in STEPS:
        for one in twins:
            await step(service, world, one)
        await service.serve_outbox()
        service.clock.turn(1)
    for one in twins:
        await _tell_me(service, world, one)
        await _take_stock(service, one)
    service.clock.turn(1)
    await service.rows(_AWAKE, service.clock.now() + 10 * LONG)
    return world, twins


async def _take_stock(service: InProcess, one: Twin) -> None:
    found = await service.rows("SELECT id, state, round FROM item WHERE case_id = $1", one.case)
    now = {str(row["id"]): (str(row["state"]), row["round"] or 0) for row in found}
    for letter in one.facts.letters:
        state, letter.round = now[letter.id]
        letter.state = {"awaiting_review": "sent"}.get(state, state)
    for row in await service.rows(_SAID, one.case):
        said = Statement(row["type"], row["payload"], row["signer"], row["signature"])
        if said.type == Decision.TYPE:
            one.decisions[str(row["item_id"])] = (said.digest,)
        elif said.type in _ABOUT:
            one.last[said.type, _ABOUT[said.type](said.body)] = said.digest
    rows = await service.rows(_TRAIL, one.case)
    trail = read_chain(one.case, [(row["entry"], row["hash"]) for row in rows])
    one.entries.update(entry.event for entry in trail.entries)


async def _joined(service: InProcess, world: World, case: str, role: str) -> Person:
    invitation = await invite_participant(world.asha, case, role)
    who = await enrolled(service.connect, invitation, service.clock.now)
    await certify_replied(world.asha, case)
    return await sign_in(service.connect(), who.login, who.passphrase, clock=service.clock.now)


async def _begun(service: InProcess, world: World, twin: Twin) -> None:
    await begin(world.asha, twin.case)
    await without_ties(twin.case, world.ben)
    for person in (twin.harmed, twin.responsible):
        await person.refresh()
        for purpose in PURPOSES:
            await consent(person, purpose, "any")
            twin.facts.agreed.append((person.id, purpose, "any", True, service.clock.now()))
    await acknowledge(twin.responsible)


async def _chosen(service: InProcess, world: World, twin: Twin) -> None:
    facts, now = twin.facts, service.clock.now()
    for person in (twin.harmed, twin.responsible):
        await choosing.choose(person, "tell-me")
        facts.choices[person.id] = [(now, "tell-me", "nothing")]
    people = [facts.harmed, facts.responsible]
    entries = prepared(people, until=now + LONG, rounds=ROUNDS, ready_for=READY_FOR)
    await record(world.asha, twin.case, *entries)
    facts.risk = Until(given=True, until=now + LONG)
    facts.ready = {(one, number) for one in people for number in READY_FOR}
    facts.rounds, facts.media = ROUNDS, frozenset({"letter", "recording"})


async def _earlier(service: InProcess, world: World, twin: Twin) -> None:
    """One that was opened before anything of an example happens."""
    await _sent(service, world, twin, (twin.responsible, twin.harmed))


async def _opened(service: InProcess, _world: World, twin: Twin) -> None:
    (letter,) = twin.facts.letters
    assert await opened_text(twin.harmed, letter.id) == LETTER
    letter.opened.append(service.clock.now())


async def _first(service: InProcess, world: World, twin: Twin) -> None:
    """One that will be released, and whose approval ends half a day after it was given."""
    await _sent_while_risk_stands(service, world, twin, DAY // 2)


async def _other_way(service: InProcess, world: World, twin: Twin) -> None:
    """One from the person harmed, which will be released too."""
    await _sent(service, world, twin, (twin.harmed, twin.responsible))


async def _accepted(service: InProcess, _world: World, twin: Twin) -> None:
    now = service.clock.now()
    for letter in twin.facts.letters:
        if letter.accepted:
            continue
        to_harmed = letter.recipient == twin.harmed.id
        person, window = (twin.harmed, WINDOW) if to_harmed else (twin.responsible, SOON_OVER)
        await receiving.accept(person, letter.id, "read", window_s=window)
        letter.window, letter.medium = (now, now + window), "read"
        letter.accepted.append(now)


async def _second(service: InProcess, world: World, twin: Twin) -> None:
    """One that is offered."""
    await _sent(service, world, twin, (twin.responsible, twin.harmed))


async def _third(service: InProcess, world: World, twin: Twin) -> None:
    """One whose approval ends in a day; it is offered too."""
    await _sent_while_risk_stands(service, world, twin, DAY)


async def _sent_while_risk_stands(
    service: InProcess, world: World, twin: Twin, seconds: int
) -> None:
    """An approval ends with what it rests on: the risk is assessed for longer only afterwards."""
    facts = twin.facts
    assert facts.risk is not None
    soon = Entry("risk", "acceptable", until=service.clock.now() + seconds)
    await record(world.asha, twin.case, soon)
    long, facts.risk = facts.risk, Until(given=True, until=soon.until)
    await _sent(service, world, twin, (twin.responsible, twin.harmed))
    await record(world.asha, twin.case, replace(soon, until=long.until))
    facts.risk = long


async def _never(service: InProcess, _world: World, twin: Twin) -> None:
    """Nobody is told of what comes next."""
    await choosing.choose(twin.harmed, "never")
    twin.facts.choices[twin.harmed.id].append((service.clock.now(), "never", "nothing"))


async def _fourth(service: InProcess, world: World, twin: Twin) -> None:
    """One that is approved."""
    await _sent(service, world, twin, (twin.responsible, twin.harmed))


async def _fifth(service: InProcess, world: World, twin: Twin) -> None:
    """One that nobody has read; and the risk must be assessed anew before any approval ends."""
    await _sent(service, world, twin, (twin.responsible, twin.harmed), approved=False)
    until = service.clock.now() + 5 * DAY
    await record(world.asha, twin.case, Entry("risk", "acceptable", until=until))
    twin.facts.risk = Until(given=True, until=until)


async def _sent(
    service: InProcess,
    world: World,
    twin: Twin,
    ends: tuple[Person, Person],
    *,
    approved: bool = True,
) -> None:
    author, recipient = ends
    facts = twin.facts
    sent = await send_letter(author, LETTER)
    letter = Letter(sent.item, author.id, recipient.id)
    facts.letters.append(letter)
    if approved:
        letter.approved_until = facts.rests_until(letter, service.clock.now())
        await approved_by(world.asha, letter.id)


async def _tell_me(service: InProcess, _world: World, twin: Twin) -> None:
    """Whose job is served by nobody here: the first of every example finds it due."""
    await choosing.choose(twin.harmed, "tell-me")
    twin.facts.choices[twin.harmed.id].append((service.clock.now(), "tell-me", "nothing"))


STEPS: Final[tuple[Callable[[InProcess, World, Twin], Awaitable[None]], ...]] = (
    _begun,
    _chosen,
    _earlier,
    _accepted,
    _opened,
    _first,
    _other_way,
    _accepted,
    _second,
    _third,
    _never,
    _fourth,
    _fifth,
)

"""Somebody without an account is written to: they accept before staff, who hand it over."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from sqlmodel.ext.asyncio.session import AsyncSession

from service.client import assisting, attesting, keeping, receiving, sending
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.practising import Entry, record
from service.correspondence import assisting as spoken
from service.db.declaring import declared
from service.db.statements import Signed
from service.embedded import LocalStack
from service.sealing.encoding import new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import Acceptance, Attestation, Decision
from service.sealing.schemas import Refusal as SignedRefusal
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import LETTER, approved_by, kept_back, offered_letter, opened_text
from tests.factories.answers import blockers_shown, said, slug
from tests.factories.copies import Original, Scene, copied, scene_in
from tests.factories.in_process import InProcess
from tests.factories.pairings import Pairing, Party, paired
from tests.factories.vandal import DECISION, Vandal
from tests.factories.verdicts import export_holds
from tests.factories.world import World, elsewhere

HOUR = 3600


async def _made(service: InProcess, world: World) -> Pairing:
    made = await paired(service, world, {"harmed": False, "responsible": True})
    await made.harmed.chooses("tell-me")
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def unaccounted(stack: LocalStack, original: Original) -> Scene[Pairing]:
    """A case in which the person harmed has no account, made once."""
    return await scene_in(stack, original, "assisted", _made)


@pytest_asyncio.fixture(loop_scope="session")
async def pairing(
    stack: LocalStack, original: Original, unaccounted: Scene[Pairing]
) -> AsyncIterator[Pairing]:
    """A copy of it for one test."""
    made = unaccounted.made
    async with copied(stack, original, unaccounted.tenancy, unaccounted.at) as service:

        def there(party: Party) -> Party:
            device = elsewhere(party.device, service.connect(), service.clock.now)
            return replace(party, device=device)

        world = made.world.over(service.connect, service.clock.now)
        yield Pairing(service, world, there(made.harmed), there(made.responsible))


async def _offered(pairing: Pairing) -> str:
    item = (await sending.send_letter(pairing.responsible.hand, LETTER)).item
    await approved_by(pairing.world.asha, item)
    await pairing.service.serve_outbox()
    return item


async def _accepts(pairing: Pairing, item: str, **rest: int) -> None:
    """She accepts, before Ben."""
    await assisting.accept_for(
        pairing.world.ben,
        pairing.harmed.person,
        item,
        "with-facilitator",
        manner="in-person",
        **rest,
    )


async def test_is_read_to_them_byte_for_byte_and_no_key_was_given_away(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person
    item = await _offered(pairing)
    decision = open_statement(await Vandal(service).statement(item, DECISION), Decision)
    [named] = decision.recipients
    assert (named.person, named.grants) == (her, ())
    before = await look(pairing.responsible.device, item)
    await _accepts(pairing, item, window_s=HOUR)
    await service.serve_outbox()
    assert await assisting.hand_over(world.ben, her, item, "read-aloud") == LETTER
    await assisting.hand_over(world.asha, her, item, "printed")
    assert (await look(world.asha, item)).status == "opened"
    assert await look(pairing.responsible.device, item) == before
    assert await service.value("SELECT count(*) FROM content_grant WHERE holder = 'recipient'") == 0
    counted = await export_holds(world, world.asha, tmp_path)
    assert (counted["offers"], counted["releases"]) == (1, 1)


async def test_what_was_read_to_them_is_held_until_they_ask_for_it_back(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person
    item = await _offered(pairing)
    await _accepts(pairing, item, window_s=HOUR)
    await service.serve_outbox()
    await assisting.hand_over(world.ben, her, item, "read-aloud")
    before = await look(pairing.responsible.device, item)
    with pytest.raises(Refusal) as sole:
        await keeping.keep_for(world.asha, her, item, "hold", manner="phone")
    assert sole.value.facts["field"] == "sole-reader"
    await keeping.keep_for(world.ben, her, item, "hold", manner="phone")
    assert (await look(world.ben, item)).status == "held"
    with pytest.raises(NotPossible):
        await assisting.hand_over(world.ben, her, item, "printed")
    with pytest.raises(Refusal, match="changed"):
        await attesting.deliver(world.ben, world.case, item, her, "printed")
    await keeping.keep_for(world.ben, her, item, "keep", manner="in-person")
    assert await assisting.hand_over(world.ben, her, item, "printed") == LETTER
    await keeping.keep_for(world.ben, her, item, "return", manner="paper")
    with pytest.raises(NotPossible):
        await assisting.hand_over(world.ben, her, item, "printed")
    assert await look(pairing.responsible.device, item) == before
    await export_holds(world, world.ben, tmp_path)


async def test_they_say_no_before_staff_and_ask_for_it_after_all(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person
    item = await _offered(pairing)
    before = await look(pairing.responsible.device, item)
    await _accepts(pairing, item, window_s=HOUR)
    await service.serve_outbox()
    await assisting.decline_for(world.ben, her, item, manner="in-person")
    assert (await look(world.ben, item)).status == "declined"
    assert ("declined", "ask", "recipient") in await blockers_shown(world.ben, item)
    # What was accepted before that is nobody's word any more.
    with pytest.raises(SealingError) as gone:
        await assisting.hand_over(world.ben, her, item, "printed")
    assert gone.value.code is Fault.ACCEPTANCE_MISSING
    await export_holds(world, world.ben, tmp_path)
    service.clock.turn(60)
    await assisting.ask_again_for(world.ben, her, item, manner="phone")
    assert (await look(world.ben, item)).status == "offered"
    await _accepts(pairing, item, window_s=HOUR)
    await service.serve_outbox()
    assert await assisting.hand_over(world.ben, her, item, "read-aloud") == LETTER
    with pytest.raises(Refusal, match="changed"):
        await assisting.decline_for(world.ben, her, item, manner="phone")
    assert await look(pairing.responsible.device, item) == before
    (tmp_path / "case.zip").unlink()
    await export_holds(world, world.ben, tmp_path)


async def test_what_rests_is_offered_once_they_ask_before_staff(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person

    async def asks() -> bool:
        return await assisting.ask_for(world.ben, world.case, her, manner="phone")

    await pairing.harmed.chooses("never")
    item = await _offered(pairing)
    assert (await look(world.ben, item)).status == "approved"
    assert not await asks()
    service.clock.turn(60)
    await pairing.harmed.chooses("only-if-asked")
    await service.serve_outbox()
    assert (await look(world.ben, item)).status == "approved"
    before = await look(pairing.responsible.device, item)
    service.clock.turn(60)
    said_once = await kept_back(world.ben, asks)
    path = f"/cases/{world.case}/people/{her}/asking"
    async with service.http(world.ben.transport._token) as http:
        for _ in "12":
            assert (await http.post(path, json=said_once)).json() == {"waiting": True}
        assert (await look(world.ben, item)).status == "offered"
        # What was asked once brings nothing that was approved afterwards, nor what was refused.
        await assisting.decline_for(world.ben, her, item, manner="phone")
        later = (await sending.send_letter(pairing.responsible.hand, LETTER)).item
        await approved_by(world.asha, later)
        await service.serve_outbox()
        assert (await http.post(path, json=said_once)).json() == {"waiting": False}
    assert (await look(world.ben, later)).status == "approved"
    [entry, *_] = await service.trail(world.case, "person.asked")
    assert her in entry["entry"]
    assert world.ben.id in entry["entry"]
    assert await look(pairing.responsible.device, item) == before
    await export_holds(world, world.ben, tmp_path)


async def test_that_they_asked_is_shown_to_nobody_else_and_keeps_nobody_from_reading(
    pairing: Pairing, tmp_path: Path
) -> None:
    service, world, him = pairing.service, pairing.world, pairing.responsible
    await him.chooses("tell-me")
    ben = world.ben
    assert not await assisting.ask_for(ben, world.case, pairing.harmed.person, manner="phone")
    service.clock.turn(30)
    item = (await sending.send_letter(pairing.harmed.hand, LETTER)).item
    # Whoever took it down may be the only one who reads what passes between the two.
    await approved_by(ben, item)
    await service.serve_outbox()
    for device, count in ((him.device, 0), (ben, 1)):
        shown = (await device.transport.get(f"/items/{item}/evidence"))["attestations"]
        acts = [open_statement(Statement.from_wire(one), Attestation).act for one in shown]
        assert acts.count("asking") == count
    await receiving.accept(him.device, item, "read")
    await service.serve_outbox()
    assert await opened_text(him.device, item) == LETTER
    # Of what was approved already he may take down the same again.
    service.clock.turn(30)
    await assisting.ask_for(ben, world.case, pairing.harmed.person, manner="phone")
    await export_holds(world, world.asha, tmp_path)


async def test_no_and_asking_are_of_just_this_person_and_moment_and_attested(
    pairing: Pairing, service: InProcess, world: World
) -> None:
    there, ben, her = pairing.service, pairing.world.ben, pairing.harmed.person
    item = await _offered(pairing)
    no = await kept_back(ben, lambda: assisting.decline_for(ben, her, item, manner="phone"))
    honest = open_statement(Statement.from_wire(no["refusal"]), SignedRefusal)
    again = await kept_back(ben, lambda: assisting.ask_again_for(ben, her, item, manner="phone"))
    case = pairing.world.case
    anything = await kept_back(ben, lambda: assisting.ask_for(ben, case, her, manner="phone"))
    refusing, asking = f"/items/{item}/spoken-refusal", f"/items/{item}/spoken-asking"
    for_anything = f"/cases/{case}/people/{her}/asking"
    async with there.http(ben.transport._token) as http:
        for lie in (
            replace(honest, person=pairing.responsible.person),
            replace(honest, item=new_id()),
            replace(honest, at=honest.at - 1),
            replace(honest, decisions=(bytes(32),)),
        ):
            wire = {"refusal": sign(lie, ben.keys.sign_seed).to_wire()}
            assert slug(await http.post(refusing, json=no | wire)) == "invalid"
        # An attestation of one act is none of another.
        swapped = no | {"attestation": again["attestation"]}
        assert slug(await http.post(refusing, json=swapped)) == "invalid"
        assert slug(await http.post(asking, json=anything)) == "invalid"
        assert slug(await http.post(for_anything, json=again)) == "invalid"
        other = f"/cases/{case}/people/{pairing.responsible.person}/asking"
        assert slug(await http.post(other, json=anything)) == "invalid"
        assert [(await http.post(refusing, json=no)).status_code for _ in "12"] == [200, 200]
        assert [(await http.post(asking, json=again)).status_code for _ in "12"] == [200, 200]
        # Neither the no nor the asking that it answered holds a second time.
        assert slug(await http.post(refusing, json=no)) == "conflict"
        there.clock.turn(60)
        await assisting.decline_for(ben, her, item, manner="in-person")
        assert slug(await http.post(asking, json=again)) == "conflict"
    assert (await look(ben, item)).status == "declined"
    async with there.http(pairing.world.asha.transport._token) as http:
        assert slug(await http.post(refusing, json=no)) == "invalid", "another's word"
        assert slug(await http.post(for_anything, json=anything)) == "invalid", "another's word"
    async with there.http(pairing.world.administrator.transport._token) as http:
        nowhere = await http.post(f"/cases/{new_id()}/people/{her}/asking", json=anything)
        assert said(await http.post(for_anything, json=anything)) == said(nowhere)
    # Whoever has keys says it themselves.
    own = await offered_letter(service, world)
    for act in (
        lambda: assisting.decline_for(world.ben, world.harmed.id, own, manner="phone"),
        lambda: assisting.ask_for(world.ben, world.case, world.harmed.id, manner="phone"),
    ):
        with pytest.raises(Refusal) as refused:
            await act()
        assert refused.value.slug == "forbidden"


async def test_is_asked_for_once_by_two_of_the_same_at_once(
    pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben, her, case = pairing.world.ben, pairing.harmed.person, pairing.world.case
    item = await _offered(pairing)
    await assisting.decline_for(ben, her, item, manner="in-person")
    free: list[object] = []

    async def looked(session: AsyncSession, signed: Signed) -> bool:
        """Note whether anybody else could take the case now: then the answer would not hold."""
        query = "SELECT id FROM case_file WHERE id = $1 FOR UPDATE SKIP LOCKED"
        free.append(await pairing.service.rows(query, case))
        return await declared(session, signed)

    monkeypatch.setattr(spoken, "declared", looked)
    pairing.service.clock.turn(60)
    await assisting.ask_again_for(ben, her, item, manner="phone")
    pairing.service.clock.turn(60)
    await assisting.ask_for(ben, case, her, manner="phone")
    assert free == [[], []]


async def test_whoever_read_it_alone_does_not_take_their_word_for_it(pairing: Pairing) -> None:
    item = await _offered(pairing)
    with pytest.raises(Refusal) as refused:
        await assisting.accept_for(
            pairing.world.asha, pairing.harmed.person, item, "on-paper", manner="phone"
        )
    assert (refused.value.slug, refused.value.facts["field"]) == ("conflict", "sole-reader")


async def test_nothing_is_handed_over_before_its_time_or_while_something_is_in_the_way(
    pairing: Pairing,
) -> None:
    service, world, her = pairing.service, pairing.world, pairing.harmed.person
    item = await _offered(pairing)
    with pytest.raises(SealingError) as early:
        await assisting.hand_over(world.ben, her, item, "printed")
    assert early.value.code is Fault.ACCEPTANCE_MISSING
    await _accepts(pairing, item, from_=service.clock.now() + 60, window_s=HOUR)
    await service.serve_outbox()
    assert ("before-window", "wait", "service") in await blockers_shown(world.asha, item)
    with pytest.raises(SealingError) as early:
        await assisting.hand_over(world.ben, her, item, "printed")
    assert early.value.code is Fault.OUTSIDE_WINDOW
    service.clock.turn(60)
    await service.serve_outbox()
    await record(world.ben, world.case, Entry("proceedings", "live"))
    with pytest.raises(Refusal) as shut:
        await assisting.hand_over(world.ben, her, item, "printed")
    assert shut.value.facts["blockers"] == "proceedings-live"
    assert (await look(world.ben, item)).status == "released"


async def test_is_of_just_this_person_item_and_moment_and_by_a_reader(
    pairing: Pairing, service: InProcess, world: World
) -> None:
    there, ben, item = pairing.service, pairing.world.ben, await _offered(pairing)
    body = await kept_back(ben, lambda: _accepts(pairing, item))
    honest = open_statement(Statement.from_wire(body["acceptance"]), Acceptance)
    lies = {
        "person": replace(honest, person=pairing.responsible.person),
        "item": replace(honest, item=new_id()),
        "moment": replace(honest, accepted=honest.accepted - 1),
        "medium": replace(honest, medium="read"),
    }
    path = f"/items/{item}/spoken-acceptance"
    async with there.http(ben.transport._token) as http:
        for lie in lies.values():
            wire = {"acceptance": sign(lie, ben.keys.sign_seed).to_wire()}
            assert slug(await http.post(path, json=body | wire)) == "invalid"
        assert (await http.post(path, json={"acceptance": body["acceptance"]})).status_code == 422
    async with there.http(pairing.world.asha.transport._token) as http:
        assert slug(await http.post(path, json=body)) == "invalid", "another's word"
    async with there.http(pairing.harmed.device.transport._token) as http:
        nowhere = await http.post(f"/items/{new_id()}/spoken-acceptance", json=body)
        assert said(await http.post(path, json=body)) == said(nowhere)
    assert (await look(ben, item)).status == "offered"
    async with there.http(ben.transport._token) as http:
        assert [(await http.post(path, json=body)).status_code for _ in "12"] == [200, 200]
    assert len(await there.trail(pairing.world.case, "item.accepted")) == 1
    assert len(await there.trail(pairing.world.case, "act.attested")) >= 1
    # Whoever has keys accepts for themselves.
    other = await offered_letter(service, world)
    async with service.http(world.ben.transport._token) as http:
        answer = await http.post(f"/items/{other}/spoken-acceptance", json=body)
    assert slug(answer) == "forbidden"

"""Somebody in custody is moved: liaisons of the first prison act for them no longer, others do.

What the first sent before the move still arrives, and whoever uploaded nothing reviews it.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from service.client import recalling, receiving, sending
from service.client.errors import Refusal, Unreachable
from service.client.items import item as look
from service.client.items import items
from service.client.mandates import mandates
from service.client.organisation import publish_roster
from service.client.organisation_teams import found_team
from service.client.person import Person
from service.sealing.container import CHUNK
from service.sealing.encoding import new_id
from service.sealing.errors import SealingError
from service.sealing.evidence import Evidence
from service.sealing.schemas import CaseStatement, Mandate, Manifest
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.verify_case import verify_case
from service.sealing.verify_item import verify_submitted
from tests.factories.acts import approved_by, kept_back, opened_text
from tests.factories.answers import said, slug
from tests.factories.links import as_large_as_may_be
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.prisons import Custody, Prison
from tests.factories.verdicts import export_holds

BEFORE, AFTER = b"Written in the first prison.", b"Written in the second."
FILM = bytes(range(251)) * (40 * CHUNK // 251)


async def _check_shut_out(there: Custody, person: Person, item: str) -> None:
    rendition = await there.service.value("SELECT id FROM rendition WHERE item_id = $1", item)
    async with there.service.http(person.transport._token) as http:
        nothing = said(await http.get(f"/items/{new_id()}"))
        for path in (
            f"/items/{item}",
            f"/items/{item}/evidence",
            f"/renditions/{rendition}",
            f"/renditions/{rendition}/table",
            f"/renditions/{rendition}/slices/0",
            f"/cases/{there.world.case}",
        ):
            assert said(await http.get(path)) == nothing, path
    assert await items(person) == []
    assert await mandates(person) == []


async def _read(there: Custody, item: str) -> bytes:
    await there.service.serve_outbox()
    await receiving.accept(there.world.harmed, item, "read")
    await there.service.serve_outbox()
    return await opened_text(there.world.harmed, item)


async def test_the_second_prison_goes_on_and_the_first_finds_nothing_there(
    there: Custody, tmp_path: Path
) -> None:
    case, old, new = there.world.case, there.hand(there.first), there.hand(there.second)
    assert [(one.case, one.person) for one in await mandates(old.device)] == [(case, there.author)]
    assert await mandates(new.device) == []
    approved = (await sending.send_letter(old, BEFORE)).item
    await approved_by(there.world.asha, approved)
    waiting = (await sending.send_letter(old, BEFORE)).item
    drafted = await kept_back(old.device, lambda: sending.send_letter(old, BEFORE))
    async with there.service.http(old.device.transport._token) as http:
        made = await http.post(f"/cases/{case}{old.place}/items", json=drafted)
        assert made.status_code == 201
        await there.moved()
        gone = [
            await http.post(f"/cases/{case}{old.place}/items", json=drafted),
            await http.put(f"/renditions/{drafted['upload']['rendition']}/slices/0", content=b""),
        ]
        assert [slug(one) for one in gone] == ["not-found", "not-found"]
    for item in (approved, waiting):
        await _check_shut_out(there, old.device, item)
    with pytest.raises(Refusal, match="nothing here"):
        await sending.send_letter(old, BEFORE)

    assert (await look(new.device, approved)).status == "with_facilitator"
    later = (await sending.send_letter(new, AFTER)).item
    for item in (waiting, later):
        await approved_by(there.world.ben, item)
    assert await _read(there, approved) == BEFORE
    assert await _read(there, waiting) == BEFORE
    assert await _read(there, later) == AFTER
    await _check_shut_out(there, old.device, approved)
    counted = await export_holds(there.world, there.world.asha, tmp_path)
    assert (counted["items"], counted["openings"]) == (3, 3)


async def test_a_letter_dated_back_by_the_first_prison_is_believed_by_no_device(
    there: Custody,
) -> None:
    first, ben = there.first.liaisons[0], there.world.ben
    item = (await sending.send_letter(there.hand(there.first), BEFORE)).item
    await there.moved()
    shown = Evidence.from_wire(await ben.transport.get(f"/items/{item}/evidence"))
    assert shown.manifest is not None
    manifest = open_statement(shown.manifest, Manifest)
    submitted = verify_submitted(verify_case(shown, ben.pins), shown, item)
    assert submitted.involved == {one.id for one in there.first.liaisons}
    forged = sign(replace(manifest, created=manifest.created - 60), first.keys.sign_seed)
    # Whoever owns the server shows what the trail does not hold, or hides where it stood.
    for evidence in (replace(shown, manifest=forged), replace(shown, heads=())):
        with pytest.raises(SealingError) as device:
            verify_submitted(verify_case(evidence, ben.pins), evidence, item)
        assert device.value.code == "signer-removed"


async def test_what_the_first_prison_sent_can_be_taken_back_from_the_second(
    there: Custody, tmp_path: Path
) -> None:
    item = (await sending.send_letter(there.hand(there.first), BEFORE)).item
    await approved_by(there.world.asha, item)
    await there.service.serve_outbox()
    await there.moved()
    await recalling.recall(there.second.liaisons[0], item)
    with pytest.raises(SealingError) as device:
        await receiving.accept(there.world.harmed, item, "read")
    assert device.value.code == "item-recalled"
    await export_holds(there.world, there.world.asha, tmp_path)


async def test_a_colleague_goes_on_with_a_recording_that_broke_off(
    there: Custody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, colleague = there.hand(there.first), there.hand(there.first, 1)
    film = tmp_path / "film"
    film.write_bytes(FILM)
    put, safe = hand.device.transport.put_bytes, asyncio.Event()

    async def breaking(path: str, content: bytes, *, repeat: bool = True) -> None:
        if not path.endswith("/0"):
            await safe.wait()
            raise Unreachable
        await put(path, content, repeat=repeat)
        safe.set()

    monkeypatch.setattr(sending, "chunks_per_slice", as_large_as_may_be)
    monkeypatch.setattr(hand.device.transport, "put_bytes", breaking)
    monkeypatch.setattr(hand.device.transport, "_patience_s", 0)
    with pytest.raises(Unreachable):
        await sending.send_recording(hand, film, kind="recorded_message")
    [begun] = await items(colleague.device, "author")
    sent = await sending.resume_upload(colleague, begun.id, film)
    worker = await MediaHands(there.service, there.world).sign_in()
    await worker.hand_in(await worker.start(await worker.job_of(sent.item)))
    await there.moved()
    await approved_by(there.world.ben, sent.item)
    assert await _read(there, sent.item) == MADE
    await export_holds(there.world, there.world.asha, tmp_path)


async def test_whoever_uploaded_it_or_could_have_never_claims_it(
    there: Custody,
) -> None:
    item = (await sending.send_letter(there.hand(there.first), BEFORE)).item
    kept = await there.service.rows("SELECT person::text FROM author_side WHERE item_id = $1", item)
    assert {row[0] for row in kept} == {one.id for one in there.first.liaisons}
    colleague = there.first.liaisons[1]
    # One of them is a facilitator of the case as well, as in a small agency.
    await there.service.rows(
        "UPDATE account SET roles = '{facilitator,liaison}' WHERE id = $1", colleague.id
    )
    await there.service.rows(
        "INSERT INTO team_member VALUES ($1, $2, $3)",
        there.world.case,
        colleague.id,
        there.world.org,
    )
    async with there.service.http(colleague.transport._token) as http:
        assert slug(await http.post(f"/items/{item}/claim")) == "forbidden"


async def test_a_mandate_is_for_its_time_and_by_the_case_s_own_facilitator(
    there: Custody, tmp_path: Path
) -> None:
    asha, hand = there.world.asha, there.hand(there.first)
    honest = await kept_back(asha, there.moved)
    body = open_statement(Statement.from_wire(honest["mandate"]), Mandate)
    stated = open_statement(Statement.from_wire(honest["case_statement"]), CaseStatement)
    path = f"/cases/{there.world.case}/mandates"

    def wire(changed: Mandate, seed: bytes) -> dict[str, object]:
        given = sign(changed, seed)
        people = tuple(
            replace(one, certificate=given.digest) if one.person == changed.person else one
            for one in stated.people
        )
        case = sign(replace(stated, people=people), seed)
        return {"mandate": given.to_wire(), "case_statement": case.to_wire()}

    seed = asha.keys.sign_seed
    lies = {
        "another organisation": replace(body, org=new_id()),
        "another case": replace(body, case=new_id()),
        "one that is over": replace(body, until=there.service.clock.now()),
        "no team": replace(body, team=bytes(32)),
        "nobody of the case": replace(body, person=new_id()),
        "somebody with an account": replace(body, person=there.world.harmed.id),
    }
    async with there.service.http(asha.transport._token) as http:
        for name, lie in lies.items():
            answer = await http.post(path, json=wire(lie, seed))
            assert slug(answer) in {"invalid", "conflict"}, name
        forged = await http.post(path, json=wire(body, there.world.ben.keys.sign_seed))
        assert slug(forged) == "invalid"
    async with there.service.http(hand.device.transport._token) as http:
        assert slug(await http.post(path, json=honest)) == "forbidden"
    item = (await sending.send_letter(hand, BEFORE)).item
    # The end comes while a liaison is signed in.
    await there.service.rows(
        "UPDATE case_person SET mandate_until = $1 WHERE person = $2",
        there.service.clock.now() - 1,
        there.author,
    )
    await _check_shut_out(there, hand.device, item)
    await export_holds(there.world, asha, tmp_path)


async def test_a_team_that_is_not_of_liaisons_is_mandated_by_nobody(there: Custody) -> None:
    await found_team(there.world.ben, "duty", [])
    published = await publish_roster(there.world.administrator, there.world.root)
    duty = next(one for one in published.teams if one not in {there.first.team, there.second.team})
    with pytest.raises(Refusal) as refused:
        await replace(there, second=Prison((), duty)).moved()
    assert refused.value.facts["reason"] == "mandate-team"
    await there.moved()

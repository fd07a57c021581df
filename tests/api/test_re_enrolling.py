"""Re-enrolment: who may vouch for whose new keys, what waits meanwhile, and what nobody may do."""

import json
from dataclasses import replace
from typing import Any

import pytest

from service.client import receiving, sending
from service.client.cases import certify_replied
from service.client.errors import Refusal
from service.client.invitations import Invitation
from service.client.organisation import publish_roster, re_invite_staff
from service.client.person import Person
from service.client.re_enrolling import re_enrol, vouch, waiting
from service.client.reviewing import claim, review
from service.client.signing_in import sign_in
from service.sealing.encoding import b64, new_id
from service.sealing.enrolment import enrolment_secrets
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import PersonKeys
from service.sealing.schemas import ReEnrolment, Regrant
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import LETTER, approved_by, kept_back, opened_text, released_letter
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess, capturing
from tests.factories.new_keys import answered, asked, on_new_device
from tests.factories.world import Neighbours, World, enrolled


def _shown(invitation: Invitation) -> dict[str, Any]:
    secrets = enrolment_secrets(invitation.code, invitation.login)
    return {"login": invitation.login, "enrol_token": b64(secrets.token)}


async def _rows(person: Person, case: str) -> list[dict[str, Any]]:
    return list((await person.transport.get(f"/cases/{case}/re-enrolments"))["rows"])


class TestACode:
    async def test_that_is_spent_or_ended_by_another_gets_the_one_answer(
        self, service: InProcess, world: World
    ) -> None:
        ended = await re_enrol(world.asha, world.case, world.harmed.id)
        spent = await re_enrol(world.ben, world.case, world.harmed.id)
        await enrolled(service.connect, spent, service.clock.now)
        async with service.http() as http:
            wrong = [
                await http.post("/enrolments/open", json=body)
                for body in (
                    _shown(ended),
                    _shown(spent),
                    _shown(spent) | {"enrol_token": b64(bytes(32))},
                    _shown(spent) | {"login": world.credentials["harmed"].login},
                    _shown(spent) | {"login": "zzzz-9999"},
                )
            ]
        assert slug(wrong[0]) == "enrolment-refused"
        assert all(said(answer) == said(wrong[0]) for answer in wrong)
        begun = await service.trail(world.case, "person.re-enrolment-begun")
        assert [world.harmed.id in row["entry"] for row in begun] == [True, True]

    async def test_is_for_one_who_is_certified_in_this_very_case(
        self, world: World, neighbours: Neighbours
    ) -> None:
        kept = await kept_back(
            world.asha, lambda: re_enrol(world.asha, world.case, world.harmed.id)
        )
        with pytest.raises(SealingError) as nobody:
            await re_enrol(world.asha, world.case, neighbours.harmed.id)
        assert nobody.value.code is Fault.CERTIFICATE_INVALID
        for person in (world.harmed, world.administrator):
            with pytest.raises(Refusal) as refused:
                await person.transport.post("/invitations", kept)
            assert refused.value.slug == "forbidden"

    async def test_cannot_be_answered_by_the_service_itself(
        self, service: InProcess, world: World
    ) -> None:
        await answered(service, world, world.harmed.id)
        reply = await service.value("SELECT reply FROM invitation WHERE state = 'replied'")
        box = b64(PersonKeys.generate().box_public).encode()
        start = reply.index(b'"box":"') + 7
        await service.rows(
            "UPDATE invitation SET reply = $1 WHERE state = 'replied'",
            reply[:start] + box + reply[start + len(box) :],
        )
        with pytest.raises(SealingError) as refused:
            await certify_replied(world.asha, world.case)
        assert refused.value.code is Fault.REPLY_MAC
        assert await _rows(world.asha, world.case) == []


class TestNewKeys:
    async def test_wait_where_the_team_can_see_who_asks_for_whom(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        await asked(service, world, world.harmed.id)
        (seen,) = await waiting(world.ben, world.case)
        again = await certify_replied(world.asha, world.case)
        assert (again.people, again.waiting) == ((), (world.harmed.id,))
        assert (seen.person, seen.asked_by) == (world.harmed.id, world.asha.id)
        assert len(await _rows(world.harmed, world.case)) == 1
        assert await _rows(world.responsible, world.case) == []
        for stranger in (neighbours.harmed, neighbours.stranger, world.administrator):
            with pytest.raises(Refusal) as refused:
                await _rows(stranger, world.case)
            assert refused.value.slug == "not-found"
            for body in ({}, {"re_enrolment": None}):
                with pytest.raises(Refusal) as nothing:
                    await stranger.transport.post(
                        f"/re-enrolments/{seen.re_enrolment}/vouchers", body
                    )
                assert nothing.value.slug == "not-found"
        noted = await service.trail(world.case, "person.re-enrolment-asked")
        assert [world.asha.id in row["entry"] for row in noted] == [True]

    async def test_are_not_vouched_for_twice_by_one_reader_nor_by_anothers_word(
        self, service: InProcess, world: World
    ) -> None:
        await asked(service, world, world.harmed.id)
        (row,) = await _rows(world.ben, world.case)
        path = f"/re-enrolments/{row['re_enrolment']}/vouchers"
        kept = await kept_back(world.ben, lambda: vouch(world.ben, world.case, world.harmed.id))
        word = open_statement(Statement.from_wire(kept["re_enrolment"]), ReEnrolment)

        def by(signer: Person, /, **lie: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
            return sign(replace(word, **lie), signer.keys.sign_seed).to_wire()

        first = open_statement(Statement.from_wire(row["by_reader"]), ReEnrolment)
        for person, body, expected in (
            (world.asha, kept | {"re_enrolment": by(world.asha)}, "conflict"),
            (world.asha, kept | {"re_enrolment": None}, "conflict"),
            (world.ben, kept | {"re_enrolment": by(world.asha)}, "invalid"),
            (world.ben, kept | {"re_enrolment": None}, "conflict"),
            (world.ben, kept | {"re_enrolment": by(world.ben, issued=first.issued)}, "conflict"),
            (world.ben, kept | {"re_enrolment": by(world.ben, person=new_id())}, "invalid"),
            (world.ben, kept | {"re_enrolment": by(world.ben, previous=bytes(32))}, "invalid"),
            (world.ben, kept | {"re_enrolment": by(world.ben, certificate=bytes(32))}, "invalid"),
            (world.ben, kept | {"case_statement": None}, "invalid"),
            (world.responsible, {"re_enrolment": by(world.responsible)}, "not-found"),
            (world.harmed, {"re_enrolment": by(world.responsible)}, "invalid"),
        ):
            with pytest.raises(Refusal) as refused:
                await person.transport.post(path, body)
            assert refused.value.slug == expected, body
        assert await service.trail(world.case, "person.re-enrolled") == []
        await world.ben.transport.post(path, kept)
        assert len(await service.trail(world.case, "person.re-enrolled")) == 2
        with pytest.raises(Refusal) as done:
            await world.ben.transport.post(path, kept)
        assert done.value.slug == "not-found"

    async def test_that_the_service_made_up_are_vouched_for_by_nobody(
        self, service: InProcess, world: World
    ) -> None:
        await asked(service, world, world.harmed.id)
        (row,) = await _rows(world.ben, world.case)
        honest = Statement.from_wire(row["certificate"])
        forged = sign(honest.body, PersonKeys.generate().sign_seed)
        await service.rows("UPDATE re_enrolment SET certificate = $1", _stored(forged))
        with pytest.raises(SealingError) as refused:
            await vouch(world.ben, world.case, world.harmed.id)
        assert refused.value.code is Fault.CERTIFICATE_INVALID

    async def test_are_no_first_enrolment(self, service: InProcess, world: World) -> None:
        await answered(service, world, world.harmed.id)
        kept = await kept_back(world.asha, lambda: certify_replied(world.asha, world.case))
        (invitation,) = [
            one["invitation"]
            async for one in world.asha.transport.rows("/invitations", state="replied")
        ]
        newest = (await world.asha.transport.get(f"/cases/{world.case}"))["case_statements"][-1]
        with pytest.raises(Refusal) as refused:
            await world.asha.transport.post(
                f"/invitations/{invitation}/certificate",
                {"certificate": kept["certificate"], "case_statement": newest},
            )
        assert refused.value.slug == "invalid"


def _stored(statement: Statement) -> bytes:
    return json.dumps(statement.to_wire()).encode()


class TestARegrant:
    async def test_hands_on_no_more_than_was_given_and_to_nobody_else(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await released_letter(service, world)
        new = await asked(service, world, world.harmed.id)
        sent = capturing(world.ben, monkeypatch)
        await vouch(world.ben, world.case, world.harmed.id)
        path = f"/items/{item}/regrants"
        kept = sent[path]
        honest = open_statement(Statement.from_wire(kept["regrant"]), Regrant)
        for lie, expected in (
            ({"decision": bytes(32)}, "invalid"),
            ({"person": world.responsible.id}, "invalid"),
            ({"old_key": bytes(32)}, "invalid"),
            ({"new_key": world.responsible.identity.box_public}, "conflict"),
            ({"certificate": bytes(32)}, "conflict"),
            ({"grants": ()}, "invalid"),
            ({"at": honest.at + 1}, "conflict"),
            ({"item": new_id()}, "invalid"),
        ):
            false = sign(replace(honest, **lie), world.ben.keys.sign_seed).to_wire()
            with pytest.raises(Refusal) as refused:
                await world.ben.transport.post(path, kept | {"regrant": false})
            assert refused.value.slug == expected, lie
        again = sign(replace(honest, at=honest.at + 1), world.ben.keys.sign_seed).to_wire()
        with pytest.raises(Refusal) as anothers:
            await world.asha.transport.post(path, kept | {"regrant": again})
        assert anothers.value.slug == "invalid"
        for person in (world.responsible, world.administrator):
            with pytest.raises(Refusal) as hidden:
                await person.transport.post(path, kept)
            assert hidden.value.slug == "not-found"
        await world.ben.transport.post(path, kept)
        assert len(await service.trail(world.case, "item.regranted")) == 1
        # Its keys leave the service by the same rule as ever: after a signed opening.
        harmed = await on_new_device(service, new)
        service.clock.turn(60)
        await receiving.accept(harmed, item, "read")
        before = await harmed.transport.get(f"/items/{item}/evidence")
        assert before["regrants"]
        assert before["grants"] == []
        assert await opened_text(harmed, item) == LETTER


class TestAMemberOfStaff:
    async def test_with_new_keys_is_out_with_the_old_and_needs_the_teams_next_version(
        self, service: InProcess, world: World
    ) -> None:
        read = await released_letter(service, world)
        waits = (await sending.send_letter(world.responsible, LETTER)).item
        invitation = await re_invite_staff(world.administrator, world.ben.id)
        new = await enrolled(service.connect, invitation, service.clock.now)
        assert (await claim(world.ben, waits)).id == waits, "nothing has changed for him yet"
        await publish_roster(world.administrator, world.root)
        with pytest.raises(Refusal) as ended:
            await claim(world.ben, waits)
        assert ended.value.slug == "session-missing"
        old = world.credentials["ben"]
        with pytest.raises(Refusal) as refused:
            await sign_in(service.connect(), old.login, old.passphrase)
        assert refused.value.slug == "sign-in-refused"
        ben = await sign_in(service.connect(), new.login, new.passphrase, clock=service.clock.now)
        assert ben.id == world.ben.id
        assert ben.me.roles == ("facilitator",)
        # The team's key is sealed to his old one; a colleague has to make the next version.
        await claim(ben, waits)
        with pytest.raises(SealingError) as missing:
            await review(ben, waits)
        assert missing.value.code is Fault.TEAM_KEY_MISSING
        service.clock.turn(31 * 60)
        asha = await sign_in(
            service.connect(),
            world.credentials["asha"].login,
            world.credentials["asha"].passphrase,
            clock=service.clock.now,
        )
        await approved_by(asha, waits)
        harmed = await sign_in(
            service.connect(),
            world.credentials["harmed"].login,
            world.credentials["harmed"].passphrase,
            clock=service.clock.now,
        )
        assert await opened_text(harmed, read) == LETTER

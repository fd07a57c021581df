"""Enrolling by code: a code is spent once, and whatever is wrong with one gets the same answer."""

import asyncio
from typing import Any

import pytest

from service.client.cases import certify_replied, invite_participant
from service.client.errors import Refusal
from service.client.invitations import Invitation
from service.client.organisation import invite_staff
from service.client.signing_in import sign_in
from service.sealing.encoding import b64, new_id
from service.sealing.enrolment import enrolment_secrets
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess, capturing
from tests.factories.world import Neighbours, World, enrolled


async def _invited(world: World) -> Invitation:
    return await invite_participant(world.asha, world.case, "harmed")


def _shown(invitation: Invitation, code: str | None = None) -> dict[str, Any]:
    secrets = enrolment_secrets(code or invitation.code, invitation.login)
    return {"login": invitation.login, "enrol_token": b64(secrets.token)}


class TestACode:
    async def test_that_is_wrong_spent_expired_or_unknown_gets_one_answer(
        self, service: InProcess, world: World
    ) -> None:
        spent, lasting = await _invited(world), await _invited(world)
        await enrolled(service.connect, spent, service.clock.now)
        async with service.http() as http:
            right = await http.post("/enrolments/open", json=_shown(lasting))
            wrong = [
                await http.post("/enrolments/open", json=body)
                for body in (
                    _shown(spent),
                    _shown(lasting) | {"enrol_token": b64(bytes(32))},
                    _shown(lasting) | {"login": "zzzz-9999"},
                    _shown(lasting) | {"login": spent.login},
                    _shown(lasting) | {"login": world.credentials["harmed"].login},
                )
            ]
            service.clock.turn(14 * 24 * 3600)
            wrong.append(await http.post("/enrolments/open", json=_shown(lasting)))
        assert right.status_code == 200
        assert slug(wrong[0]) == "enrolment-refused"
        assert all(said(answer) == said(wrong[0]) for answer in wrong)

    async def test_refused_to_somebody_is_on_the_cases_trail(
        self, service: InProcess, world: World
    ) -> None:
        invitation = await _invited(world)
        async with service.http() as http:
            await http.post(
                "/enrolments/open", json=_shown(invitation) | {"enrol_token": b64(bytes(32))}
            )
        await service.sweep()
        kept = await service.trail(world.case, "enrolment.refused")
        assert [invitation.invitation in row["entry"] for row in kept] == [True]

    async def test_is_spent_by_one_of_two_who_answer_at_once(
        self, service: InProcess, world: World
    ) -> None:
        invitation = await _invited(world)
        outcomes = await asyncio.gather(
            *(enrolled(service.connect, invitation, service.clock.now) for _ in range(2)),
            return_exceptions=True,
        )
        refused = [one for one in outcomes if isinstance(one, Refusal)]
        assert [one.slug for one in refused] == ["enrolment-refused"]
        assert len((await certify_replied(world.asha, world.case)).people) == 1

    async def test_shows_the_case_as_its_inviter_offered_it(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http() as http:
            shown = (await http.post("/enrolments/open", json=_shown(await _invited(world)))).json()
        case = await world.asha.transport.get(f"/cases/{world.case}")
        assert shown["case_statement"] == case["case_statements"][-1]
        assert shown["team"] == case["team"]


class TestAnInvitation:
    async def test_of_staff_is_the_administrators_alone(self, world: World) -> None:
        await invite_staff(world.administrator, "supervisor")
        with pytest.raises(Refusal) as refused:
            await invite_staff(world.asha, "supervisor")
        assert refused.value.slug == "forbidden"

    async def test_to_a_case_is_its_teams_alone(
        self,
        service: InProcess,
        world: World,
        neighbours: Neighbours,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        sent = capturing(world.asha, monkeypatch)
        await invite_participant(world.asha, world.case, "harmed")
        again = sent["/invitations"] | {"invitation": new_id(), "person": new_id()}
        async with service.http(world.asha.transport._token) as http:
            changed = await http.post("/invitations", json=again)
            elsewhere = await http.post("/invitations", json=again | {"case": neighbours.case})
        assert slug(changed) == "invalid"
        assert slug(elsewhere) == "forbidden"

    async def test_is_listed_to_its_maker_alone(self, world: World) -> None:
        invitation = await _invited(world)
        mine = [row["invitation"] async for row in world.asha.transport.rows("/invitations")]
        theirs = [row["invitation"] async for row in world.ben.transport.rows("/invitations")]
        assert invitation.invitation in mine
        assert invitation.invitation not in theirs

    async def test_lets_nobody_act_before_they_are_certified(
        self, service: InProcess, world: World
    ) -> None:
        who = await enrolled(service.connect, await _invited(world), service.clock.now)
        waiting = await sign_in(
            service.connect(), who.login, who.passphrase, clock=service.clock.now
        )
        assert waiting.me.state == "waiting"
        with pytest.raises(Refusal) as refused:
            await waiting.transport.get("/items")
        assert refused.value.slug == "forbidden"
        await certify_replied(world.asha, world.case)
        assert (await waiting.refresh()).state == "certified"
        assert (await waiting.transport.get("/items"))["rows"] == []


class TestACertificate:
    async def test_is_the_inviters_to_give(self, service: InProcess, world: World) -> None:
        invitation = await _invited(world)
        await enrolled(service.connect, invitation, service.clock.now)
        case = await world.ben.transport.get(f"/cases/{world.case}")
        body = {
            "certificate": case["certificates"][0],
            "case_statement": case["case_statements"][-1],
        }
        async with service.http(world.ben.transport._token) as http:
            theirs = await http.post(f"/invitations/{invitation.invitation}/certificate", json=body)
            none = await http.post(f"/invitations/{new_id()}/certificate", json=body)
        assert slug(theirs) == "not-found"
        assert said(theirs) == said(none)

    async def test_names_the_keys_that_answered_the_code(
        self, service: InProcess, world: World
    ) -> None:
        invitation = await _invited(world)
        await enrolled(service.connect, invitation, service.clock.now)
        case = await world.asha.transport.get(f"/cases/{world.case}")
        # The certificate of somebody else on the case, signed by the right facilitator.
        body = {
            "certificate": case["certificates"][0],
            "case_statement": case["case_statements"][-1],
        }
        async with service.http(world.asha.transport._token) as http:
            answer = await http.post(f"/invitations/{invitation.invitation}/certificate", json=body)
        assert slug(answer) == "invalid"
        assert answer.json()["reason"] == "certificate-invalid"
        certified = await certify_replied(world.asha, world.case)
        assert invitation.person in certified.people

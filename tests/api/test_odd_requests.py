"""Requests that no client of ours would make: none may borrow, bend or break anything."""

import asyncio
from typing import Any

import pytest

from service.api import guards
from service.client.cases import invite_participant
from service.sealing.encoding import b64, new_id, unb64
from service.sealing.enrolment import enrolment_secrets, make_reply, reply_mac
from service.sealing.keys import PersonKeys
from tests.factories.acts import opened_text, released_letter
from tests.factories.answers import slug
from tests.factories.in_process import InProcess
from tests.factories.world import World

ROOT = "http://gobetween.invalid"


async def _replied(service: InProcess, world: World, sign: bytes, box: bytes) -> Any:  # noqa: ANN401
    invitation = await invite_participant(world.asha, world.case, "harmed")
    secrets = await asyncio.to_thread(enrolment_secrets, invitation.code, invitation.login)
    shown = {"login": invitation.login, "enrol_token": b64(secrets.token)}
    async with service.http() as http:
        offer = unb64((await http.post("/enrolments/open", json=shown)).json()["offer"])
        reply = make_reply(offer, sign, box)
        way = {
            "kind": "passphrase",
            "profile": "participant-1",
            "salt": b64(bytes(16)),
            "login_token": b64(bytes(32)),
            "wrapped": b64(bytes(72)),
        }
        body = {
            "reply": b64(reply),
            "mac": b64(reply_mac(reply, secrets.reply_key)),
            "vault": b64(bytes(128)),
            "ways": [way],
        }
        return await http.post("/enrolments/reply", json=shown | body)


class TestAKeyOfSomebodyElse:
    async def test_is_not_enrolled_again_and_blocks_nothing(
        self, service: InProcess, world: World
    ) -> None:
        own, asha = PersonKeys.generate(), world.asha.keys
        borrowed_sign = await _replied(service, world, asha.sign_public, own.box_public)
        borrowed_box = await _replied(service, world, own.sign_public, asha.box_public)
        assert (borrowed_sign.status_code, slug(borrowed_sign)) == (409, "conflict")
        assert (borrowed_box.status_code, slug(borrowed_box)) == (409, "conflict")
        assert (await _replied(service, world, own.sign_public, own.box_public)).status_code == 201
        letter = await released_letter(service, world, b"still opens")
        assert await opened_text(world.harmed, letter) == b"still opens"


class TestACursor:
    @pytest.mark.parametrize("number", ["9" * 30, str(2**63), "-1", " 5 ", "\u0665", ""])
    async def test_that_nobody_was_given_is_refused(
        self, service: InProcess, world: World, number: str
    ) -> None:
        made_up = b64(f"{number}:{new_id()}".encode())
        given = b64(f"1900000000:{new_id()}".encode())
        async with service.http(world.asha.transport._token) as http:
            for path in ("/items", "/cases", "/reviews"):
                assert (await http.get(path, params={"after": made_up})).status_code == 422
                assert (await http.get(path, params={"after": given})).status_code == 200


class TestAnId:
    async def test_of_an_organisation_names_no_case(self, service: InProcess, world: World) -> None:
        async with service.http(world.asha.transport._token) as http:
            own = (await http.get(f"/cases/{world.case}")).json()
            body = {
                "case": world.org,
                "team": own["team"],
                "case_statement": own["case_statements"][0],
                "card": own["card"],
            }
            answer = await http.post("/cases", json=body)
        assert answer.status_code in {409, 422}
        assert await service.value("SELECT count(*) FROM case_file WHERE id = $1", world.org) == 0


async def test_a_made_up_method_adds_no_line_to_the_metrics(service: InProcess) -> None:
    async with service.http() as http:
        for number in range(2):
            await http.request(f"INVENTED{number}", f"{ROOT}/health/live")
            await http.get(f"{ROOT}/metrics")
        before = (await http.get(f"{ROOT}/metrics")).text
        for number in range(2, 9):
            await http.request(f"INVENTED{number}", f"{ROOT}/health/live")
        after = (await http.get(f"{ROOT}/metrics")).text
    assert "INVENTED" not in after
    assert 'method="other"' in after
    assert after.count("\n") == before.count("\n")


async def test_a_fault_of_ours_is_answered_with_the_policy_and_without_its_words(
    service: InProcess, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("words that somebody sent")

    monkeypatch.setattr(guards.Guards, "_limited", broken)
    async with service.http() as http:
        answer = await http.get("/me")
    assert (answer.status_code, slug(answer)) == (500, "internal")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]
    logged = capsys.readouterr()
    assert "RuntimeError" in logged.out + logged.err
    assert "words that somebody sent" not in answer.text + logged.out + logged.err

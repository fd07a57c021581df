"""What somebody learns by asking oddly: no more than what they may know already."""

from pathlib import Path
from typing import Any

import asyncpg
import pytest
from minio.error import MinioException

from service.client.cases import invite_participant
from service.client.organisation import add_pool
from service.client.sending import send_recording
from service.sealing.encoding import b64, new_id
from service.worker.media_keys import PoolKeys
from tests.factories.acts import sent_letter
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import Neighbours, World, enrolled


def _draft(item: str, recipient: str) -> dict[str, Any]:
    return {
        "item": item,
        "kind": "letter",
        "language": "en",
        "recipients": [recipient],
        "in_reply_to": None,
        "upload": {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""},
    }


async def test_a_case_s_item_is_nothing_to_people_of_another_case(
    service: InProcess, world: World, neighbours: Neighbours
) -> None:
    theirs = await sent_letter(world)
    async with service.http(neighbours.responsible.transport._token) as http:
        path = f"/cases/{world.case}/items"
        of_an_item = await http.post(path, json=_draft(theirs, world.harmed.id))
        of_nothing = await http.post(path, json=_draft(new_id(), world.harmed.id))
    assert slug(of_nothing) == "not-found"
    assert said(of_an_item) == said(of_nothing)


async def test_who_has_only_been_invited_is_not_shown_to_the_other_side(
    service: InProcess, world: World
) -> None:
    invitation = await invite_participant(world.asha, world.case, "responsible")
    await enrolled(service.connect, invitation, service.clock.now)
    seen = {
        name: {
            one["person"] for one in (await person.transport.get(f"/cases/{world.case}"))["people"]
        }
        for name, person in (("harmed", world.harmed), ("asha", world.asha))
    }
    assert invitation.person in seen["asha"]
    assert seen["harmed"] == {world.harmed.id, world.responsible.id}


@pytest.mark.parametrize("role", ["queen", "administrator", "Harmed", ""])
async def test_nobody_is_invited_to_a_case_in_a_role_that_is_none(
    service: InProcess, world: World, role: str
) -> None:
    body = {
        "invitation": new_id(),
        "person": new_id(),
        "login": "abcd-efgh",
        "role": role,
        "case": world.case,
        "enrol_token": b64(bytes(32)),
        "offer": b64(b"{}"),
        "mac": b64(bytes(32)),
        "secret": b64(bytes(64)),
        "expires": service.clock.now() + 60,
    }
    async with service.http(world.asha.transport._token) as http:
        answer = await http.post("/invitations", json=body)
    assert answer.status_code == 422
    assert slug(answer) == "invalid"


async def test_a_pool_may_not_touch_what_another_pool_was_given(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    recording = tmp_path / "recording.mp4"
    recording.write_bytes(b"stands for a recording " * 300)
    other = PoolKeys.generate(world.org, world.root.public)
    hands = await MediaHands(service, world).sign_in()
    item = (await send_recording(world.responsible, recording)).item
    job = await hands.job_of(item)
    started = await hands.start(job)
    await add_pool(world.administrator, world.root, other.entry)
    elsewhere = World(**{**vars(world), "pool": other})
    strangers = await MediaHands(service, elsewhere).sign_in()
    paths = [f"/renditions/{started['original']['rendition']}", f"/items/{item}/evidence"]
    async with service.http(strangers.transport._token) as http:
        for path in paths[:1]:
            there, nowhere = await http.get(path), await http.get(f"/renditions/{new_id()}")
            assert said(there) == said(nowhere)
        body = {"attempt": 1, "permille": 5}
        there = await http.post(f"/worker/jobs/{job}/heartbeat", json=body)
        nowhere = await http.post(f"/worker/jobs/{new_id()}/heartbeat", json=body)
        assert said(there) == said(nowhere)
    await hands.hand_in(started)


async def test_a_worker_gives_no_reason_but_one_of_the_list(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    recording = tmp_path / "recording.mp4"
    recording.write_bytes(b"stands for a recording " * 300)
    hands = await MediaHands(service, world).sign_in()
    item = (await send_recording(world.responsible, recording)).item
    job = await hands.job_of(item)
    await hands.start(job)
    async with service.http(hands.transport._token) as http:
        for reason in ("a name that was in the file", "", "DAMAGED"):
            answer = await http.post(
                f"/worker/jobs/{job}/failure", json={"attempt": 1, "reason": reason}
            )
            assert (answer.status_code, slug(answer)) == (422, "invalid"), reason
        listed = await http.post(
            f"/worker/jobs/{job}/failure", json={"attempt": 1, "reason": "damaged"}
        )
    assert listed.status_code == 200


@pytest.mark.parametrize("fault", [ValueError("odd key"), MinioException("short"), OSError("gone")])
async def test_a_store_that_fails_is_an_outage_and_not_a_fault_of_ours(
    service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    item = await sent_letter(world)
    rendition = await service.value("SELECT id FROM rendition WHERE item_id = $1", item)

    def fails(*_: object, **__: object) -> None:
        raise fault

    store = service.app.state.context.store
    path = f"/renditions/{rendition}/table"
    async with service.http(world.responsible.transport._token) as http:
        assert (await http.get(path)).status_code == 200
        monkeypatch.setattr(store._client, "get_object", fails)
        answer = await http.get(path)
    assert (answer.status_code, slug(answer)) == (503, "unavailable")
    assert str(fault) not in answer.text


@pytest.mark.parametrize(
    "fault", [asyncpg.ConnectionDoesNotExistError("gone"), asyncpg.InterfaceError("closed")]
)
async def test_a_database_that_fails_at_the_door_is_an_outage_and_not_a_fault_of_ours(
    service: InProcess, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def fails(*_: object) -> None:
        raise fault

    asked = {"login": "zzzz-9999", "kind": "passphrase"}
    with monkeypatch.context() as patched:
        patched.setattr(asyncpg.Connection, "fetchrow", fails)
        async with service.http() as http:
            begun = await http.post("/sign-in/begin", json=asked)
            token = {"login_token": b64(bytes(32)), "session": "bearer"}
            opened = await http.post("/sign-in", json=asked | token)
    for answer in (begun, opened):
        assert (answer.status_code, slug(answer)) == (503, "unavailable")
        assert str(fault) not in answer.text
    async with service.http() as http:
        assert (await http.post("/sign-in/begin", json=asked)).status_code == 200

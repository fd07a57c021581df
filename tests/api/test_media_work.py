"""What the API asks of a media worker: its pool's word, one attempt at a time, whole output."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from service.client import receiving, sending
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.items import items
from service.correspondence.processing import LEASE_SECONDS
from service.sealing.encoding import b64, new_id
from service.sealing.keys import PersonKeys
from tests.factories.acts import approved_by
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MADE, MediaHands, signed_nonce
from tests.factories.world import World

RECORDED = b"stands for a recording " * 300


@pytest_asyncio.fixture(loop_scope="session")
async def hands(service: InProcess, world: World) -> MediaHands:
    return await MediaHands(service, world).sign_in()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "recording.mp4"
    path.write_bytes(RECORDED)
    return path


async def _sent(world: World, recording: Path) -> str:
    return (await sending.send_recording(world.responsible, recording)).item


class TestASession:
    async def test_is_opened_by_the_pools_signature_on_a_fresh_nonce(
        self, service: InProcess, world: World
    ) -> None:
        asked = {"org": world.org, "pool": world.pool.pool}
        async with service.http() as http:
            nonce = (await http.post("/worker/challenge", json=asked)).json()["nonce"]
            worker = new_id()
            signed = signed_nonce(world, nonce, worker)
            forged = signed | {"key": b64(PersonKeys.generate().sign_public)}
            unasked = signed_nonce(world, b64(bytes(32)), worker)
            refused = [
                await http.post("/worker/session", json={"statement": one})
                for one in (forged, unasked)
            ]
            opened = await http.post("/worker/session", json={"statement": signed})
            spent = await http.post("/worker/session", json={"statement": signed})
            late_nonce = (await http.post("/worker/challenge", json=asked)).json()["nonce"]
            service.clock.turn(61)
            late = await http.post(
                "/worker/session", json={"statement": signed_nonce(world, late_nonce, worker)}
            )
        assert opened.status_code == 201
        assert all(said(one) == said(spent) for one in (*refused, late))
        assert slug(spent) == "sign-in-refused"

    async def test_says_nothing_of_which_pools_there_are(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http() as http:
            answers = [
                await http.post("/worker/challenge", json={"org": org, "pool": pool})
                for org, pool in (
                    (world.org, world.pool.pool),
                    (world.org, new_id()),
                    (new_id(), new_id()),
                )
            ]
        assert [answer.status_code for answer in answers] == [200] * 3
        assert {len(answer.json()["nonce"]) for answer in answers} == {43}

    async def test_opens_no_door_of_peoples_and_theirs_none_of_a_workers(
        self, service: InProcess, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        job = await hands.job_of(item)
        async with service.http(hands.transport._token) as http:
            for path in ("/me", "/items", f"/items/{item}", "/cases", "/reviews", "/roster"):
                assert slug(await http.get(path)) == "forbidden", path
            assert slug(await http.post(f"/items/{item}/claim")) == "forbidden"
        for person in (world.asha, world.responsible, world.harmed, world.administrator):
            async with service.http(person.transport._token) as http:
                for act, body in (
                    ("start", {"attempt": 1, "worker": new_id()}),
                    ("heartbeat", {"attempt": 1, "permille": 1}),
                    ("failure", {"attempt": 1, "reason": "damaged"}),
                ):
                    answer = await http.post(f"/worker/jobs/{job}/{act}", json=body)
                    assert slug(answer) == "forbidden", act
        assert (await hands.start(job))["item"] == item


class TestAnAttempt:
    async def test_carries_a_recording_to_the_recipient(
        self, service: InProcess, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        assert (await look(world.responsible, item)).status == "processing"
        await hands.hand_in(await hands.start(await hands.job_of(item)))
        assert (await look(world.responsible, item)).status == "with_facilitator"
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "listen")
        await service.serve_outbox()
        async with await receiving.open_item(world.harmed, item) as opened:
            assert await opened.contents.to_bytes() == MADE

    async def test_gets_the_pools_key_and_nobody_elses(
        self, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        job = await hands.job_of(item)
        async with hands.service.http(hands.transport._token) as http:
            rendition = (await look(world.responsible, item)).rendition
            early = await http.get(f"/renditions/{rendition}")
            assert slug(early) == "not-found", "before the lease there is nothing"
        taken = await hands.start(job)
        assert [one["rendition"] for one in taken["evidence"]["grants"]] == [rendition]
        assert taken["lease_seconds"] == LEASE_SECONDS
        await hands.hand_in(taken)
        async with hands.service.http(hands.transport._token) as http:
            late = await http.get(f"/renditions/{rendition}")
        assert slug(late) == "not-found", "after the work there is nothing"

    async def test_held_by_one_worker_is_refused_to_another(
        self, service: InProcess, world: World, hands: MediaHands, recording: Path
    ) -> None:
        job = await hands.job_of(await _sent(world, recording))
        other = await MediaHands(service, world).sign_in()
        await hands.start(job)
        with pytest.raises(Refusal) as held:
            await other.start(job)
        assert held.value.slug == "lease-held"
        assert (await hands.start(job))["attempt"] == 1, "the holder may ask again"

    async def test_shows_its_progress_to_author_and_team_alone(
        self, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        waiting = (await look(world.responsible, item)).processing
        assert waiting is not None
        assert (waiting.permille, waiting.attempt, waiting.queue_position) == (0, 1, 1)
        job = await hands.job_of(item)
        await hands.start(job)
        for told, seen in ((400, 400), (300, 400), (1000, 1000)):
            await hands.transport.post(
                f"/worker/jobs/{job}/heartbeat", {"attempt": 1, "permille": told}
            )
            for person in (world.responsible, world.asha):
                shown = (await look(person, item)).processing
                assert shown is not None
                assert shown.permille == seen
        assert await items(world.harmed) == []

    async def test_of_another_number_is_over(
        self, service: InProcess, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        job = await hands.job_of(item)
        taken = await hands.start(job)
        body = await hands.kept_finish(taken)
        async with service.http(hands.transport._token) as http:
            for act, sent in (
                ("start", {"attempt": 2, "worker": hands.id}),
                ("heartbeat", {"attempt": 2, "permille": 1}),
                ("failure", {"attempt": 2, "reason": "damaged"}),
                ("finish", body | {"attempt": 2}),
            ):
                answer = await http.post(f"/worker/jobs/{job}/{act}", json=sent)
                assert slug(answer) == "attempt-stale", act
            first = await http.post(f"/worker/jobs/{job}/finish", json=body)
            again = await http.post(f"/worker/jobs/{job}/finish", json=body)
            after = await http.post(
                f"/worker/jobs/{job}/heartbeat", json={"attempt": 1, "permille": 1}
            )
        assert first.status_code == 200
        assert said(first) == said(again)
        assert slug(after) == "attempt-stale"
        assert (await look(world.responsible, item)).status == "with_facilitator"

    async def test_hands_in_what_its_pool_signed_for_author_and_team(
        self, service: InProcess, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        job = await hands.job_of(item)
        honest = await hands.kept_finish(await hands.start(job))
        author, team = honest["grants"]
        forged = honest["rendition"] | {"key": b64(PersonKeys.generate().sign_public)}
        async with service.http(hands.transport._token) as http:
            lies: tuple[dict[str, Any], ...] = (
                {"grants": []},
                {"grants": [author]},
                {"grants": [author, author]},
                {"grants": [author, team | {"rendition": new_id()}]},
                {"rendition": forged},
            )
            for changed in lies:
                answer = await http.post(f"/worker/jobs/{job}/finish", json=honest | changed)
                assert slug(answer) == "invalid", changed
            assert (await look(world.responsible, item)).status == "processing"
            assert (await http.post(f"/worker/jobs/{job}/finish", json=honest)).status_code == 200


class TestARecordingThatFailed:
    async def test_tells_its_author_why_and_stays_theirs_to_replace(
        self, service: InProcess, world: World, hands: MediaHands, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        job = await hands.job_of(item)
        await hands.start(job)
        why = {"attempt": 1, "reason": "damaged"}
        await hands.transport.post(f"/worker/jobs/{job}/failure", why)
        await hands.transport.post(f"/worker/jobs/{job}/failure", why)
        failed = await look(world.responsible, item)
        assert failed.status == "failed"
        assert failed.processing is not None
        assert failed.processing.reason == "damaged"
        sent = await sending.replace_recording(world.responsible, item, recording)
        assert (sent.item, sent.version) == (item, 2)
        await hands.hand_in(await hands.start(await hands.job_of(item)))
        assert (await look(world.responsible, item)).status == "with_facilitator"
        await approved_by(world.asha, item)
        assert len(await service.trail(world.case, "item.replaced")) == 1

    async def test_is_not_replaced_before_it_failed_nor_by_another(
        self, service: InProcess, world: World, recording: Path
    ) -> None:
        item = await _sent(world, recording)
        body: dict[str, Any] = {
            "kind": "video_message",
            "upload": {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""},
        }
        async with service.http(world.responsible.transport._token) as http:
            assert slug(await http.post(f"/items/{item}/versions", json=body)) == "conflict"
        async with service.http(world.harmed.transport._token) as http:
            assert slug(await http.post(f"/items/{item}/versions", json=body)) == "not-found"

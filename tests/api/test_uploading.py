"""Containers on their way in: exact lengths, the same bytes again, never others; then whole."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.client.case_files import own_case
from service.client.hands import OwnHand
from service.client.sending import _Draft, _manifest
from service.domain.sizes import RECORDING_BYTES, SCAN_BYTES
from service.sealing.container import ContainerSealer, DigestTable, build_table, new_content_key
from service.sealing.encoding import b64, digest, new_id
from service.sealing.grants import seal_grant
from service.sealing.keys import PersonKeys
from service.sealing.padding import padded_length
from service.sealing.schemas import Manifest
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.answers import said, slug
from tests.factories.flipped import flipped
from tests.factories.in_process import InProcess
from tests.factories.on_paper import paper_agreed
from tests.factories.world import World

# Three chunks in slices of two: one slice is full, the last is shorter.
PLAIN = b"a sentence of a letter. " * 25_000


@dataclass
class Draft:
    """A letter begun but not sent, with all that its author's device would send."""

    item: str
    rendition: str
    key: bytes
    slices: list[bytes]
    table: DigestTable
    http: httpx.AsyncClient
    world: World

    @property
    def path(self) -> str:
        return f"/renditions/{self.rendition}"

    async def put(self, number: int, content: bytes) -> httpx.Response:
        return await self.http.put(f"{self.path}/slices/{number}", content=content)

    async def put_all(self) -> None:
        for number, content in enumerate(self.slices):
            assert (await self.put(number, content)).status_code == 204
        answer = await self.http.put(f"{self.path}/table", content=self.table.to_bytes())
        assert answer.status_code == 204

    async def submission(self) -> dict[str, Any]:
        """The honest body of the submission."""
        author, case = self.world.responsible, await own_case(self.world.responsible)
        draft = _Draft(
            case=self.world.case,
            item=self.item,
            rendition=self.rendition,
            kind="letter",
            language="en",
            recipients=(self.world.harmed.id,),
            content_key=self.key,
            digest=digest(PLAIN),
            length=len(PLAIN),
            slice_chunks=2,
        )
        manifest = _manifest(OwnHand(author), case, draft, (1, self.table))
        grantees = {"author": author.keys.box_public, "team": case.team.key}
        return {
            "manifest": manifest.to_wire(),
            "grants": [
                {
                    "grantee": name,
                    "rendition": self.rendition,
                    "grant": b64(seal_grant(self.item, self.rendition, box, self.key)),
                }
                for name, box in grantees.items()
            ],
        }

    async def submit(self, body: dict[str, Any]) -> httpx.Response:
        return await self.http.post(f"/items/{self.item}/submission", json=body)


@pytest_asyncio.fixture(loop_scope="session")
async def draft(service: InProcess, world: World) -> Draft:
    item, rendition, key = new_id(), new_id(), new_content_key()
    sealer = ContainerSealer(key, world.case, item, rendition, len(PLAIN))
    chunks = [
        sealer.seal_chunk(index, lambda at, length: PLAIN[at : at + length])
        for index in range(sealer.chunks)
    ]
    table = build_table(sealer.header, sealer.padded, [digest(chunk) for chunk in chunks])
    http = service.http(world.responsible.transport._token)
    body = {
        "item": item,
        "kind": "letter",
        "language": "en",
        "recipients": [world.harmed.id],
        "in_reply_to": None,
        "upload": {
            "rendition": rendition,
            "padded": sealer.padded,
            "slice_chunks": 2,
            "resume": b64(b"for its author alone"),
        },
    }
    assert (await http.post(f"/cases/{world.case}/items", json=body)).status_code == 201
    assert (await http.post(f"/cases/{world.case}/items", json=body)).status_code == 201, "again"
    return Draft(
        item, rendition, key, [b"".join(chunks[:2]), b"".join(chunks[2:])], table, http, world
    )


class TestASlice:
    async def test_of_any_other_length_is_refused_and_leaves_nothing(self, draft: Draft) -> None:
        whole = draft.slices[0]
        answers = [await draft.put(0, content) for content in (b"", whole[:-1], draft.slices[1])]
        assert [slug(answer) for answer in answers] == ["invalid"] * 3
        assert slug(await draft.put(0, whole + b"\0")) == "too-large"
        assert slug(await draft.put(2, whole)) == "invalid", "there are two"
        assert (await draft.http.get(draft.path)).json()["slices"] == []
        assert (await draft.put(0, whole)).status_code == 204

    async def test_may_come_again_but_never_other(self, service: InProcess, draft: Draft) -> None:
        other = flipped(draft.slices[0])
        first, again = await draft.put(0, draft.slices[0]), await draft.put(0, draft.slices[0])
        assert said(first) == said(again)
        assert first.status_code == 204
        assert slug(await draft.put(0, other)) == "conflict"
        stored = await service.rows("SELECT size FROM slice WHERE rendition = $1", draft.rendition)
        assert [row["size"] for row in stored] == [len(other)]

    async def test_sent_twice_at_once_is_one_of_the_two(self, draft: Draft) -> None:
        other = flipped(draft.slices[0])
        answers = await asyncio.gather(draft.put(0, draft.slices[0]), draft.put(0, other))
        assert sorted(answer.status_code for answer in answers) == [204, 409]
        kept = (draft.slices[0], other)[[a.status_code for a in answers].index(204)]
        # The bytes that were acknowledged are the bytes that are there.
        assert (await draft.http.get(f"{draft.path}/slices/0")).content == kept

    async def test_is_handed_out_whole_or_in_part(self, draft: Draft) -> None:
        await draft.put_all()
        content, url = draft.slices[0], f"{draft.path}/slices/0"
        whole = await draft.http.get(url)
        assert (whole.status_code, whole.content) == (200, content)
        last = len(content) - 1
        for asked, start, end in (
            ("bytes=0-0", 0, 0),
            ("bytes=262160-262259", 262160, 262259),
            (f"bytes={last}-", last, last),
            (f"bytes=5-{last + 100}", 5, last),
        ):
            part = await draft.http.get(url, headers={"Range": asked})
            assert part.status_code == 206, asked
            assert part.content == content[start : end + 1], asked
            assert part.headers["content-range"] == f"bytes {start}-{end}/{len(content)}"
            assert part.headers["cache-control"] == "no-store"
        for asked in (f"bytes={last + 1}-", "bytes=9-3", "bytes=-5", "lines=1-2", "bytes=0-1,4-5"):
            assert slug(await draft.http.get(url, headers={"Range": asked})) == "invalid", asked

    async def test_that_was_never_stored_is_not_there(self, draft: Draft) -> None:
        assert slug(await draft.http.get(f"{draft.path}/slices/0")) == "not-found"
        assert slug(await draft.http.get(f"{draft.path}/table")) == "not-found"


class TestTheTable:
    async def test_must_be_a_table_of_this_container(self, draft: Draft) -> None:
        right = draft.table.to_bytes()
        other = build_table(
            draft.table.header, draft.table.padded - 4096, draft.table.digests
        ).to_bytes()
        for content in (right[:-1], b"X" + right[1:], other, bytes(len(right))):
            answer = await draft.http.put(f"{draft.path}/table", content=content)
            assert slug(answer) == "invalid"
        again = [await draft.http.put(f"{draft.path}/table", content=right) for _ in range(2)]
        assert [answer.status_code for answer in again] == [204, 204]
        assert (await draft.http.get(f"{draft.path}/table")).content == right

    async def test_is_never_replaced(self, draft: Draft) -> None:
        other = build_table(
            draft.table.header, draft.table.padded, [bytes(32)] * draft.table.chunks
        )
        await draft.put_all()
        answer = await draft.http.put(f"{draft.path}/table", content=other.to_bytes())
        assert slug(answer) == "conflict"


class TestWhatIsStored:
    async def test_is_told_to_its_uploader_so_that_another_process_can_go_on(
        self, draft: Draft
    ) -> None:
        await draft.put(1, draft.slices[1])
        told = (await draft.http.get(draft.path)).json()
        assert told["slices"] == [{"slice": 1, "size": len(draft.slices[1])}]
        assert (told["chunks"], told["slice_chunks"], told["table"]) == (3, 2, False)
        assert told["resume"] == b64(b"for its author alone")
        assert told["padded"] == padded_length(len(PLAIN))

    async def test_keeps_the_note_for_resuming_from_everybody_else(
        self, service: InProcess, draft: Draft
    ) -> None:
        await draft.put_all()
        await draft.submit(await draft.submission())
        async with service.http(draft.world.asha.transport._token) as http:
            assert (await http.get(draft.path)).json()["resume"] is None


class TestASubmission:
    async def test_of_everything_is_accepted_and_again_is_the_same(self, draft: Draft) -> None:
        await draft.put_all()
        body = await draft.submission()
        first, again = await draft.submit(body), await draft.submit(body)
        assert first.status_code == again.status_code == 200
        assert said(first) == said(again)
        assert first.json()["status"] == "with_facilitator"

    async def test_without_every_slice_waits_for_the_rest(self, draft: Draft) -> None:
        await draft.put(0, draft.slices[0])
        assert slug(await draft.submit(await draft.submission())) == "conflict"
        await draft.http.put(f"{draft.path}/table", content=draft.table.to_bytes())
        assert slug(await draft.submit(await draft.submission())) == "conflict"
        await draft.put(1, draft.slices[1])
        assert (await draft.submit(await draft.submission())).status_code == 200

    async def test_with_a_table_of_other_chunks_is_refused(self, draft: Draft) -> None:
        for number, content in enumerate(draft.slices):
            await draft.put(number, content)
        wrong = build_table(
            draft.table.header, draft.table.padded, [*draft.table.digests[:2], bytes(32)]
        )
        await draft.http.put(f"{draft.path}/table", content=wrong.to_bytes())
        right, draft.table = draft.table, wrong
        assert slug(await draft.submit(await draft.submission())) == "conflict"
        draft.table = right
        assert slug(await draft.submit(await draft.submission())) == "conflict"

    async def test_signed_by_another_than_its_author_is_refused(self, draft: Draft) -> None:
        await draft.put_all()
        honest = await draft.submission()
        body = _manifest_of(honest)
        for seed in (draft.world.harmed.keys.sign_seed, PersonKeys.generate().sign_seed):
            answer = await draft.submit(honest | {"manifest": sign(body, seed).to_wire()})
            assert slug(answer) == "invalid"
        assert (await draft.submit(honest)).status_code == 200

    async def test_with_a_changed_byte_is_refused(self, draft: Draft) -> None:
        await draft.put_all()
        honest = await draft.submission()
        manifest = dict(honest["manifest"])
        manifest["signature"] = manifest["signature"][:-2] + (
            "AA" if manifest["signature"][-2:] != "AA" else "QA"
        )
        answer = await draft.submit(honest | {"manifest": manifest})
        assert (slug(answer), answer.json()["reason"]) == ("invalid", "statement-signature")

    async def test_that_describes_anything_else_is_refused(self, draft: Draft) -> None:
        await draft.put_all()
        honest = await draft.submission()
        body, seed = _manifest_of(honest), draft.world.responsible.keys.sign_seed
        lies: dict[str, Any] = {
            "case": new_id(),
            "item": new_id(),
            "author": draft.world.harmed.id,
            "version": 2,
            "kind": "video_message",
            "language": "cy",
            "capacity": "scribe",
            "recipients": (draft.world.ben.id,),
            "in_reply_to": new_id(),
        }
        for field, lie in lies.items():
            told = sign(_with(body, field, lie), seed)
            answer = await draft.submit(honest | {"manifest": told.to_wire()})
            assert slug(answer) == "invalid", field
        stale = sign(_with(body, "case_statement", bytes(32)), seed)
        answer = await draft.submit(honest | {"manifest": stale.to_wire()})
        assert slug(answer) == "conflict", "the case has changed since"

    async def test_must_let_author_and_team_open_it_and_nobody_else(self, draft: Draft) -> None:
        await draft.put_all()
        honest = await draft.submission()
        author, team = honest["grants"]
        for grants in (
            [],
            [team],
            [author, author],
            [author, team, team | {"grantee": "pool"}],
            [author, team | {"rendition": new_id()}],
        ):
            assert slug(await draft.submit(honest | {"grants": grants})) == "invalid"
        assert (await draft.submit(honest)).status_code == 200

    async def test_ends_the_writing(self, draft: Draft) -> None:
        await draft.put_all()
        await draft.submit(await draft.submission())
        assert slug(await draft.put(0, draft.slices[0])) == "conflict"
        table = await draft.http.put(f"{draft.path}/table", content=draft.table.to_bytes())
        assert slug(table) == "conflict"


class TestADraft:
    async def test_too_large_for_a_letter_is_refused_before_its_first_byte(
        self, service: InProcess, world: World
    ) -> None:
        body = {
            "item": new_id(),
            "kind": "letter",
            "language": "en",
            "recipients": [world.harmed.id],
            "in_reply_to": None,
            "upload": {
                "rendition": new_id(),
                "padded": 2 * 1024 * 1024,
                "slice_chunks": 16,
                "resume": "",
            },
        }
        path = f"/cases/{world.case}/items"
        async with service.http(world.responsible.transport._token) as http:
            assert slug(await http.post(path, json=body)) == "too-large"
            allowed = body | {"kind": "video_message"}
            assert (await http.post(path, json=allowed)).status_code == 201
            assert slug(await http.post(path, json=allowed | {"kind": "letter"})) in {
                "conflict",
                "too-large",
            }

    @pytest.mark.parametrize(
        ("kind", "largest"), [("video_message", RECORDING_BYTES), ("scan", SCAN_BYTES)]
    )
    async def test_of_a_file_may_be_as_large_as_people_are_told_and_no_larger(
        self, service: InProcess, world: World, kind: str, largest: int
    ) -> None:
        await paper_agreed(world.asha, world.case, [world.responsible])
        body: dict[str, Any] = {
            "item": new_id(),
            "kind": kind,
            "language": "en",
            "recipients": [world.harmed.id],
            "in_reply_to": None,
        }
        upload = {"rendition": new_id(), "slice_chunks": 16, "resume": ""}
        most = padded_length(largest)
        path = f"/cases/{world.case}/items"
        async with service.http(world.responsible.transport._token) as http:
            larger = await http.post(path, json=body | {"upload": upload | {"padded": most + 1}})
            assert slug(larger) == "too-large"
            allowed = await http.post(path, json=body | {"upload": upload | {"padded": most}})
            assert allowed.status_code == 201

    async def test_goes_to_somebody_certified_on_the_case_and_never_to_oneself(
        self, service: InProcess, world: World
    ) -> None:
        body: dict[str, Any] = {
            "item": new_id(),
            "kind": "letter",
            "language": "en",
            "in_reply_to": None,
            "upload": {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""},
        }
        path = f"/cases/{world.case}/items"
        async with service.http(world.responsible.transport._token) as http:
            for people in ([world.responsible.id], [world.asha.id], [new_id()]):
                assert slug(await http.post(path, json=body | {"recipients": people})) == "invalid"
            right = body | {"recipients": [world.harmed.id]}
            assert (await http.post(path, json=right)).status_code == 201
        async with service.http(world.harmed.transport._token) as http:
            # The same id from somebody else says nothing of whose it is.
            taken = right | {"recipients": [world.responsible.id]}
            assert slug(await http.post(path, json=taken)) == "conflict"


def _manifest_of(submission: dict[str, Any]) -> Manifest:
    return open_statement(Statement.from_wire(submission["manifest"]), Manifest)


def _with(body: Manifest, field: str, value: object) -> Manifest:
    return replace(body, **{field: value})  # type: ignore[arg-type]

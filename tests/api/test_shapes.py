"""Whatever is sent in another shape is refused plainly, kept out, and never said back."""

from collections.abc import AsyncIterator
from typing import Any

import httpx

from service.sealing.encoding import b64, new_id
from tests.factories.answers import PROBLEM, slug
from tests.factories.in_process import InProcess
from tests.factories.world import World

MARK = "do not say this sentence back"
LOGIN = {"login": "aaaa-bbbb", "kind": "passphrase"}


def _draft(world: World) -> dict[str, Any]:
    return {
        "item": new_id(),
        "kind": "letter",
        "language": "en",
        "recipients": [world.harmed.id],
        "in_reply_to": None,
        "upload": {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""},
    }


class TestABody:
    async def test_over_a_mebibyte_is_refused_before_it_is_read(self, service: InProcess) -> None:
        large = LOGIN | {"login": "a" * (1 << 20)}
        async with service.http() as http:
            answer = await http.post("/sign-in/begin", json=large)
            small = await http.post("/sign-in/begin", json=LOGIN)
        assert slug(answer) == "too-large"
        assert answer.status_code == 413
        assert small.status_code == 200

    async def test_that_does_not_say_how_long_it_is_meets_the_same_limit(
        self, service: InProcess
    ) -> None:
        async def endless() -> AsyncIterator[bytes]:
            yield b'{"login": "'
            for _ in range(40):
                yield b"a" * 65536
            yield b'"}'

        async def short() -> AsyncIterator[bytes]:
            yield b'{"login": "aaaa-bbbb", '
            yield b'"kind": "passphrase"}'

        async with service.http(content_type="application/json") as http:
            answer = await http.post("/sign-in/begin", content=endless())
            allowed = await http.post("/sign-in/begin", content=short())
        assert allowed.status_code == 200
        assert (answer.status_code, slug(answer)) == (413, "too-large")

    async def test_with_an_unknown_key_is_refused(self, service: InProcess, world: World) -> None:
        draft = _draft(world)
        path = f"/cases/{world.case}/items"
        async with service.http(world.responsible.transport._token) as http:
            outside = await http.post(path, json=draft | {"approved": True})
            upload = draft["upload"] | {"complete": True}
            inside = await http.post(path, json=draft | {"upload": upload})
            assert (await http.post(path, json=draft)).status_code == 201
        assert slug(outside) == slug(inside) == "invalid"

    async def test_is_not_bent_into_shape(self, service: InProcess, world: World) -> None:
        draft = _draft(world)
        lies: list[dict[str, Any]] = [
            {"item": draft["item"].upper()},
            {"item": draft["item"].replace("-", "")},
            {"kind": "approved"},
            {"recipients": []},
            {"recipients": world.harmed.id},
            {"language": "English, please"},
            {"upload": draft["upload"] | {"padded": "4096"}},
            {"upload": draft["upload"] | {"padded": 0}},
            {"upload": draft["upload"] | {"slice_chunks": 33}},
            {"upload": draft["upload"] | {"slice_chunks": 1.5}},
            {"upload": draft["upload"] | {"resume": "not base64url!"}},
            {"upload": draft["upload"] | {"resume": "AA=="}},
            {"upload": draft["upload"] | {"resume": "AB"}},
        ]
        async with service.http(world.responsible.transport._token) as http:
            for lie in lies:
                answer = await http.post(f"/cases/{world.case}/items", json=draft | lie)
                assert slug(answer) == "invalid", lie
        assert await service.value("SELECT count(*) FROM item") == 0


class TestARefusal:
    async def test_never_says_back_what_was_sent(self, service: InProcess, world: World) -> None:
        async with service.http(world.responsible.transport._token) as http:
            answers = [
                await http.post("/sign-in/begin", json={"login": MARK, "kind": MARK}),
                await http.post("/sign-in/begin", json={MARK: MARK}),
                await http.post("/sign-in", json=LOGIN | {"login_token": MARK, "session": MARK}),
                await http.post("/sign-in/begin", content=MARK),
                await http.post("/sign-in/begin", content=f'{{"login": "{MARK}'.encode()),
                await http.get(f"/items/{MARK}"),
                await http.get("/items", params={"after": MARK}),
                await http.get("/items", params={"limit": MARK}),
                await http.get(f"/{MARK}"),
                await http.post("/enrolments/open", json={"login": MARK, "enrol_token": MARK}),
                await http.put(f"/renditions/{new_id()}/slices/{MARK}", content=MARK),
            ]
        for answer in answers:
            assert 400 <= answer.status_code < 500
            assert answer.headers["content-type"] == PROBLEM
            said = answer.text + str(answer.headers)
            assert MARK not in said
            assert MARK.split()[3] not in said

    async def test_is_a_problem_wherever_it_comes_from(self, service: InProcess) -> None:
        async with service.http() as http:
            answers: dict[str, httpx.Response] = {
                "no such page": await http.get("/nothing"),
                "no such method": await http.delete("/roster"),
                "nobody signed in": await http.get("/me"),
                "not an id": await http.get("/items/1"),
                "not JSON": await http.post("/sign-in", content=b"{"),
                "a wrong setup token": await http.post("/organisations", json=_founding()),
            }
        for name, answer in answers.items():
            assert answer.headers["content-type"] == PROBLEM, name
            body = answer.json()
            assert {"type", "title", "status", "slug"} <= set(body), name
            assert body["status"] == answer.status_code, name

    async def test_of_a_signed_statement_names_the_check_and_no_more(
        self, service: InProcess, world: World
    ) -> None:
        item = _draft(world)
        await world.responsible.transport.post(f"/cases/{world.case}/items", item)
        broken = {"type": MARK, "payload": b64(MARK.encode()), "key": "A", "signature": "A"}
        async with service.http(world.responsible.transport._token) as http:
            answer = await http.post(
                f"/items/{item['item']}/submission", json={"manifest": broken, "grants": []}
            )
        assert answer.status_code in {409, 422}
        assert MARK not in answer.text


def _founding() -> dict[str, Any]:
    statement = {"type": "t", "payload": "", "key": "", "signature": ""}
    way = {
        "kind": "passphrase",
        "profile": "staff-1",
        "salt": b64(bytes(16)),
        "login_token": b64(bytes(32)),
        "wrapped": b64(bytes(80)),
    }
    return {
        "setup_token": "x" * 32,
        "org": new_id(),
        "roster": statement,
        "administrator": {
            "person": new_id(),
            "login": "aaaa-bbbb",
            "vault": b64(bytes(80)),
            "ways": [way],
        },
    }


class TestEveryAnswer:
    async def test_carries_the_content_policy_and_is_kept_by_no_cache(
        self, service: InProcess
    ) -> None:
        async with service.http() as http:
            answers = [await http.get("/me"), await http.post("/sign-in/begin", json=LOGIN)]
        for answer in answers:
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "server" not in answer.headers

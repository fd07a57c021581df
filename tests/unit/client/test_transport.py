import gc
import sys

import httpx
import pytest

from service.client.errors import Refusal, Unreachable
from service.client.transport import PIECE, Transport
from tests.unit.client.conftest import Answers, connected

PROBLEM = {"content-type": "application/problem+json"}


def failing(times: int, failure: Exception | httpx.Response) -> tuple[list[str], Answers]:
    """Answers that fail `times` times and then agree, and the calls that were made."""
    calls: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request.method)
        if len(calls) > times:
            return httpx.Response(200, json={"rows": [], "next": None})
        if isinstance(failure, Exception):
            raise failure
        return failure

    return calls, answer


async def test_a_problem_becomes_a_refusal_with_its_slug_and_facts() -> None:
    body = {"type": "about:blank", "title": "No.", "status": 409, "slug": "blocked", "who": "x"}

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(409, json=body, headers=PROBLEM)

    async with connected(answer) as transport:
        with pytest.raises(Refusal) as caught:
            await transport.post("/items/1/opening")
    assert (caught.value.slug, caught.value.status) == ("blocked", 409)
    assert caught.value.facts == {"who": "x"}
    assert str(caught.value) == "No."


async def test_an_answer_that_is_no_problem_still_is_a_refusal() -> None:
    async with connected(lambda _: httpx.Response(500, text="<html>")) as transport:
        with pytest.raises(Refusal) as caught:
            await transport.get("/me")
    assert caught.value.slug == "unexpected-answer"


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_what_may_be_repeated_is_repeated_while_the_service_is_away(status: int) -> None:
    calls, answer = failing(2, httpx.Response(status))
    async with connected(answer) as transport:
        await transport.get("/me")
    assert calls == ["GET", "GET", "GET"]


async def test_a_lost_connection_is_made_again_for_what_may_be_repeated() -> None:
    calls, answer = failing(1, httpx.ReadError("gone"))
    async with connected(answer) as transport:
        await transport.put_bytes("/renditions/1/slices/0", b"x")
    assert calls == ["PUT", "PUT"]


class Breaking(httpx.AsyncBaseTransport):
    """Takes what is sent as it comes and breaks once after the first piece."""

    def __init__(self) -> None:
        self.taken: list[list[bytes]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        assert request.headers["Content-Length"] == str(2 * PIECE + 5)
        assert "Transfer-Encoding" not in request.headers
        self.taken.append([])
        async for piece in request.stream:
            self.taken[-1].append(piece)
            if len(self.taken) == 1:
                raise httpx.WriteError("gone")
        return httpx.Response(204, request=request)


async def test_bytes_go_in_pieces_from_the_first_again_and_are_let_go_at_once() -> None:
    content, breaking = bytes(range(256)) * (2 * PIECE // 256) + b"ended", Breaking()
    held = sys.getrefcount(content)
    async with Transport("http://127.0.0.1:1", adapter=breaking, sleep=_at_once) as transport:
        gc.disable()
        try:
            await transport.put_bytes("/renditions/1/slices/0", content)
            assert sys.getrefcount(content) == held
        finally:
            gc.enable()
    broken, whole = breaking.taken
    assert broken == [content[:PIECE]]
    assert [len(piece) for piece in whole] == [PIECE, PIECE, 5]
    assert b"".join(whole) == content


async def _at_once(_seconds: float) -> None:
    pass


async def test_what_may_not_be_repeated_is_not_repeated_once_it_may_have_arrived() -> None:
    calls, answer = failing(1, httpx.ReadError("gone"))
    async with connected(answer) as transport:
        with pytest.raises(Unreachable):
            await transport.post("/enrolments/reply", {})
    assert calls == ["POST"]


async def test_what_may_not_be_repeated_is_tried_again_if_it_never_left() -> None:
    calls, answer = failing(2, httpx.ConnectError("refused"))
    async with connected(answer) as transport:
        await transport.post("/enrolments/reply", {})
    assert calls == ["POST", "POST", "POST"]


async def test_patience_ends() -> None:
    calls, answer = failing(1000, httpx.ConnectError("refused"))
    async with connected(answer, patience_s=5.0) as transport:
        with pytest.raises(Unreachable):
            await transport.get("/me")
    assert 3 <= len(calls) <= 20


async def test_a_service_that_stays_away_is_named_as_it_named_itself() -> None:
    body = {"slug": "not-ready", "title": "Not yet.", "status": 503}
    _, answer = failing(1000, httpx.Response(503, json=body, headers=PROBLEM))
    async with connected(answer, patience_s=1.0) as transport:
        with pytest.raises(Refusal) as caught:
            await transport.get("/me")
    assert caught.value.slug == "not-ready"


async def test_a_list_is_read_page_after_page() -> None:
    asked: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        after = request.url.params.get("after")
        asked.append(after)
        page = {"rows": [{"n": len(asked)}], "next": "c1" if after is None else None}
        return httpx.Response(200, json=page)

    async with connected(answer) as transport:
        rows = [row async for row in transport.rows("/items", state="open")]
    assert rows == [{"n": 1}, {"n": 2}]
    assert asked == [None, "c1"]


async def test_a_range_that_comes_back_short_is_not_taken() -> None:
    async with connected(lambda _: httpx.Response(206, content=b"abc")) as transport:
        with pytest.raises(Unreachable):
            await transport.get_bytes("/renditions/1/slices/0", first=0, length=4)


async def test_a_session_that_ended_is_renewed_once_for_all_who_wait() -> None:
    renewed: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        good = request.headers.get("Authorization") == "Bearer new"
        return httpx.Response(200 if good else 401, json={})

    async def renew() -> str:
        renewed.append("new")
        return "new"

    adapter = httpx.MockTransport(answer)
    async with Transport("http://127.0.0.1:1", adapter=adapter, renew=renew) as transport:
        await transport.get("/me")
        await transport.get("/me")
    assert renewed == ["new"]


async def test_a_renewal_that_does_not_help_is_a_refusal() -> None:
    async def renew() -> str:
        return "also bad"

    adapter = httpx.MockTransport(lambda _: httpx.Response(401))
    async with Transport("http://127.0.0.1:1", adapter=adapter, renew=renew) as transport:
        with pytest.raises(Refusal) as caught:
            await transport.get("/me")
    assert caught.value.status == 401

"""A service reduced to what it stores: slices and tables by their path, and nothing else."""

from collections.abc import Callable

import httpx
import pytest

from service.client.transport import Transport


class Shelf:
    """Keeps what is put and gives it back, by range too; notes the order of the puts."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.puts: list[str] = []
        self.gets: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        if request.method == "PUT":
            self.held[path] = request.content
            self.puts.append(path)
            return httpx.Response(204)
        self.gets.append(path)
        content = self.held[path]
        asked = request.headers.get("Range")
        if asked is None:
            return httpx.Response(200, content=content)
        first, last = (int(end) for end in asked.removeprefix("bytes=").split("-"))
        return httpx.Response(206, content=content[first : last + 1])


Answers = Callable[[httpx.Request], httpx.Response]


def connected(answers: Answers, *, patience_s: float = 1.0) -> Transport:
    """A transport to `answers`, whose pauses take no time."""

    async def at_once(_seconds: float) -> None:
        pass

    return Transport(
        "http://127.0.0.1:1",
        adapter=httpx.MockTransport(answers),
        patience_s=patience_s,
        sleep=at_once,
    )


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()

"""Owns a bench for the portal's workers: their bundle, a loopback origin, a real Chromium.

The origin keeps sealed bytes as the API does and nothing else, so that a test can change what is
stored. Refuses to seal or verify; that is what is tested. The screens have tests of their own.
"""

import json
import re
import threading
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser

from service.cli.bench_origin import (
    ISOLATED,
    POLICY,
    RENDITION,
    SEALING_WORKER,
    VAULT_POLICY,
    build_player,
    chromium,
    page_at,
    serving,
)

__all__ = ["chromium", "page_at"]

ROOT = Path(__file__).parents[2]
PORTAL = ROOT / "portal"
BUNDLE = PORTAL / "test-results/vectors"
VECTORS = ROOT / "tests/vectors"
TYPES = {".html": "text/html", ".js": "text/javascript", ".json": "application/json"}


def build_bundle() -> None:
    """Build the test pages."""
    build_player(BUNDLE)


def vector_files() -> list[str]:
    """The published files of vectors, by their path in the folder."""
    return sorted(one.relative_to(VECTORS).as_posix() for one in VECTORS.rglob("*.json"))


class Narrow:
    """A link that, once `narrow`, drops every slice that shares it with another."""

    def __init__(self) -> None:
        self.narrow = False
        self.dropped = 0
        self._here: list[set[str]] = []
        self._lock = threading.Lock()

    def drops(self) -> bool:
        """Carry a slice, which takes a while on such a link; whether another came along."""
        if not self.narrow:
            return False
        shared = set[str]()
        with self._lock:
            self._here.append(shared)
            if len(self._here) > 1:
                for one in self._here:
                    one.add("shared")
        time.sleep(0.2)
        with self._lock:
            # By what it is: sets that hold the same are equal.
            self._here = [one for one in self._here if one is not shared]
            self.dropped += bool(shared)
        return bool(shared)


class Origin(ThreadingHTTPServer):
    """A loopback origin: the bundle, the vectors, and renditions that a test may spoil."""

    daemon_threads = True

    def __init__(self) -> None:
        self.tables: dict[str, bytes] = {}
        self.slices: MutableMapping[tuple[str, int], bytes] = {}
        self.refusals: list[int] = []
        self.requests: list[str] = []
        self.link = Narrow()
        self.vault_policy = VAULT_POLICY
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        """Where the origin listens."""
        return f"http://localhost:{self.server_port}"

    def keep(self, rendition: str, table: bytes, chunks: list[bytes], per: int = 1) -> None:
        """Store a sealed container."""
        self.tables[rendition] = table
        for at in range(0, len(chunks), per):
            self.slices[rendition, at // per] = b"".join(chunks[at : at + per])


class Handler(BaseHTTPRequestHandler):
    """Answers as the portal's server and the API's rendition routes do."""

    protocol_version = "HTTP/1.1"
    server: Origin
    extensions: ClassVar[dict[str, str]] = TYPES

    def log_message(self, *_: object) -> None:
        """Say nothing: a test prints what it needs."""

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """Serve the bundle, the vectors or a rendition's bytes."""
        path = self.path.partition("?")[0]
        if found := RENDITION.fullmatch(path):
            self._rendition(*found.groups())
        elif path == "/vectors/index.json":
            self._answer(200, json.dumps(vector_files()).encode(), Content_Type=TYPES[".json"])
        elif (name := path.removeprefix("/vectors/")) in vector_files():
            self._file(VECTORS / name, POLICY)
        else:
            sealing = SEALING_WORKER.fullmatch(path) is not None
            self._file(BUNDLE / path.lstrip("/"), self.server.vault_policy if sealing else POLICY)

    def _file(self, file: Path, policy: str) -> None:
        if not file.is_file():
            self._answer(404)
            return
        kind = TYPES.get(file.suffix, "application/octet-stream")
        headers = {**ISOLATED, "Content-Type": kind, "Content-Security-Policy": policy}
        self._answer(200, file.read_bytes(), **headers)

    def _rendition(self, rendition: str, what: str, number: str | None) -> None:
        with self.server.lock:
            self.server.requests.append(f"GET {what} {self.headers.get('Range', '')}".strip())
        stored = (
            self.server.tables.get(rendition)
            if number is None
            else self.server.slices.get((rendition, int(number)))
        )
        if stored is None:
            self._answer(404)
            return
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if asked is None:
            self._answer(200, stored)
            return
        start, end = int(asked[1]), min(int(asked[2]), len(stored) - 1)
        part = f"bytes {start}-{end}/{len(stored)}"
        self._answer(206, stored[start : end + 1], Content_Range=part)

    def do_PUT(self) -> None:
        """Store a slice, after as many refusals as a test asked for."""
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            # Whoever sent it has gone in the middle of it; like the service, keep nothing.
            self.close_connection = True
            return
        if self.server.link.drops():
            self._answer(504)
            return
        found = RENDITION.fullmatch(self.path)
        with self.server.lock:
            sender = self.headers.get("X-Sender", "")
            self.server.requests.append(f"PUT {self.path.rpartition('/')[2]} {sender}".strip())
            refusal = self.server.refusals.pop(0) if self.server.refusals else None
        if refusal is not None or found is None or found[3] is None:
            self._answer(refusal or 404, b"no")
        elif self.headers.get("X-Gobetween") != "1":
            self._answer(403)
        else:
            self.server.slices[found[1], int(found[3])] = body
            self._answer(204)


@contextmanager
def served() -> Iterator[Origin]:
    """Serve an origin for as long as the block lasts."""
    with serving(Origin()) as origin:
        yield origin


@pytest.fixture(scope="module")
def origin() -> Iterator[Origin]:
    """The origin of a file's tests, with the bundle built."""
    build_bundle()
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of a file's tests."""
    with chromium() as running:
        yield running

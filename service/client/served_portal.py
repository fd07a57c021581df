"""Asking a server for its portal and comparing every answer with a signed manifest.

Owns the comparison, headers included. Refuses to be sent elsewhere, to bring cookies, and to take
an answer on trust that the manifest does not list. What it cannot see: files at addresses that
nobody knows, and a server that answers this program and a browser differently.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import httpx

from service.archive.portal_form import PortalManifest, ServedFile
from service.client.transport import LOOPBACK
from service.sealing.encoding import digest, new_id

# Said by connections, caches and proxies about themselves; none of them changes what a page may do.
OF_THE_WAY: Final = frozenset(
    {
        *("accept-ranges", "age", "connection", "content-length", "date", "etag", "keep-alive"),
        *("last-modified", "server", "strict-transport-security", "transfer-encoding", "via"),
        "x-request-id",
    }
)
# Where a page, a script or a worker would be looked for without being asked for by name.
TRIED: Final = (
    *("/sw.js", "/service-worker.js", "/worker.js", "/index.html", "/index.htm", "/robots.txt"),
    *("/manifest.json", "/manifest.webmanifest", "/favicon.ico", "/assets/", "/assets/index.js"),
    "/.well-known/assetlinks.json",
)
LARGEST_ANSWER: Final = 64 * 1024 * 1024


class PortalFault(StrEnum):
    """How a served portal can differ from the manifest."""

    FILE_MISSING = "file-missing"
    FILE_CHANGED = "file-changed"
    FILE_ADDED = "file-added"
    HEADER_MISSING = "header-missing"
    HEADER_CHANGED = "header-changed"
    HEADER_ADDED = "header-added"


class PortalDiffersError(Exception):
    """The first difference: its code and the path, with the header's name where it is one."""

    def __init__(self, code: PortalFault, where: str) -> None:
        super().__init__(f"{code} at {where}")
        self.code, self.where = code, where


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes


async def compare_portal(
    url: str,
    manifest: PortalManifest,
    checked: dict[str, int],
    *,
    adapter: httpx.AsyncBaseTransport | None = None,
) -> None:
    """Compare what `url` serves with the manifest; counts into `checked` as it goes.

    Raises PortalDiffersError at the first difference, and httpx.HTTPError where nobody answers.
    """
    checked |= {"files": 0, "bytes": 0, "headers": 0, "other_addresses": 0}
    async with httpx.AsyncClient(
        base_url=url.rstrip("/"),
        transport=adapter,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity", "Accept": "*/*"},
        timeout=httpx.Timeout(30.0),
        trust_env=httpx.URL(url).host not in LOOPBACK,
    ) as http:
        for one in manifest.files:
            _compare(one, await _ask(http, one.path), one.path)
            checked["files"] += 1
            checked["bytes"] += one.size
            checked["headers"] += len(one.headers)
        await _compare_others(http, manifest, checked)


async def _compare_others(
    http: httpx.AsyncClient, manifest: PortalManifest, checked: dict[str, int]
) -> None:
    listed = {one.path for one in manifest.files}
    page = next((one for one in manifest.files if one.path == "/"), None)
    unheard = (f"/{new_id()}", f"/{new_id()}/{new_id()}", f"/{new_id()}.html")
    for path in (*TRIED, *unheard, f"/assets/{new_id()}.js"):
        if path in listed:
            continue
        answer = await _ask(http, path)
        checked["other_addresses"] += 1
        if answer.status == httpx.codes.NOT_FOUND:
            continue
        # Every screen has an address, and the one page behind all of them.
        if page is None or path.startswith("/assets/"):
            raise PortalDiffersError(PortalFault.FILE_ADDED, path)
        if answer.status != httpx.codes.OK or digest(answer.content) != page.digest:
            raise PortalDiffersError(PortalFault.FILE_ADDED, path)
        _compare(page, answer, path)


def _compare(expected: ServedFile, answer: _Answer, path: str) -> None:
    if answer.status != httpx.codes.OK:
        raise PortalDiffersError(PortalFault.FILE_MISSING, path)
    if len(answer.content) != expected.size or digest(answer.content) != expected.digest:
        raise PortalDiffersError(PortalFault.FILE_CHANGED, path)
    wanted = {header.name: header.value for header in expected.headers}
    told: dict[str, str] = {}
    for name, value in answer.headers:
        if name in OF_THE_WAY and name not in wanted:
            continue
        # A second policy or type beside the right one is not the right one.
        if name not in wanted or name in told:
            raise PortalDiffersError(PortalFault.HEADER_ADDED, f"{path} {name}")
        told[name] = value
    for name, value in wanted.items():
        if name not in told:
            raise PortalDiffersError(PortalFault.HEADER_MISSING, f"{path} {name}")
        if told[name] != value:
            raise PortalDiffersError(PortalFault.HEADER_CHANGED, f"{path} {name}")


async def _ask(http: httpx.AsyncClient, path: str) -> _Answer:
    async with http.stream("GET", path) as response:
        content = bytearray()
        async for part in response.aiter_raw():
            content += part
            if len(content) > LARGEST_ANSWER:
                raise PortalDiffersError(PortalFault.FILE_CHANGED, path)
        headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        return _Answer(response.status_code, headers, bytes(content))

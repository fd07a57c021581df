"""Serves the built portal.

Static files with fixed types, and the one page for every screen's address.
"""

from pathlib import Path
from typing import Final

from fastapi import APIRouter
from fastapi.responses import FileResponse

from service.api.access import Anyone
from service.domain.errors import NotFound

_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".ftl": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
_FOREVER: Final = "public, max-age=31536000, immutable"


def portal_router(folder: Path) -> APIRouter:
    """Return routes over the files that are in `folder` now.

    A path outside that list is not served.
    """
    files = {
        "/" + path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in _TYPES
    }
    router = APIRouter(include_in_schema=False)

    @router.get("/{path:path}")
    async def serve(path: str, _anyone: Anyone) -> FileResponse:
        """Return a file of the bundle.

        Or the page whose script draws the screen of this address.
        """
        asked = "/" + path
        if asked.startswith(("/api/", "/assets/")) and asked not in files:
            raise NotFound
        found = files.get(asked, files["/index.html"])
        headers = {}
        if asked.startswith("/assets/"):
            headers["Cache-Control"] = _FOREVER
        if asked == "/sw.js":
            headers["Service-Worker-Allowed"] = "/"
        return FileResponse(found, media_type=_TYPES[found.suffix], headers=headers)

    return router

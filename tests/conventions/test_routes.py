"""Every route says who may call it, and the published description of the API holds together."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from starlette.routing import BaseRoute

from service.api.access import Access, Capability, Public
from service.api.app import PREFIX, create_app
from service.settings import ApiSettings

UNDECLARED = {f"{PREFIX}/openapi.json"}
PORTAL = "/{path:path}"
# Open to anyone, each with the reason in its own docstring; a new one must be added here.
PUBLIC = {
    "found_organisation",
    "begin_sign_in",
    "open_session",
    "open_enrolment",
    "reply_to_enrolment",
    "challenge",
    "worker_session",
    "live",
    "ready",
    "metrics",
    "serve",
}


def _app(portal: Path) -> FastAPI:
    """Put the app together as its process does; nothing connects before it is asked."""
    (portal / "index.html").write_text("<!doctype html>")
    nowhere: dict[str, Any] = {
        "environment": "development",
        "object_store_url": "http://127.0.0.1:1",
        "object_store_access_key": "nobody",
        "object_store_secret_key": "nothing",
        "object_store_bucket": "bucket",
        "database_url": "postgresql+asyncpg://nobody@/nothing",
        "redis_url": "redis://127.0.0.1:1",
        "server_secret": "s" * 32,
        "setup_token": "t" * 32,
        "portal_dir": portal,
    }
    return create_app(ApiSettings(**nowhere))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return _app(tmp_path_factory.mktemp("portal"))


def _routes(found: list[BaseRoute]) -> Iterator[BaseRoute]:
    for route in found:
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        below = getattr(inner, "routes", None)
        if below:
            yield from _routes(below)
        else:
            yield route


def _declared(dependant: Dependant) -> list[Capability]:
    found = [
        dependant.call.capability for _ in range(1) if isinstance(dependant.call, Access | Public)
    ]
    for inner in dependant.dependencies:
        found += _declared(inner)
    return found


def test_every_route_declares_exactly_one_capability(app: FastAPI) -> None:
    checked = 0
    for route in _routes(app.routes):
        if getattr(route, "path", None) in UNDECLARED:
            continue
        assert isinstance(route, APIRoute), route
        declared = _declared(route.dependant)
        assert len(declared) == 1, f"{route.name} declares {declared}"
        checked += 1
    assert checked > 40, "the routes were found"


def test_what_is_open_to_anyone_is_on_the_list_and_nothing_else(app: FastAPI) -> None:
    found = {
        route.name
        for route in _routes(app.routes)
        if isinstance(route, APIRoute) and _declared(route.dependant) == [Capability.ANYONE]
    }
    assert found == PUBLIC


def test_a_route_without_a_capability_would_be_noticed(tmp_path: Path) -> None:
    app = _app(tmp_path)

    @app.get("/undeclared")
    async def undeclared() -> None:
        """Declare nothing."""

    with pytest.raises(AssertionError, match="undeclared declares"):
        test_every_route_declares_exactly_one_capability(app)


def test_the_description_holds_together(app: FastAPI) -> None:
    described = json.loads(json.dumps(app.openapi()))
    assert described["openapi"].startswith("3.1")
    for name, schema in described["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema["type"] in {"object", "string"}, name
    for reference in _references(described):
        at: Any = described
        for step in reference.removeprefix("#/").split("/"):
            at = at[step]
    ids = [act["operationId"] for path in described["paths"].values() for act in path.values()]
    assert len(ids) == len(set(ids))


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def test_every_route_says_what_it_does(app: FastAPI) -> None:
    silent = [
        route.name
        for route in _routes(app.routes)
        if isinstance(route, APIRoute) and not (route.description or "").strip()
    ]
    assert silent == []


def test_everything_but_the_portal_is_described(app: FastAPI) -> None:
    described = set(app.openapi()["paths"])
    served = {
        route.path
        for route in _routes(app.routes)
        if isinstance(route, APIRoute) and route.path != PORTAL
    }
    assert {path.removeprefix(PREFIX) for path in described} == served

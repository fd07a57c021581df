"""Puts the API together from settings: engine, store, routes, problems, guards, portal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import APIRouter, FastAPI, Response
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from service.api import problems
from service.api.access import Anyone
from service.api.context import Context, Parts
from service.api.guards import Guards
from service.api.portal import portal_router
from service.api.routes import (
    accounts,
    addresses,
    cases,
    deciding,
    disclosing,
    enrolment,
    entrusting,
    exports,
    items,
    jobs,
    keeping,
    mandates,
    notes,
    offers,
    policies,
    practice,
    renditions,
    replaced_keys,
    sessions,
    speaking,
    stopping,
    teams,
    words,
    work,
)
from service.db.session import make_engine, make_sessions
from service.domain.clock import Clock, SystemClock
from service.media.addresses import Addresses, Signer
from service.media.store import ObjectStore, S3Store
from service.sealing.encoding import digest
from service.settings import ApiSettings

PREFIX = "/api/v1"
log = structlog.get_logger()


def _operation_id(route: APIRoute) -> str:
    return route.name


def _health() -> APIRouter:
    router = APIRouter(tags=["operations"])

    @router.get("/health/live")
    async def live(_anyone: Anyone) -> dict[str, str]:
        """Answer as long as the process serves."""
        return {"status": "live"}

    @router.get("/health/ready")
    async def ready(parts: Parts, _anyone: Anyone, response: Response) -> dict[str, str]:
        """Answer 200 when database and object store answer, 503 otherwise."""
        async with parts.sessions() as session:
            await (await session.connection()).execute(text("SELECT 1"))
        if not await parts.store.ready():
            response.status_code = 503
            return {"status": "no object store"}
        return {"status": "ready"}

    @router.get("/metrics")
    async def metrics(_anyone: Anyone) -> Response:
        """Return counters for Prometheus; ids and content are in none of them."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


def _addresses(settings: ApiSettings) -> Addresses | None:
    if not settings.object_store_public_url:
        return None
    signer = Signer(
        settings.object_store_access_key.get_secret_value(),
        settings.object_store_secret_key.get_secret_value(),
    )
    return Addresses(settings.object_store_public_url, signer, settings.object_store_bucket)


def create_app(
    settings: ApiSettings, *, clock: Clock | None = None, store: ObjectStore | None = None
) -> FastAPI:
    """Return the app. `clock` and `store` are ports; the real ones unless others are handed in."""
    engine = make_engine(settings.database_url.get_secret_value())
    context = Context(
        engine=engine,
        sessions=make_sessions(engine),
        store=store
        or S3Store(
            settings.object_store_url,
            settings.object_store_access_key.get_secret_value(),
            settings.object_store_secret_key.get_secret_value(),
            settings.object_store_bucket,
        ),
        clock=clock or SystemClock(),
        server_secret=digest(settings.server_secret.get_secret_value().encode()),
        setup_token=settings.setup_token.get_secret_value(),
        proxies=settings.proxies,
        agency_words=settings.agency_words,
        addresses=_addresses(settings),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        log.info("api started")
        yield
        await engine.dispose()

    app = FastAPI(
        title="Gobetween",
        version="1",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
    )
    app.state.context = context
    problems.install(app)
    for module in (
        *(accounts, sessions, enrolment, cases, items, deciding, jobs, exports),
        *(renditions, addresses),
        *(teams, mandates, notes, practice, offers, stopping, words, replaced_keys),
        *(work, policies, keeping, speaking, disclosing, entrusting),
    ):
        app.include_router(module.router, prefix=PREFIX)
    app.include_router(_health())
    if settings.portal_dir is not None:
        app.include_router(portal_router(settings.portal_dir))
    app.add_middleware(Guards, store=settings.object_store_public_url)
    return app

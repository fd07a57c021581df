"""Refusals as RFC 9457 problem details, mapped in this one place. Nothing that was sent is echoed.

Guarantees: the answer for something absent, someone else's, or not yet released is the same to
the byte; a refusal that is evidence is kept before it is answered, on its trail or, for those
who are not signed in, where the worker puts it on its trail within seconds.
"""

import json
from typing import Any

import asyncpg
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from service.api.context import context_of
from service.db import refused_attempts, trail
from service.db.session import transaction
from service.domain.errors import (
    Attempt,
    Conflict,
    Evidence,
    Fact,
    Invalid,
    NotFound,
    ServiceError,
    TooManyAttempts,
    Unavailable,
)
from service.domain.events import Event
from service.identity import throttle
from service.media.store import ObjectMissing, StoreError
from service.sealing.errors import SealingError

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger()


def problem(slug: str, status: int, title: str, **facts: Fact | list[str]) -> Response:
    """Return one problem: slug, status, a sentence, and typed facts; no instance, no echo."""
    body: dict[str, Fact | list[str]] = {
        "type": f"urn:gobetween:problem:{slug}",
        "title": title,
        "status": status,
        "slug": slug,
    }
    body.update({name: fact for name, fact in facts.items() if fact is not None})
    return Response(json.dumps(body, sort_keys=True), status_code=status, media_type=MEDIA_TYPE)


def of_error(error: ServiceError) -> Response:
    """Return the problem of a refusal."""
    answer = problem(error.slug, error.status, error.title, **error.facts)
    if isinstance(error, TooManyAttempts):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


async def _keep(request: Request, evidence: Evidence | Attempt) -> None:
    context = context_of(request)
    if isinstance(evidence, Attempt):
        async with context.sessions() as session, session.begin():
            await refused_attempts.keep(session, evidence, at=context.clock.now())
            await throttle.count_wrong(session, evidence.network, at=context.clock.now())
        return
    async with transaction(context.sessions, evidence.org) as session:
        await trail.append(
            session,
            org=evidence.org,
            chain=evidence.chain,
            event=Event(evidence.event),
            at=context.clock.now(),
            actor=evidence.actor,
            subject=evidence.subject,
        )


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, ServiceError):
        raise error
    if error.evidence is not None:
        await _keep(request, error.evidence)
    log.info("refused", slug=error.slug, path=_route_of(request))
    return of_error(error)


def _route_of(request: Request) -> str:
    route = request.scope.get("route")
    return str(getattr(route, "path", ""))


def _place(found: dict[str, Any]) -> tuple[str | int, ...]:
    # The name of a key that is not ours was made up by whoever sent it.
    named: tuple[str | int, ...] = found["loc"]
    return named[:-1] if found["type"] == "extra_forbidden" else named[:4]


async def _invalid(_request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    places = sorted({".".join(map(str, _place(e))) for e in error.errors()})
    return problem(Invalid.slug, Invalid.status, Invalid.title, reason="shape", where=places)


async def _unsealed(_request: Request, error: Exception) -> Response:
    code = error.code if isinstance(error, SealingError) else "bad-encoding"
    return of_error(Invalid(reason=str(code)))


async def _http(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == NotFound.status:
        return of_error(NotFound())
    return problem("http", error.status_code, "This cannot be asked here.")


async def _taken(_request: Request, _error: Exception) -> Response:
    # A constraint said no where two came at once, or where a check in the code was missing.
    return of_error(Conflict())


async def _down(request: Request, error: Exception) -> Response:
    log.error("unavailable", fault=type(error).__name__, path=_route_of(request))
    return of_error(Unavailable())


async def _missing(request: Request, _error: Exception) -> Response:
    log.error("object missing", path=_route_of(request))
    return of_error(Unavailable())


def unexpected() -> Response:
    """Return the answer to a fault of ours, which says nothing of it."""
    return problem("internal", 500, "Something went wrong here. Nothing was lost; try again.")


def install(app: FastAPI) -> None:
    """Map every refusal of the service to its problem."""
    app.add_exception_handler(ServiceError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SealingError, _unsealed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(IntegrityError, _taken)
    app.add_exception_handler(asyncpg.IntegrityConstraintViolationError, _taken)
    app.add_exception_handler(ObjectMissing, _missing)
    down: tuple[type[Exception], ...] = (
        OperationalError,
        InterfaceError,
        DBAPIError,
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
        PoolTimeout,
        ConnectionError,
        StoreError,
    )
    for kind in down:
        app.add_exception_handler(kind, _down)

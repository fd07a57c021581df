"""Signing in and out, one's ways in, one's sessions, and the half of a key that one keeps."""

from fastapi import APIRouter, Request, Response

from service.api.access import COOKIE, Anyone, SignedIn, SignedInBriefly
from service.api.context import Parts, Session, charged, door_of
from service.api.paging import After, Limit, cursor
from service.api.schemas.accounts import (
    BeginSignIn,
    Half,
    HalfAnswer,
    Me,
    NewWays,
    ProofBody,
    SessionAnswer,
    SignedInAnswer,
    SignInBody,
    StretchAnswer,
)
from service.api.schemas.common import Id, Page
from service.db.session import by_driver, transaction
from service.identity import sessions, sign_in, throttle, ways_in
from service.identity.throttle import Door

router = APIRouter(tags=["sessions"])


@router.post("/sign-in/begin")
async def begin_sign_in(body: BeginSignIn, parts: Parts, _anyone: Anyone) -> StretchAnswer:
    """Say how to stretch the passphrase; unknown logins get an answer too, always the same."""
    async with by_driver(parts.engine) as driver:
        salt, profile = await sign_in.begin(
            driver, body.login, body.kind, secret=parts.server_secret
        )
    return StretchAnswer(salt=salt, profile=profile)


@router.post("/sign-in", status_code=201)
async def open_session(
    body: SignInBody,
    request: Request,
    parts: Parts,
    response: Response,
    _anyone: Anyone,
) -> SignedInAnswer:
    """Open a session and hand over the sealed vault."""
    now, door = parts.clock.now(), door_of(request, body.login)
    asked = sign_in.Asked(body.login, body.kind, door)
    async with by_driver(parts.engine) as driver:
        await throttle.charge(driver, door, at=now)
        async with driver.transaction():
            opened = await sign_in.sign_in(
                driver, asked, body.login_token, secret=parts.server_secret, at=now
            )
            await throttle.forgive(driver, door)
    found = opened.found
    if body.session == "cookie":
        response.set_cookie(
            COOKIE, opened.token, secure=True, httponly=True, samesite="strict", path="/"
        )
    return SignedInAnswer(
        token=opened.token if body.session == "bearer" else None,
        me=Me.model_validate(
            {
                "person": found.person,
                "org": found.org,
                "login": found.login,
                "roles": sorted(found.roles),
                "case": found.case,
                "state": found.state,
            }
        ),
        wrapped=opened.wrapped,
        vault=found.vault,
        revision=found.revision,
    )


@router.delete("/sign-in", status_code=204)
async def close_session(caller: SignedIn, session: Session, response: Response) -> None:
    """End this session."""
    await sessions.sign_out(session, caller)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")


@router.get("/me/sessions")
async def my_sessions(
    caller: SignedIn, parts: Parts, session: Session, after: After, limit: Limit = 50
) -> Page[SessionAnswer]:
    """Return one's own sessions that have not ended, newest first."""
    rows = await sessions.mine(session, caller, after=after, limit=limit + 1, at=parts.clock.now())
    more, rows = len(rows) > limit, rows[:limit]
    return Page(
        rows=[
            SessionAnswer(
                session=row.id,
                created=row.created,
                last_seen=row.last_seen,
                this=row.token_hash == caller.token_hash,
            )
            for row in rows
        ],
        next=cursor(rows[-1].created, rows[-1].id) if more else None,
    )


@router.delete("/me/sessions/{session_id}", status_code=204)
async def end_session(session_id: Id, caller: SignedIn, session: Session) -> None:
    """End one of one's own sessions, on whatever device it is."""
    await sessions.end_one(session, caller, session_id)


@router.delete("/me/sessions", status_code=204)
async def end_other_sessions(caller: SignedIn, session: Session) -> None:
    """Sign out everywhere but here."""
    await sessions.end_others(session, caller)


@router.post("/me/proof", status_code=204)
async def prove_secret(
    body: ProofBody, request: Request, caller: SignedInBriefly, parts: Parts
) -> None:
    """Say whether this is one of one's present secrets, before anything is written down anew."""
    # No transaction is open here: who held one connection and waited for another would, with as
    # many as the pool has, wait for themselves.
    door = await charged(request, caller.login)
    async with transaction(parts.sessions, caller.org) as session:
        await ways_in.check(session, caller, _proof(body, door), secret=parts.server_secret)
        await throttle.forgive(session, door)


@router.put("/me/ways", status_code=204)
async def replace_ways_in(
    body: NewWays, request: Request, caller: SignedInBriefly, parts: Parts
) -> None:
    """Take a new passphrase and recovery code in place of the present; other sessions end."""
    now, door = parts.clock.now(), await charged(request, caller.login)
    async with transaction(parts.sessions, caller.org) as session:
        await ways_in.replace(
            session,
            caller,
            _proof(body.proof, door),
            [way.new() for way in body.ways],
            secret=parts.server_secret,
            at=now,
        )
        await throttle.forgive(session, door)


@router.put("/me/resume", status_code=204)
async def keep_half(body: Half, caller: SignedIn, session: Session) -> None:
    """Keep the server's half of the key that survives a page reload."""
    await sessions.keep_resume_half(session, caller, body.half)


@router.get("/me/resume")
async def give_half(caller: SignedIn, session: Session) -> HalfAnswer:
    """Give that half back to the same session."""
    return HalfAnswer(half=await sessions.resume_half(session, caller))


def _proof(body: ProofBody, door: Door) -> ways_in.Proof:
    return ways_in.Proof(body.kind, body.login_token, door)

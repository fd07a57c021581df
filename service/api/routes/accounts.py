"""Founding an organisation, signing in and out, one's own vault."""

from fastapi import APIRouter, Response

from service.api.access import COOKIE, Anyone, SignedIn, same_text
from service.api.context import Parts, Session
from service.api.schemas.accounts import (
    BeginSignIn,
    FoundOrganisation,
    Half,
    HalfAnswer,
    Me,
    Organisation,
    SignedInAnswer,
    SignInBody,
    StretchAnswer,
    VaultBody,
)
from service.domain.errors import Forbidden
from service.identity import accounts, organisations, sign_in

router = APIRouter(tags=["accounts"])


@router.post("/organisations", status_code=201)
async def found_organisation(
    body: FoundOrganisation, parts: Parts, session: Session, _anyone: Anyone
) -> Organisation:
    """Found an organisation with its root-signed first roster and its administrator."""
    if not same_text(body.setup_token, parts.setup_token):
        raise Forbidden
    await organisations.found(
        session,
        body.org,
        body.roster.signed(),
        body.administrator.new(),
        secret=parts.server_secret,
        at=parts.clock.now(),
    )
    return Organisation(org=body.org)


@router.post("/sign-in/begin")
async def begin_sign_in(
    body: BeginSignIn, parts: Parts, session: Session, _anyone: Anyone
) -> StretchAnswer:
    """Say how to stretch the passphrase; unknown logins get an answer too, always the same."""
    salt, profile = await sign_in.begin(session, body.login, body.kind, secret=parts.server_secret)
    return StretchAnswer(salt=salt, profile=profile)


@router.post("/sign-in", status_code=201)
async def open_session(
    body: SignInBody, parts: Parts, session: Session, response: Response, _anyone: Anyone
) -> SignedInAnswer:
    """Open a session and hand over the sealed vault."""
    opened = await sign_in.sign_in(
        session,
        body.login,
        body.kind,
        body.login_token,
        secret=parts.server_secret,
        at=parts.clock.now(),
    )
    account = opened.account
    if body.session == "cookie":
        response.set_cookie(
            COOKIE, opened.token, secure=True, httponly=True, samesite="strict", path="/"
        )
    return SignedInAnswer(
        token=opened.token if body.session == "bearer" else None,
        me=Me.model_validate(
            {
                "person": account.id,
                "org": account.org,
                "login": account.login,
                "roles": sorted(account.roles),
                "case": account.case_id,
                "state": account.state,
            }
        ),
        wrapped=opened.wrapped,
        vault=account.vault,
        revision=account.revision,
    )


@router.delete("/sign-in", status_code=204)
async def close_session(caller: SignedIn, session: Session, response: Response) -> None:
    """End this session."""
    await sign_in.sign_out(session, caller)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")


@router.get("/me")
async def me(caller: SignedIn) -> Me:
    """Say who is signed in."""
    return Me.model_validate(
        {
            "person": caller.account,
            "org": caller.org,
            "login": caller.login,
            "roles": sorted(caller.roles),
            "case": caller.case,
            "state": caller.state,
        }
    )


@router.put("/me/vault", status_code=204)
async def rewrite_vault(body: VaultBody, caller: SignedIn, session: Session) -> None:
    """Store the next revision of one's own sealed vault."""
    await accounts.rewrite_vault(session, caller.actor, vault=body.vault, revision=body.revision)


@router.put("/me/resume", status_code=204)
async def keep_half(body: Half, caller: SignedIn, session: Session) -> None:
    """Keep the server's half of the key that survives a page reload."""
    await sign_in.keep_resume_half(session, caller, body.half)


@router.get("/me/resume")
async def give_half(caller: SignedIn, session: Session) -> HalfAnswer:
    """Give that half back to the same session."""
    return HalfAnswer(half=await sign_in.resume_half(session, caller))

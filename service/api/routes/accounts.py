"""Founding an organisation, who one is, one's own vault."""

from fastapi import APIRouter

from service.api.access import Anyone, SignedIn, same_text
from service.api.context import Parts, Session
from service.api.schemas.accounts import FoundOrganisation, Me, Organisation, VaultAnswer, VaultBody
from service.domain.errors import Forbidden
from service.identity import accounts, organisations

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


@router.get("/me")
async def me(caller: SignedIn) -> Me:
    """Say who is signed in."""
    return Me.model_validate(
        {
            "person": caller.person,
            "org": caller.org,
            "login": caller.login,
            "roles": sorted(caller.roles),
            "case": caller.case,
            "state": caller.state,
        }
    )


@router.get("/me/vault")
async def read_vault(caller: SignedIn, session: Session) -> VaultAnswer:
    """Give back one's own sealed vault, for a device that another one has overtaken."""
    vault, revision = await accounts.sealed_vault(session, caller.actor)
    return VaultAnswer(vault=vault, revision=revision)


@router.put("/me/vault", status_code=204)
async def rewrite_vault(body: VaultBody, caller: SignedIn, session: Session) -> None:
    """Store the next revision of one's own sealed vault."""
    await accounts.rewrite_vault(session, caller.actor, vault=body.vault, revision=body.revision)

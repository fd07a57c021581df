"""Media workers' sessions: a pool on the roster signs a fresh nonce and gets a bearer token."""

import uuid
from typing import Final

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.session import enter_organisation
from service.db.tables import SignInSession, WorkerChallenge
from service.domain.errors import NotFound, SignInRefused
from service.identity.roster import pool_entry
from service.identity.sign_in import new_nonce
from service.identity.tokens import new_session_token, token_hash
from service.sealing.errors import SealingError
from service.sealing.schemas import WorkerSession
from service.sealing.statements import Statement, open_statement

CHALLENGE_SECONDS: Final = 60
SESSION_SECONDS: Final = 60 * 60


async def challenge(session: AsyncSession, org: str, pool: str, *, at: int) -> bytes:
    """Return a nonce for this pool to sign within a minute.

    Says nothing of whether the pool exists.
    """
    await enter_organisation(session, org)
    await session.exec(delete(WorkerChallenge).where(col(WorkerChallenge.expires) < at))
    nonce = new_nonce()
    try:
        await pool_entry(session, pool)
    except NotFound:
        return nonce
    session.add(WorkerChallenge(nonce=nonce, org=org, pool=pool, expires=at + CHALLENGE_SECONDS))
    await session.flush()
    return nonce


async def open_session(session: AsyncSession, signed: Statement, *, at: int) -> tuple[str, int]:
    """Return a token and its end for a worker whose pool signed our nonce.

    Raises `SignInRefused`.
    """
    try:
        body = open_statement(signed, WorkerSession)
    except SealingError as fault:
        raise SignInRefused from fault
    await enter_organisation(session, body.org)
    try:
        entry = await pool_entry(session, body.pool)
    except NotFound as unknown:
        raise SignInRefused from unknown
    spent = await session.exec(
        delete(WorkerChallenge)
        .where(
            col(WorkerChallenge.nonce) == body.nonce,
            col(WorkerChallenge.pool) == body.pool,
            col(WorkerChallenge.expires) >= at,
        )
        .returning(col(WorkerChallenge.nonce))
    )
    if entry.sign != signed.key or spent.first() is None:
        raise SignInRefused
    token = new_session_token(body.org)
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            id=str(uuid.uuid4()),
            org=body.org,
            pool=body.pool,
            created=at,
            last_seen=at,
            expires=at + SESSION_SECONDS,
        )
    )
    return token, at + SESSION_SECONDS

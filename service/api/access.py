"""Who may call: one capability per route, denied unless declared.

A test fails on a route without one.

Guarantees: a capability is checked before the use case runs, in the request's own transaction,
which is bound to the caller's organisation. Relations (whose item, whose case) are for the use
cases.
"""

import hmac
from enum import StrEnum
from typing import Annotated, Final

from fastapi import Depends, Request

from service.api.context import Parts, Session
from service.correspondence.access import Who
from service.domain.errors import Forbidden, SessionMissing
from service.domain.roles import READERS, Side, StaffRole
from service.identity.sessions import Caller, resume_session

COOKIE: Final = "__Host-gobetween"
PROOF_HEADER: Final = "X-Gobetween"
_READERS: Final = frozenset({StaffRole.FACILITATOR, StaffRole.SUPERVISOR})
_AUTHORS: Final = frozenset({*Side, StaffRole.LIAISON})
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Capability(StrEnum):
    """What a route may ask of its caller."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    CERTIFIED = "certified"
    PERSON_OR_WORKER = "person-or-worker"
    PARTICIPANT = "participant"
    AUTHOR = "author"
    LIAISON = "liaison"
    FACILITATOR = "facilitator"
    READER = "reader"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"
    INVITER = "inviter"
    MEDIA_WORKER = "media-worker"


def _token(request: Request) -> str:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer:
        return bearer
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        raise SessionMissing
    if request.method not in _SAFE:
        # A cookie travels by itself; another site can neither set this header nor be same-origin.
        origin = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.headers.get(PROOF_HEADER) != "1" or origin != "same-origin":
            raise Forbidden
    return cookie


def _allows(capability: Capability, caller: Caller) -> bool:
    person = caller.account is not None
    certified = caller.state == "certified"
    worker = caller.pool is not None
    administrator = certified and StaffRole.ADMINISTRATOR in caller.roles
    facilitator = certified and StaffRole.FACILITATOR in caller.roles
    staff = person and certified and caller.case is None
    return {
        Capability.ANYONE: True,
        Capability.SIGNED_IN: person,
        Capability.CERTIFIED: person and certified,
        Capability.PERSON_OR_WORKER: worker or (person and certified),
        Capability.PARTICIPANT: person and certified and bool(caller.roles & set(Side)),
        Capability.AUTHOR: person and certified and bool(caller.roles & _AUTHORS),
        Capability.LIAISON: person and certified and StaffRole.LIAISON in caller.roles,
        Capability.FACILITATOR: person and facilitator,
        Capability.READER: staff and not READERS.isdisjoint(caller.roles),
        Capability.STAFF: staff,
        Capability.ADMINISTRATOR: person and administrator,
        Capability.INVITER: person and (administrator or facilitator),
        Capability.MEDIA_WORKER: worker,
    }[capability]


class Access:
    """A route's declared capability, as a dependency that returns the caller."""

    def __init__(self, capability: Capability) -> None:
        self.capability = capability

    async def __call__(self, request: Request, parts: Parts, session: Session) -> Caller:
        """Return the caller; raises `SessionMissing` or `Forbidden`."""
        caller = await resume_session(session, _token(request), at=parts.clock.now())
        if not _allows(self.capability, caller):
            raise Forbidden
        return caller


class BriefAccess(Access):
    """The same check in a transaction of its own, for routes that wait for something else.

    For the object store, or for a transaction that must stand whatever becomes of the request.
    """

    async def __call__(self, request: Request, parts: Parts) -> Caller:  # type: ignore[override]
        """Return the caller; raises `SessionMissing` or `Forbidden`."""
        async with parts.sessions() as session, session.begin():
            return await super().__call__(request, parts, session)


class Public:
    """A route that declares itself open to anyone; it must check what it needs by itself."""

    capability = Capability.ANYONE

    async def __call__(self) -> None:
        """Let anyone in; a coroutine, because the framework gives others a thread."""


Anyone = Annotated[None, Depends(Public())]
SignedIn = Annotated[Caller, Depends(Access(Capability.SIGNED_IN))]
Certified = Annotated[Caller, Depends(Access(Capability.CERTIFIED))]
PersonOrWorker = Annotated[Caller, Depends(Access(Capability.PERSON_OR_WORKER))]
SignedInBriefly = Annotated[Caller, Depends(BriefAccess(Capability.SIGNED_IN))]
CertifiedBriefly = Annotated[Caller, Depends(BriefAccess(Capability.CERTIFIED))]
PersonOrWorkerBriefly = Annotated[Caller, Depends(BriefAccess(Capability.PERSON_OR_WORKER))]
ReaderBriefly = Annotated[Caller, Depends(BriefAccess(Capability.READER))]
MediaWorkerBriefly = Annotated[Caller, Depends(BriefAccess(Capability.MEDIA_WORKER))]
Participant = Annotated[Caller, Depends(Access(Capability.PARTICIPANT))]
Author = Annotated[Caller, Depends(Access(Capability.AUTHOR))]
Liaison = Annotated[Caller, Depends(Access(Capability.LIAISON))]
Facilitator = Annotated[Caller, Depends(Access(Capability.FACILITATOR))]
Reader = Annotated[Caller, Depends(Access(Capability.READER))]
Staff = Annotated[Caller, Depends(Access(Capability.STAFF))]
Administrator = Annotated[Caller, Depends(Access(Capability.ADMINISTRATOR))]
Inviter = Annotated[Caller, Depends(Access(Capability.INVITER))]
MediaWorker = Annotated[Caller, Depends(Access(Capability.MEDIA_WORKER))]


def who(caller: Caller) -> Who:
    """Return the caller as the correspondence room knows them."""
    return Who(
        org=caller.org,
        person=caller.account,
        pool=caller.pool,
        sign=caller.sign,
        box=caller.box,
        certified=caller.state == "certified",
        acts_for=caller.acts_for,
    )


def same_text(left: str, right: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())

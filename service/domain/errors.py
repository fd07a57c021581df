"""Errors a use case may raise: each has a stable slug, an HTTP status and typed facts.

The mapping to problem details is in `service.api.problems`; nothing here echoes what was sent in.
"""

from dataclasses import dataclass
from typing import ClassVar

Fact = str | int | bool | bytes | None


@dataclass(frozen=True)
class Evidence:
    """A refusal worth keeping: written to a trail in a short transaction of its own."""

    org: str
    chain: str
    event: str
    actor: str | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Attempt:
    """A refused attempt to come in, kept alike whether or not the door exists.

    `org` and `chain` are of whoever was asked for, None where there is nobody. `network` is the
    keyed hash of where it came from.
    """

    event: str
    network: bytes
    org: str | None = None
    chain: str | None = None
    subject: str | None = None


class ServiceError(Exception):
    """Base of everything a use case refuses with. Never raised itself."""

    slug: ClassVar[str]
    status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, *, evidence: Evidence | Attempt | None = None, **facts: Fact) -> None:
        super().__init__(self.slug)
        self.evidence = evidence
        self.facts = facts


class NotFound(ServiceError):  # noqa: N818 - the name is the practice's word, as for all below
    """Nothing there for this caller: absent, someone else's, or not yet released.

    Never told apart.
    """

    slug = "not-found"
    status = 404
    title = "There is nothing here for you."


class SignInRefused(ServiceError):  # noqa: N818
    """Unknown login, wrong passphrase or wrong recovery code. Never told apart."""

    slug = "sign-in-refused"
    status = 401
    title = "The sign-in name or the passphrase is not right."


class SessionMissing(ServiceError):  # noqa: N818
    """No session, or one that has ended."""

    slug = "session-missing"
    status = 401
    title = "Sign in first."


class EnrolmentRefused(ServiceError):  # noqa: N818
    """Unknown login, wrong, spent or expired code. Never told apart."""

    slug = "enrolment-refused"
    status = 404
    title = "The sign-in name or the code is not right, or the code has been used."


class Forbidden(ServiceError):  # noqa: N818
    """The caller may see that the thing exists, but not do this."""

    slug = "forbidden"
    status = 403
    title = "You may not do this."


class Conflict(ServiceError):  # noqa: N818
    """Someone or something was there first; look again and decide anew."""

    slug = "conflict"
    status = 409
    title = "This has changed since you last looked."


class ClaimedByAnother(Conflict):
    """A colleague is reading this item."""

    slug = "claimed-by-another"
    title = "A colleague is reading this item."


class LeaseHeld(Conflict):
    """Another worker is on this job."""

    slug = "lease-held"
    title = "Another worker holds this job."


class AttemptStale(Conflict):
    """A later attempt has begun, or the job has ended: stop working."""

    slug = "attempt-stale"
    title = "This attempt is over."


class Invalid(ServiceError):  # noqa: N818
    """What was sent cannot be right; `reason` names the check."""

    slug = "invalid"
    status = 422
    title = "What was sent is not valid."


class Blocked(ServiceError):  # noqa: N818
    """The release gate has blockers; `blockers` lists every slug."""

    slug = "blocked"
    status = 409
    title = "This cannot go ahead yet."


class TooLarge(ServiceError):  # noqa: N818
    """More bytes than this place takes; answered before they are read."""

    slug = "too-large"
    status = 413
    title = "This is larger than the service takes."


class NoRoom(ServiceError):  # noqa: N818
    """The organisation's storage is full, or too full for this; `left_gb` is in whole GB.

    No more exactly: what is left is less for what anybody of the organisation stores.
    """

    slug = "no-room"
    status = 413
    title = "The organisation's storage has no room for this."


class TooManyBegun(ServiceError):  # noqa: N818
    """This author has begun as many items as they may without sending one; `most` says how many."""

    slug = "too-many-begun"
    status = 409
    title = "Too much was begun and not sent. Go on with something of it first."


class TooManyAttempts(ServiceError):  # noqa: N818
    """This login was tried in vain too often from this network.

    `retry_after` is in seconds, bounded; other networks are not concerned.
    """

    slug = "too-many-attempts"
    status = 429
    title = "There were too many attempts. Wait a little, then try again."

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class Unavailable(ServiceError):  # noqa: N818
    """A part the service needs does not answer; nothing was stored."""

    slug = "unavailable"
    status = 503
    title = "The service cannot do this right now. Nothing was lost; try again in a moment."

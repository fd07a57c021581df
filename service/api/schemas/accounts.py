"""Bodies and answers of organisations, sign-in, enrolment and the roster."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from service.api.schemas.common import Answer, Body, Bytes, Count, Id, Key, Login, WireStatement
from service.identity.accounts import NewAccount, NewWayIn

Kind = Literal["passphrase", "recovery"]
Profile = Literal["participant-1", "staff-1", "recovery-1"]
Salt = Annotated[Bytes, Field(min_length=16, max_length=16)]
Sealed = Annotated[Bytes, Field(min_length=40, max_length=64 * 1024)]


class WayInBody(Body):
    """One wrapped vault key."""

    kind: Kind
    profile: Profile
    salt: Salt
    login_token: Key
    wrapped: Sealed

    def new(self) -> NewWayIn:
        """Return it for the use case."""
        return NewWayIn(self.kind, self.profile, self.salt, self.login_token, self.wrapped)


Ways = Annotated[list[WayInBody], Field(min_length=1, max_length=2)]


class ProofBody(Body):
    """Shows that one knows a present secret, as signing in does."""

    kind: Kind
    login_token: Key


class NewWays(Body):
    """A new passphrase and a new recovery code, each wrapping the same vault key."""

    proof: ProofBody
    ways: Annotated[list[WayInBody], Field(min_length=2, max_length=2)]

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if len({way.kind for way in self.ways}) != len(self.ways):
            raise ValueError("one way of each kind")
        if any((way.kind == "recovery") != (way.profile == "recovery-1") for way in self.ways):
            raise ValueError("a profile of the other kind")
        return self


class AccountBody(Body):
    """An administrator's account, made with the organisation."""

    person: Id
    login: Login
    vault: Sealed
    ways: Ways

    def new(self) -> NewAccount:
        """Return it for the use case, which takes the public keys from the roster."""
        return NewAccount(
            person=self.person,
            login=self.login,
            roles=("administrator",),
            case=None,
            state="certified",
            sign=b"",
            box=b"",
            vault=self.vault,
            ways=tuple(way.new() for way in self.ways),
        )


class FoundOrganisation(Body):
    """Found an organisation; the setup token is the operator's."""

    setup_token: Annotated[str, Field(max_length=256)]
    org: Id
    roster: WireStatement
    administrator: AccountBody


class Organisation(Answer):
    """An organisation that now exists."""

    org: str


class BeginSignIn(Body):
    """Ask how to stretch the passphrase or recovery code of a login."""

    login: Login
    kind: Kind


class StretchAnswer(Answer):
    """How to stretch it."""

    salt: Bytes
    profile: str


class SignInBody(Body):
    """Sign in with the token that stretching gave."""

    login: Login
    kind: Kind
    login_token: Key
    session: Literal["cookie", "bearer"]


class Me(Answer):
    """Who the caller is."""

    person: str
    org: str
    login: str
    roles: list[str]
    case: str | None
    state: Literal["waiting", "certified"]


class SignedInAnswer(Answer):
    """A session, and what unlocks the person's keys on their device. `token` only for bearers."""

    token: str | None
    me: Me
    wrapped: Bytes
    vault: Bytes
    revision: int


class VaultBody(Body):
    """The next revision of the sealed vault."""

    vault: Sealed
    revision: Count


class VaultAnswer(Answer):
    """One's own sealed vault and its revision."""

    vault: Bytes
    revision: int


class Half(Body):
    """The server's half of the split key."""

    half: Key


class HalfAnswer(Answer):
    """The server's half of the split key."""

    half: Bytes


class SessionAnswer(Answer):
    """One of one's own sessions. `this` marks the one that is asking."""

    session: str
    created: int
    last_seen: int
    this: bool


class PublishRoster(Body):
    """The next roster, the staff invitations that it completes, and pools whose key is lost."""

    roster: WireStatement
    invitations: Annotated[list[Id], Field(max_length=200)]
    lost_pools: Annotated[tuple[Id, ...], Field(max_length=200, strict=False)] = ()


class InvitationBody(Body):
    """An invitation as the inviting device made it; the code itself never comes here."""

    invitation: Id
    person: Id
    login: Login
    role: Annotated[str, Field(max_length=32)]
    case: Id | None
    enrol_token: Key
    offer: Annotated[Bytes, Field(max_length=8192)]
    mac: Key
    secret: Annotated[Bytes, Field(max_length=8192)]
    expires: Count


class InvitationAnswer(Answer):
    """An invitation as its maker sees it."""

    invitation: str
    person: str
    login: str
    role: str
    case: str | None
    state: str
    offer: Bytes
    secret: Bytes
    reply: Bytes | None
    mac: Bytes | None
    expires: int


class OpenEnrolment(Body):
    """Show that one has the code."""

    login: Login
    enrol_token: Key


class OfferAnswer(Answer):
    """What the code authenticates, and the statements that it names."""

    offer: Bytes
    mac: Bytes
    roster: dict[str, str]
    case_statement: dict[str, str] | None
    team: dict[str, str] | None


class EnrolmentReply(Body):
    """The answer to an offer: new public keys under the code's MAC, and the sealed vault."""

    login: Login
    enrol_token: Key
    reply: Annotated[Bytes, Field(max_length=8192)]
    mac: Key
    vault: Sealed
    ways: Ways


class Empty(Answer):
    """Nothing to say."""


class ChallengeBody(Body):
    """A media worker asks for a nonce to sign."""

    org: Id
    pool: Id


class ChallengeAnswer(Answer):
    """The nonce."""

    nonce: Bytes


class WorkerSessionBody(Body):
    """The signed nonce."""

    statement: WireStatement


class WorkerSessionAnswer(Answer):
    """A bearer token and when it ends."""

    token: str
    expires: int

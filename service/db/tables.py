"""The tables. They are never request bodies: SQLModel tables do not validate on construction.

Times are whole seconds since 1970. Every table but `login_name` and those of `tables_of_doors`,
which are used before anyone is known, carries its organisation in `org`, which row-level security
compares with the organisation of the transaction. Constraints, policies and triggers are in
`migrations/`; a test holds that both say the same columns.
"""

from typing import Any, ClassVar

from sqlalchemy import ARRAY, BigInteger, LargeBinary, String, Uuid
from sqlmodel import Field, SQLModel

_ID: Any = Uuid(as_uuid=False)


class Organisation(SQLModel, table=True):
    """One agency, known by its root's public key."""

    __tablename__: ClassVar[str] = "organisation"
    org: str = Field(sa_type=_ID, primary_key=True)
    root: bytes = Field(sa_type=LargeBinary)
    created: int = Field(sa_type=BigInteger)


class LoginName(SQLModel, table=True):
    """Which organisation a printed handle belongs to; read before anyone is signed in."""

    __tablename__: ClassVar[str] = "login_name"
    login: str = Field(primary_key=True)
    org: str = Field(sa_type=_ID)


class Statement(SQLModel, table=True):
    """A signed statement, its exact bytes, kept for ever and never changed."""

    __tablename__: ClassVar[str] = "statement"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    case_id: str | None = Field(default=None, sa_type=_ID)
    item_id: str | None = Field(default=None, sa_type=_ID)
    type: str
    payload: bytes = Field(sa_type=LargeBinary)
    signer: bytes = Field(sa_type=LargeBinary)
    signature: bytes = Field(sa_type=LargeBinary)
    digest: bytes = Field(sa_type=LargeBinary)
    voice: bytes = Field(sa_type=LargeBinary)
    sequence: int = Field(default=0, sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)


class Account(SQLModel, table=True):
    """A person who can sign in: staff, person harmed or person responsible."""

    __tablename__: ClassVar[str] = "account"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    login: str
    roles: list[str] = Field(sa_type=ARRAY(String))
    case_id: str | None = Field(default=None, sa_type=_ID)
    state: str
    sign: bytes = Field(sa_type=LargeBinary)
    box: bytes = Field(sa_type=LargeBinary)
    vault: bytes = Field(sa_type=LargeBinary)
    revision: int = Field(default=1, sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)
    # Whose place the keys of this account wait to take, or whose old ones it keeps.
    stands_for: str | None = Field(default=None, sa_type=_ID)

    @property
    def person(self) -> str:
        """Whose account this is, or will be."""
        return self.stands_for or self.id


class WayIn(SQLModel, table=True):
    """One way to unlock a vault key: by passphrase or by recovery code."""

    __tablename__: ClassVar[str] = "way_in"
    account: str = Field(sa_type=_ID, primary_key=True)
    kind: str = Field(primary_key=True)
    org: str = Field(sa_type=_ID)
    profile: str
    salt: bytes = Field(sa_type=LargeBinary)
    login_hash: bytes = Field(sa_type=LargeBinary)
    wrapped: bytes = Field(sa_type=LargeBinary)


class SignInSession(SQLModel, table=True):
    """A session of a person or of a media worker, known by the hash of its token."""

    __tablename__: ClassVar[str] = "session"
    token_hash: bytes = Field(sa_type=LargeBinary, primary_key=True)
    org: str = Field(sa_type=_ID)
    account: str | None = Field(default=None, sa_type=_ID)
    pool: str | None = Field(default=None, sa_type=_ID)
    created: int = Field(sa_type=BigInteger)
    last_seen: int = Field(sa_type=BigInteger)
    expires: int = Field(sa_type=BigInteger)
    resume_half: bytes | None = Field(default=None, sa_type=LargeBinary)
    id: str = Field(sa_type=_ID)


class WorkerChallenge(SQLModel, table=True):
    """A nonce that a media worker must sign, once."""

    __tablename__: ClassVar[str] = "worker_challenge"
    nonce: bytes = Field(sa_type=LargeBinary, primary_key=True)
    org: str = Field(sa_type=_ID)
    pool: str = Field(sa_type=_ID)
    expires: int = Field(sa_type=BigInteger)


class Invitation(SQLModel, table=True):
    """An enrolment code's public side: what the code authenticates, and the reply to it."""

    __tablename__: ClassVar[str] = "invitation"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    case_id: str | None = Field(default=None, sa_type=_ID)
    person: str = Field(sa_type=_ID)
    login: str
    role: str
    state: str
    inviter: str = Field(sa_type=_ID)
    enrol_hash: bytes = Field(sa_type=LargeBinary)
    offer: bytes = Field(sa_type=LargeBinary)
    mac: bytes = Field(sa_type=LargeBinary)
    secret: bytes = Field(sa_type=LargeBinary)
    reply: bytes | None = Field(default=None, sa_type=LargeBinary)
    reply_mac: bytes | None = Field(default=None, sa_type=LargeBinary)
    expires: int = Field(sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)


class ReEnrolmentAsked(SQLModel, table=True):
    """New keys of a participant that wait, or have waited, for a second person to vouch.

    The statements are kept as they came, and are in force only once they are stored as such.
    """

    __tablename__: ClassVar[str] = "re_enrolment"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    case_id: str = Field(sa_type=_ID)
    person: str = Field(sa_type=_ID)
    asked_by: str = Field(sa_type=_ID)
    certificate: bytes = Field(sa_type=LargeBinary)
    by_reader: bytes = Field(sa_type=LargeBinary)
    by_old_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    created: int = Field(sa_type=BigInteger)
    state: str = "waiting"


class Case(SQLModel, table=True):
    """One case. What it is about, and every name, is in `card`, sealed to the review team."""

    __tablename__: ClassVar[str] = "case_file"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    state: str
    lock_version: int = Field(default=1, sa_type=BigInteger)
    card: bytes = Field(sa_type=LargeBinary)
    created: int = Field(sa_type=BigInteger)


class CasePerson(SQLModel, table=True):
    """Someone on a side of a case: certified once the facilitator has signed their keys.

    Or mandated: without an account, and a team of liaisons acts for them until a time.
    """

    __tablename__: ClassVar[str] = "case_person"
    case_id: str = Field(sa_type=_ID, primary_key=True)
    person: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    side: str
    certificate: str | None = Field(default=None, sa_type=_ID)
    mandate: str | None = Field(default=None, sa_type=_ID)
    liaison_team: str | None = Field(default=None, sa_type=_ID)
    mandate_until: int | None = Field(default=None, sa_type=BigInteger)

    @property
    def settled(self) -> bool:
        """Whether it is signed who this is, or who acts for them."""
        return self.certificate is not None or self.mandate is not None


class SealedNote(SQLModel, table=True):
    """The bytes of one version of a note, sealed to its audience. The server cannot open them."""

    __tablename__: ClassVar[str] = "sealed_note"
    statement: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    case_id: str = Field(sa_type=_ID)
    subject: str = Field(sa_type=_ID)
    field: str
    version: int = Field(sa_type=BigInteger)
    digest: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)


class TeamMember(SQLModel, table=True):
    """Who is on a case's review team now, as its newest team statement says."""

    __tablename__: ClassVar[str] = "team_member"
    case_id: str = Field(sa_type=_ID, primary_key=True)
    person: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)


class OrganisationTeam(SQLModel, table=True):
    """A team of the organisation's own, at its newest stored version."""

    __tablename__: ClassVar[str] = "organisation_team"
    team: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    purpose: str
    version: int = Field(sa_type=BigInteger)
    statement: str = Field(sa_type=_ID)
    created: int = Field(sa_type=BigInteger)


class StepIn(SQLModel, table=True):
    """Two people on their way into a case; `half` is sealed to the second, `made` what they made.

    Both are emptied when it ends.
    """

    __tablename__: ClassVar[str] = "step_in"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    case_id: str = Field(sa_type=_ID)
    asker: str = Field(sa_type=_ID)
    joiner: str = Field(sa_type=_ID)
    capacity: str
    state: str
    cover: bytes = Field(sa_type=LargeBinary)
    reason: str
    half: bytes = Field(sa_type=LargeBinary)
    made: str | None = Field(default=None)
    expires: int = Field(sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)


class Item(SQLModel, table=True):
    """A letter or recording on its way. Its state is written by `service.db.transitions` only."""

    __tablename__: ClassVar[str] = "item"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    case_id: str = Field(sa_type=_ID)
    kind: str
    language: str
    author: str = Field(sa_type=_ID)
    in_reply_to: str | None = Field(default=None, sa_type=_ID)
    state: str
    lock_version: int = Field(default=1, sa_type=BigInteger)
    version: int = Field(default=1, sa_type=BigInteger)
    claimed_by: str | None = Field(default=None, sa_type=_ID)
    claim_until: int | None = Field(default=None, sa_type=BigInteger)
    waiting_since: int | None = Field(default=None, sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)
    reason: str | None = Field(default=None)
    appealed: bool = Field(default=False)
    escalated_by: str | None = Field(default=None, sa_type=_ID)
    round: int | None = Field(default=None, sa_type=BigInteger)
    relates_to: str | None = Field(default=None, sa_type=_ID)
    timed_by: bytes | None = Field(default=None, sa_type=LargeBinary)


class AuthorSide(SQLModel, table=True):
    """Staff who had a hand in an item on its author's side: none of them may claim it."""

    __tablename__: ClassVar[str] = "author_side"
    item_id: str = Field(sa_type=_ID, primary_key=True)
    person: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)


class ItemRecipient(SQLModel, table=True):
    """To whom an item is addressed."""

    __tablename__: ClassVar[str] = "item_recipient"
    item_id: str = Field(sa_type=_ID, primary_key=True)
    person: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)


class Rendition(SQLModel, table=True):
    """One container: what its author sealed (`original`), or what the media worker made of it."""

    __tablename__: ClassVar[str] = "rendition"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    item_id: str = Field(sa_type=_ID)
    version: int = Field(sa_type=BigInteger)
    role: str
    padded: int = Field(sa_type=BigInteger)
    chunks: int = Field(sa_type=BigInteger)
    slice_chunks: int = Field(sa_type=BigInteger)
    table_digest: bytes | None = Field(default=None, sa_type=LargeBinary)
    complete: bool = Field(default=False)
    uploader: str | None = Field(default=None, sa_type=_ID)
    resume: bytes | None = Field(default=None, sa_type=LargeBinary)
    job: str | None = Field(default=None, sa_type=_ID)
    attempt: int | None = Field(default=None, sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)
    emptied: bool = Field(default=False)


class Slice(SQLModel, table=True):
    """One stored object: whole sealed chunks, with the digest of each."""

    __tablename__: ClassVar[str] = "slice"
    rendition: str = Field(sa_type=_ID, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    org: str = Field(sa_type=_ID)
    size: int = Field(sa_type=BigInteger)
    chunk_digests: bytes = Field(sa_type=LargeBinary)
    object_key: str
    stored: int = Field(sa_type=BigInteger)


class Grant(SQLModel, table=True):
    """A content key sealed to one holder. The server cannot open it."""

    __tablename__: ClassVar[str] = "content_grant"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    item_id: str = Field(sa_type=_ID)
    rendition: str = Field(sa_type=_ID)
    holder: str
    person: str | None = Field(default=None, sa_type=_ID)
    sealed: bytes = Field(sa_type=LargeBinary)
    created: int = Field(sa_type=BigInteger)
    regrant: str | None = Field(default=None, sa_type=_ID)
    decision: str | None = Field(default=None, sa_type=_ID)


class MediaJob(SQLModel, table=True):
    """The making of one rendition. PostgreSQL holds the lease; the queue only wakes a worker.

    `number` counts those of one version of an item. The first is made as it is; a later one with
    the `edits` that somebody asked for, as JSON, and its author may have `declined` it.
    """

    __tablename__: ClassVar[str] = "media_job"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    item_id: str = Field(sa_type=_ID)
    version: int = Field(sa_type=BigInteger)
    state: str
    attempt: int = Field(default=1, sa_type=BigInteger)
    worker: str | None = Field(default=None, sa_type=_ID)
    lease_until: int | None = Field(default=None, sa_type=BigInteger)
    permille: int = Field(default=0, sa_type=BigInteger)
    reason: str | None = Field(default=None)
    created: int = Field(sa_type=BigInteger)
    number: int = Field(default=1, sa_type=BigInteger)
    edits: str = Field(default="[]")
    asked_by: str | None = Field(default=None, sa_type=_ID)
    declined: int | None = Field(default=None, sa_type=BigInteger)


class TrailHead(SQLModel, table=True):
    """The newest entry of a chain; locked while the next one is written."""

    __tablename__: ClassVar[str] = "trail_head"
    chain: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    number: int = Field(sa_type=BigInteger)
    hash: bytes = Field(sa_type=LargeBinary)


class TrailEntry(SQLModel, table=True):
    """One link of a hash chain: what happened, in the transaction in which it happened."""

    __tablename__: ClassVar[str] = "trail_entry"
    chain: str = Field(sa_type=_ID, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    org: str = Field(sa_type=_ID)
    entry: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class OutboxRow(SQLModel, table=True):
    """Something another part must do, written with the change that causes it. Ids only."""

    __tablename__: ClassVar[str] = "outbox"
    id: str = Field(sa_type=_ID, primary_key=True)
    org: str = Field(sa_type=_ID)
    task: str
    subject: str = Field(sa_type=_ID)
    attempt: int = Field(default=1, sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)
    due: int = Field(sa_type=BigInteger)
    enqueued: int | None = Field(default=None, sa_type=BigInteger)
    done: int | None = Field(default=None, sa_type=BigInteger)

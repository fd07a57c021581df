"""Bodies and answers of cases, items, review, receiving and the media worker's jobs."""

from typing import Annotated, Literal

from pydantic import Field

from service.api.schemas.common import Answer, Body, Bytes, Edits, Id, WireStatement
from service.api.schemas.steps import StepAnswer
from service.correspondence.beginning import Wanted
from service.correspondence.captions import Related
from service.correspondence.uploads import NewUpload
from service.domain.errors import Invalid
from service.media.refusals import Refusal

Kind = Literal["letter", "recorded_message", "video_message", "scan", "captions"]
Language = Annotated[str, Field(pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$", max_length=35)]
Sealed = Annotated[Bytes, Field(min_length=48, max_length=1024)]
Digest = Annotated[Bytes, Field(min_length=32, max_length=32)]
SliceChunks = Annotated[int, Field(ge=1, le=32)]


class OpenCase(Body):
    """A new case: its team, its first statement, its sealed card.

    `cover` is the team's, where the organisation's roster lists the two teams that cover.
    """

    case: Id
    team: WireStatement
    case_statement: WireStatement
    cover: WireStatement | None = None
    card: Annotated[Bytes, Field(max_length=256 * 1024)]


class CasePersonAnswer(Answer):
    """Someone on a side of a case."""

    person: str
    role: str
    certified: bool


WireStatements = list[dict[str, str]]


class InclusionAnswer(Answer):
    """Where a statement stands among those that a head countersigns."""

    statement: Bytes
    index: int
    proof: list[Bytes]


class HeadAnswer(Answer):
    """A countersignature, and the places of the statements that it is shown for."""

    head: dict[str, str]
    inclusions: list[InclusionAnswer]


class GroundAnswer(Answer):
    """The statements by which a device tells who was in force, and when."""

    roster: dict[str, str]
    team: dict[str, str]
    case_statements: WireStatements
    certificates: WireStatements
    rosters: WireStatements
    teams: WireStatements
    heads: list[HeadAnswer]
    covers: WireStatements
    step_ins: WireStatements
    re_enrolments: WireStatements
    mandates: WireStatements


class CaseAnswer(GroundAnswer):
    """A case as the caller may see it; `card` and `steps` for its team only."""

    case: str
    state: str
    created: int
    people: list[CasePersonAnswer]
    card: Bytes | None
    steps: list[StepAnswer]


class Certify(Body):
    """A certificate and the case statement that lists it.

    For somebody who has keys already, the first reader's word comes in place of the statement.
    """

    certificate: WireStatement
    case_statement: WireStatement | None = None
    re_enrolment: WireStatement | None = None


class UploadBody(Body):
    """A container about to be sent; `padded` in bytes."""

    rendition: Id
    padded: Annotated[int, Field(ge=1, le=2**53 - 1)]
    slice_chunks: SliceChunks
    resume: Annotated[Bytes, Field(max_length=1024)]

    def new(self) -> NewUpload:
        """Return it for the use case."""
        return NewUpload(self.rendition, self.padded, self.slice_chunks, self.resume)


class DraftItem(Body):
    """A new item; ids are made by the author's device, because sealing binds them."""

    item: Id
    kind: Kind
    language: Language
    recipients: Annotated[list[Id], Field(min_length=1, max_length=20)]
    in_reply_to: Id | None
    upload: UploadBody
    relates_to: Id | None = None
    timed_by: Digest | None = None

    def related(self) -> Related | None:
        """Return of which recording, and which rendition of it, these are captions."""
        return related(self.relates_to, self.timed_by)


def related(recording: str | None, timed_by: bytes | None) -> Related | None:
    """Return what captions say of their recording; raises `Invalid` for half of it."""
    if (recording is None) != (timed_by is None):
        raise Invalid(reason="relates-to")
    if recording is None or timed_by is None:
        return None
    return Related(recording, timed_by)


class WantedQuery(Body):
    """What somebody would send; `length` in bytes of plaintext.

    `item` where it is another version of one, or the rest of what was begun.
    """

    kind: Kind
    length: Annotated[int, Field(ge=0, le=2**53 - 1, strict=False)]
    item: Id | None = None
    relates_to: Id | None = None
    timed_by: Digest | None = None

    def by(self, case: str, author: str) -> Wanted:
        """Return it for the use case."""
        about = related(self.relates_to, self.timed_by)
        return Wanted(case, author, self.kind, self.length, self.item, about)


class SendingAnswer(Answer):
    """That something may begin to be sent now; `largest` in bytes of plaintext.

    `by_address` where its slices may be stored at addresses of the object store.
    """

    largest: int
    by_address: bool


class ReplaceItem(Body):
    """The next version of an item that failed or was returned; captions say what times them."""

    kind: Kind
    upload: UploadBody
    timed_by: Digest | None = None


class Processing(Answer):
    """How the making of a recording's safe rendition goes."""

    permille: int
    attempt: int
    queue_position: int | None
    reason: str | None


class SaferAnswer(Answer):
    """A safer rendition that was asked for last, and what became of it.

    To its author `wanted` says that their word is; of one that is being made, or could not be, they
    hear nothing here.
    """

    state: Literal["making", "failed", "wanted", "agreed", "declined"]
    edits: Edits
    reason: str | None


class ItemAnswer(Answer):
    """An item as the caller may see it; `status` is the caller's own word for where it is.

    `reason` is for its author and the team, while it is returned or withheld. For the team alone:
    `waiting_since`, until when a decision is `due`, both while there is none, and whether its
    author has `appealed`. `told` is what its author may know of the recipient, as of this morning.
    `recalled` is for its author, of one item: whether they took it back.
    `delayed` is for its recipient, of one item that they have not opened: it cannot go ahead now.
    `kept_until` is for its author: until when what was begun and not sent is kept.
    `relates_to` is of captions, for their author and the team: the item of their recording.
    """

    item: str
    case: str
    kind: str
    language: str
    version: int
    part: str
    status: str
    created: int
    author: str
    recipients: list[str]
    in_reply_to: str | None
    relates_to: str | None
    rendition: str | None
    processing: Processing | None
    told: Literal["accepted", "opened"] | None
    state: str | None
    claimed_by: str | None
    reason: str | None
    waiting_since: int | None
    due: int | None
    appealed: bool | None
    recalled: bool | None
    delayed: bool | None
    kept_until: int | None
    safer: SaferAnswer | None


class SliceAnswer(Answer):
    """A stored slice; `size` in bytes."""

    slice: int
    size: int


class RenditionAnswer(Answer):
    """A container: its sizes, and what of it is stored. `resume` for its uploader only.

    `by_address` where the caller may ask for addresses of the object store.
    """

    rendition: str
    item: str
    role: str
    padded: int
    chunks: int
    slice_chunks: int
    table: bool
    slices: list[SliceAnswer]
    resume: Bytes | None
    by_address: bool


class GrantBody(Body):
    """A sealed content key for the author, the team or the worker pool."""

    grantee: Literal["author", "team", "pool"]
    rendition: Id
    grant: Sealed


class Submit(Body):
    """The signed manifest, and who can open what was sent."""

    manifest: WireStatement
    grants: Annotated[list[GrantBody], Field(max_length=8)]


class GrantAnswer(Answer):
    """A content key sealed to the caller."""

    rendition: str
    grant: Bytes


class ContainerAnswer(Answer):
    """A finished container of an item."""

    rendition: str
    role: str
    padded: int
    chunks: int
    slice_chunks: int


class EvidenceAnswer(GroundAnswer):
    """All a device needs to judge an item by itself."""

    manifest: dict[str, str] | None
    rendition: dict[str, str] | None
    decisions: WireStatements
    acceptance: dict[str, str] | None
    opening: dict[str, str] | None
    regrants: WireStatements
    agreements: WireStatements
    attestations: WireStatements
    recalls: WireStatements
    suspensions: WireStatements
    keepings: WireStatements
    grants: list[GrantAnswer]
    renditions: list[ContainerAnswer]


class CaptionsAnswer(Answer):
    """Captions of a recording, and what the caller's device judges them by."""

    item: str
    evidence: EvidenceAnswer


class CaptionsOfAnswer(Answer):
    """The captions to show the caller beside a recording, of each language the newest."""

    captions: list[CaptionsAnswer]


class Accept(Body):
    """The recipient's signed acceptance."""

    acceptance: WireStatement


class Open(Body):
    """The recipient's signed opening."""

    opening: WireStatement


class OpenedAnswer(Answer):
    """The item, now open, and the keys sealed to the recipient."""

    item: ItemAnswer
    grants: list[GrantAnswer]


class StartJob(Body):
    """A media worker takes an attempt of a job."""

    attempt: Annotated[int, Field(ge=1, le=10_000)]
    worker: Id


class JobAnswer(Answer):
    """What the worker needs to make a rendition; `edits` in the form of its statement."""

    job: str
    attempt: int
    item: str
    case: str
    original: ContainerAnswer
    edits: Edits
    evidence: EvidenceAnswer
    lease_seconds: int


class Heartbeat(Body):
    """The worker is alive; progress from 0 to 1000."""

    attempt: Annotated[int, Field(ge=1, le=10_000)]
    permille: Annotated[int, Field(ge=0, le=1000)]


class OutputBody(Body):
    """The container that the worker uploads; `padded` in bytes, or 0 while it is being made."""

    attempt: Annotated[int, Field(ge=1, le=10_000)]
    rendition: Id
    padded: Annotated[int, Field(ge=0, le=2**53 - 1)]
    slice_chunks: SliceChunks


class FinishJob(Body):
    """The signed rendition, and who can open it."""

    attempt: Annotated[int, Field(ge=1, le=10_000)]
    rendition: WireStatement
    grants: Annotated[list[GrantBody], Field(max_length=8)]


class FailJob(Body):
    """Why no rendition can be made, as a reason code."""

    attempt: Annotated[int, Field(ge=1, le=10_000)]
    reason: Annotated[Refusal, Field(strict=False)]

"""Owns the tables of the statements that an item travels with (sections 4.5 to 4.10).

Refuses to own keys and people, and what is said about an item later (schemas_words.py).
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import (
    B32,
    B32_OR_EMPTY,
    COUNT,
    FROM_ONE,
    ID,
    ID_OR_EMPTY,
    LANGUAGE,
    TEXT,
    TIME,
    array,
    check_first,
    one_of,
    record,
    refuse,
    wire,
    wire_or_none,
)
from service.sealing.schemas_edits import EDITS, Edit

LETTER: Final = "letter"
SCAN: Final = "scan"
CAPTIONS: Final = "captions"
RECORDINGS: Final = frozenset({"recorded_message", "video_message"})
AS_WRITTEN: Final = frozenset({LETTER, CAPTIONS})
"""What is read as it was written: nothing is made of it, and it has no rendition."""
APPROVE: Final = "approve"
MS: Final = "ms"
PAGES: Final = "pages"
ON_PAPER: Final = "on-paper"
WITH_FACILITATOR: Final = "with-facilitator"


@dataclass(frozen=True)
class ContainerRef:
    """A container named by its rendition, table digest and padded length in bytes."""

    rendition: str = wire(ID)
    table: bytes = wire(B32)
    padded: int = wire(COUNT)


@dataclass(frozen=True)
class Manifest:
    """An item as its author submitted it.

    Captions relate to a recording, and are timed by one rendition of it, named by its statement.
    """

    TYPE: ClassVar[str] = "gobetween/manifest/1"
    case: str = wire(ID)
    item: str = wire(ID)
    author: str = wire(ID)
    case_statement: bytes = wire(B32)
    version: int = wire(FROM_ONE)
    kind: str = wire(one_of(LETTER, *sorted(RECORDINGS), SCAN, CAPTIONS))
    language: str = wire(LANGUAGE)
    capacity: str = wire(one_of("self", "scribe", "liaison", "interpreter"))
    recipients: tuple[str, ...] = wire(array(ID))
    containers: tuple[ContainerRef, ...] = wire(array(record(ContainerRef), exactly=1))
    in_reply_to: str = wire(ID_OR_EMPTY)
    relates_to: str = wire(ID_OR_EMPTY)
    created: int = wire(TIME)
    timed_by: bytes = wire_or_none(B32, b"")

    def check(self) -> None:
        """Hold that captions, and nothing else, name the rendition that they were written for."""
        captions = self.kind == CAPTIONS
        if captions != bool(self.timed_by) or (captions and not self.relates_to):
            raise refuse("Captions name a recording and its rendition; nothing else names one.")


@dataclass(frozen=True)
class MediaFacts:
    """What the worker measured; lengths in milliseconds and pixels."""

    container: str = wire(TEXT)
    video_codec: str = wire(TEXT)
    audio_codec: str = wire(TEXT)
    duration_ms: int = wire(COUNT)
    declared_ms: int = wire(COUNT)
    width: int = wire(COUNT)
    height: int = wire(COUNT)


@dataclass(frozen=True)
class RenditionStatement:
    """A rendition the worker pool made from an original."""

    TYPE: ClassVar[str] = "gobetween/rendition/1"
    case: str = wire(ID)
    item: str = wire(ID)
    manifest: bytes = wire(B32)
    input: bytes = wire(B32)
    output: ContainerRef = wire(record(ContainerRef))  # noqa: RUF009 - a field, not a default
    tool: str = wire(TEXT)
    edits: tuple[Edit, ...] = wire(EDITS)
    media: MediaFacts = wire(record(MediaFacts))  # noqa: RUF009 - a field, not a default
    flags: tuple[str, ...] = wire(array(TEXT))
    created: int = wire(TIME)


@dataclass(frozen=True)
class DecisionGrant:
    """The digest of the grant that a reader sealed of one rendition."""

    rendition: str = wire(ID)
    grant: bytes = wire(B32)


@dataclass(frozen=True)
class DecisionRecipient:
    """A recipient, the box key the reader sealed to, and the grants."""

    person: str = wire(ID)
    key: bytes = wire(B32)
    grants: tuple[DecisionGrant, ...] = wire(array(record(DecisionGrant)))


@dataclass(frozen=True)
class Coverage:
    """How much of the item the reader says they covered.

    Of a recording that they do not hear: its picture as they saw it, and what is said and heard in
    it as a colleague's note, the `transcript`, says it.
    """

    unit: str = wire(one_of("characters", MS, PAGES))
    covered: int = wire(COUNT)
    total: int = wire(COUNT)
    transcript: bytes = wire_or_none(B32, b"")

    @property
    def fits(self) -> bool:
        """Whether only a recording is covered by what somebody wrote down of it."""
        return not self.transcript or self.unit == MS


@dataclass(frozen=True)
class Decision:
    """A reader's verdict on one item."""

    TYPE: ClassVar[str] = "gobetween/decision/1"
    case: str = wire(ID)
    item: str = wire(ID)
    case_statement: bytes = wire(B32)
    manifest: bytes = wire(B32)
    renditions: tuple[bytes, ...] = wire(array(B32))
    verdict: str = wire(one_of(APPROVE, "return", "withhold"))
    recipients: tuple[DecisionRecipient, ...] = wire(array(record(DecisionRecipient)))
    reason: str = wire(TEXT)
    coverage: Coverage = wire(record(Coverage))  # noqa: RUF009 - a field, not a default
    sequence: int = wire(FROM_ONE)
    previous: bytes = wire(B32_OR_EMPTY)
    valid_until: int = wire(TIME)
    decided: int = wire(TIME)

    def check(self) -> None:
        """Hold what the table says across fields."""
        check_first(self.sequence, self.previous)
        if self.recipients and self.verdict != APPROVE:
            raise refuse("Only an approval names recipients.")
        if not self.coverage.fits:
            raise refuse("Only a recording has a transcript.")


@dataclass(frozen=True)
class Acceptance:
    """A recipient's choice to receive, how and when."""

    TYPE: ClassVar[str] = "gobetween/acceptance/1"
    case: str = wire(ID)
    item: str = wire(ID)
    person: str = wire(ID)
    decisions: tuple[bytes, ...] = wire(array(B32))
    medium: str = wire(one_of("read", "listen", ON_PAPER, WITH_FACILITATOR))
    from_: int = wire(TIME)
    until: int = wire(TIME)
    accepted: int = wire(TIME)


@dataclass(frozen=True)
class Opening:
    """A recipient's word that they opened an item."""

    TYPE: ClassVar[str] = "gobetween/opening/1"
    case: str = wire(ID)
    item: str = wire(ID)
    person: str = wire(ID)
    decisions: tuple[bytes, ...] = wire(array(B32))
    acceptance: bytes = wire(B32)
    opened: int = wire(TIME)


@dataclass(frozen=True)
class WorkerSession:
    """A media worker's answer to the server's nonce."""

    TYPE: ClassVar[str] = "gobetween/worker-session/1"
    org: str = wire(ID)
    pool: str = wire(ID)
    worker: str = wire(ID)
    nonce: bytes = wire(B32)
    issued: int = wire(TIME)

"""Bodies and answers of what people say about themselves and about items."""

from typing import Annotated, Final, Literal

from pydantic import Field

from service.api.schemas.common import Answer, Body, Bytes, WireStatement

# Sixteen readers of a note of 16 KiB, each box padded and with its own head.
MAX_NOTE_BYTES: Final = 384 * 1024


class StateTeam(Body):
    """A version of one of the organisation's own teams."""

    team: WireStatement


class GiveMandate(Body):
    """A signed mandate, and the case statement that names it."""

    mandate: WireStatement
    case_statement: WireStatement


class TransferBody(GiveMandate):
    """Somebody in custody was moved: the record that says so, and the next team's mandate."""

    record: WireStatement


class ActingAnswer(Answer):
    """Somebody for whom the caller may act, and until when."""

    case: str
    person: str
    until: int


class MandatesAnswer(Answer):
    """Everyone for whom the caller may act now."""

    mandates: list[ActingAnswer]


class Recalling(Body):
    """The author's signed recall."""

    recall: WireStatement


class RecallAnswer(Answer):
    """The same words whatever has happened to the item meanwhile."""

    item: str
    status: Literal["with_facilitator"]


class Suspending(Body):
    """A signed suspension, or its lifting."""

    suspension: WireStatement


class SuspensionsAnswer(Answer):
    """Every suspension of a case and of its items, each chain in its order."""

    suspensions: list[dict[str, str]]


class Attest(Body):
    """A member of staff's signed attestation."""

    attestation: WireStatement


class Consenting(Body):
    """A consent or its withdrawal, under one's own key or under that of staff who attest it."""

    consent: WireStatement
    attestation: WireStatement | None = None


class Acknowledging(Body):
    """An acknowledgement or its withdrawal, under one's own key or with staff's attestation."""

    acknowledgement: WireStatement
    attestation: WireStatement | None = None


class ConsentsAnswer(Answer):
    """What people of a case consented to and acknowledged, in the order of arrival."""

    consents: list[dict[str, str]]
    acknowledgements: list[dict[str, str]]


class Agree(Body):
    """The author's signed agreement."""

    agreement: WireStatement


class Disagree(Body):
    """The digest of the rendition statement that the author does not agree to."""

    rendition: Annotated[Bytes, Field(min_length=32, max_length=32)]


class ShareItem(Body):
    """A person's signed word that somebody else may see an item too."""

    share: WireStatement


class Deliver(Body):
    """Staff's signed word that an item was read aloud, played or printed."""

    delivery: WireStatement


class WriteNote(Body):
    """A signed version of a note, and its bytes, sealed to its audience."""

    note: WireStatement
    sealed: Annotated[Bytes, Field(min_length=48, max_length=MAX_NOTE_BYTES)]


class NoteAnswer(Answer):
    """A note: the statements of all its versions, and the sealed bytes of the newest."""

    statements: list[dict[str, str]]
    sealed: Bytes


class NotesAnswer(Answer):
    """The notes of a case that are for the caller."""

    notes: list[NoteAnswer]


class Destroy(Body):
    """A reader's signed destruction of one container."""

    destruction: WireStatement

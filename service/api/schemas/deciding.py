"""Bodies of what readers decide about an item, and of an author's appeal."""

from typing import Annotated

from pydantic import Field

from service.api.schemas.common import Answer, Body, Edits, Id, WireStatement
from service.api.schemas.items import Sealed
from service.api.schemas.words import WriteNote
from service.moderation.decisions import Words


class RecipientGrant(Body):
    """A content key that a reader sealed to a recipient."""

    person: Id
    rendition: Id
    grant: Sealed


class Decide(Body):
    """A signed decision: with its grants where it approves, with words where it does not."""

    decision: WireStatement
    grants: Annotated[list[RecipientGrant], Field(max_length=40)]
    words: WriteNote | None = None


class Escalate(Body):
    """A reader's signed suspension of what they hold; `words` are for the team alone."""

    suspension: WireStatement
    words: WriteNote | None = None


class AskForEdits(Body):
    """What should be changed in a recording, in the form of a rendition's statement."""

    edits: Edits


class AgencyWordsAnswer(Answer):
    """What the agency asks its readers to look at, wherever it stands in a letter."""

    words: list[str]


class Appealing(Body):
    """The author's signed appeal."""

    appeal: WireStatement


def words_of(body: WriteNote | None) -> Words | None:
    """Return a note for the use case."""
    return None if body is None else Words(body.note.signed(), body.sealed)

"""Bodies and answers of trails, heads and exports."""

from service.api.schemas.common import Answer, Body, Bytes, WireStatement


class EntryAnswer(Answer):
    """An entry of a trail: its exact bytes, its hash, and the statement that it names."""

    number: int
    entry: Bytes
    hash: Bytes
    statement: dict[str, str] | None


class AddHead(Body):
    """A countersignature under a trail."""

    head: WireStatement


class GrantedAnswer(Answer):
    """A content key sealed to a recipient; a decision names its digest."""

    grant: Bytes

"""Owns the tables of what people say about themselves and about items (4.17 to 4.28, 4.31).

Refuses to own whose word counts: verify_people.py and verify_later.py say that.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import (
    B32,
    B32_OR_EMPTY,
    FROM_ONE,
    ID,
    ID_OR_EMPTY,
    LANGUAGE,
    TEXT,
    TIME,
    array,
    check_first,
    one_of,
    wire,
)

PURPOSES: Final = ("take-part", "send", "receive")
ACKNOWLEDGEMENT: Final = "acknowledgement"
"""The wording that is acknowledged, beside those that are consented to."""
CONSENTED: Final = ("letter", "recording", "paper", "any")
"""In which media somebody says yes to a purpose."""


@dataclass(frozen=True)
class Attestation:
    """A member of staff's word that somebody did something in their presence."""

    TYPE: ClassVar[str] = "gobetween/attestation/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    act: str = wire(
        one_of(
            *("consent", "acceptance", "refusal", "opening", "agreement", "withdrawal"),
            *("choice", "keeping", "asking"),
        )
    )
    subject: bytes = wire(B32_OR_EMPTY)
    manner: str = wire(one_of("in-person", "phone", "paper"))
    evidence: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)
    issued: int = wire(TIME)

    def involves(self, *about: bytes) -> bool:
        """Tell whether its signer counts as author-side of the item of this manifest (check 7a).

        ``about`` are that manifest, and what was made of it. Whoever took down that somebody asked
        whether there is anything, of no item, does not: the other side's device is never shown it.
        """
        return self.subject in about or (self.subject == b"" and self.act != "asking")


@dataclass(frozen=True)
class Consent:
    """A person's consent, or its withdrawal."""

    TYPE: ClassVar[str] = "gobetween/consent/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    purpose: str = wire(one_of(*PURPOSES))
    medium: str = wire(one_of(*CONSENTED))
    wording: bytes = wire(B32)
    language: str = wire(LANGUAGE)
    given: str = wire(one_of("yes", "withdrawn"))
    at: int = wire(TIME)


@dataclass(frozen=True)
class Acknowledgement:
    """The word of a person responsible that they did what the case is about, or its withdrawal."""

    TYPE: ClassVar[str] = "gobetween/acknowledgement/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    wording: bytes = wire(B32)
    language: str = wire(LANGUAGE)
    given: str = wire(one_of("yes", "withdrawn"))
    at: int = wire(TIME)


@dataclass(frozen=True)
class Share:
    """A person's word that somebody else may see an item too."""

    TYPE: ClassVar[str] = "gobetween/share/1"
    case: str = wire(ID)
    item: str = wire(ID)
    person: str = wire(ID)
    with_: str = wire(ID)
    until: int = wire(TIME)


@dataclass(frozen=True)
class Agreement:
    """The author's agreement to what was written or edited in their name."""

    TYPE: ClassVar[str] = "gobetween/agreement/1"
    case: str = wire(ID)
    item: str = wire(ID)
    manifest: bytes = wire(B32)
    renditions: tuple[bytes, ...] = wire(array(B32))
    at: int = wire(TIME)


@dataclass(frozen=True)
class Note:
    """A name, comment or list of what not to disclose, that no server can forge."""

    TYPE: ClassVar[str] = "gobetween/note/1"
    case: str = wire(ID)
    subject: str = wire(ID)
    field: str = wire(TEXT)
    version: int = wire(FROM_ONE)
    container: bytes = wire(B32)
    audience: tuple[str, ...] = wire(array(one_of("team", "author", "recipient")))
    previous: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)

    def check(self) -> None:
        """Hold what the table says across fields."""
        check_first(self.version, self.previous)


@dataclass(frozen=True)
class Delivery:
    """Staff's word that an item was read aloud, played or printed."""

    TYPE: ClassVar[str] = "gobetween/delivery/1"
    case: str = wire(ID)
    item: str = wire(ID)
    person: str = wire(ID)
    manner: str = wire(one_of("read-aloud", "played", "printed"))
    at: int = wire(TIME)


@dataclass(frozen=True)
class Recall:
    """The author takes an item back."""

    TYPE: ClassVar[str] = "gobetween/recall/1"
    case: str = wire(ID)
    item: str = wire(ID)
    manifest: bytes = wire(B32)
    at: int = wire(TIME)


@dataclass(frozen=True)
class Appeal:
    """The author of a withheld item asks that somebody else look again."""

    TYPE: ClassVar[str] = "gobetween/appeal/1"
    case: str = wire(ID)
    item: str = wire(ID)
    manifest: bytes = wire(B32)
    decision: bytes = wire(B32)
    at: int = wire(TIME)


@dataclass(frozen=True)
class Suspension:
    """Staff stop an item, or the whole case, or let it go on."""

    TYPE: ClassVar[str] = "gobetween/suspension/1"
    case: str = wire(ID)
    item: str = wire(ID_OR_EMPTY)
    reason: str = wire(TEXT)
    lifted: str = wire(one_of("no", "yes"))
    previous: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)


@dataclass(frozen=True)
class Pause:
    """A person of a case has everything stand still for a while, or lets it go on."""

    TYPE: ClassVar[str] = "gobetween/pause/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    paused: str = wire(one_of("yes", "no"))
    previous: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)


@dataclass(frozen=True)
class Destruction:
    """Staff's word that a rendition's keys and bytes were destroyed."""

    TYPE: ClassVar[str] = "gobetween/destruction/1"
    case: str = wire(ID)
    item: str = wire(ID)
    rendition: str = wire(ID)
    reason: str = wire(TEXT)
    at: int = wire(TIME)

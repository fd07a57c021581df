"""Owns the shape of the evidence a server hands over with an item.

Refuses to trust any of it: reading this proves nothing, verify.py does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.sealing.encoding import DIGEST_BYTES, LARGEST_INTEGER, b64, parse_id, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.statements import Statement


@dataclass(frozen=True)
class Inclusion:
    """Where a statement stands among those that a head countersigns. Unchecked.

    ``statement`` is its voice: whoever else signed the same words is not vouched for with it.
    """

    statement: bytes
    index: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True)
class ShownHead:
    """A head and the places of the statements it is shown for. Unchecked."""

    head: Statement
    inclusions: tuple[Inclusion, ...]


# What the second version of the evidence adds, each a list of statements.
_ADDED: Final = (
    "rosters",
    "teams",
    "covers",
    "step_ins",
    "re_enrolments",
    "regrants",
    "mandates",
    "agreements",
    "attestations",
    "recalls",
    "suspensions",
    "keepings",
)


@dataclass(frozen=True)
class Evidence:
    """Statements as they travel, and grants as (rendition id, grant bytes). Unchecked.

    ``rosters`` are earlier ones; ``teams`` the earlier versions of the case's team, and teams of
    the organisation.
    """

    roster: Statement | None
    team: Statement | None
    case_statements: tuple[Statement, ...] = ()
    certificates: tuple[Statement, ...] = ()
    manifest: Statement | None = None
    rendition: Statement | None = None
    decisions: tuple[Statement, ...] = ()
    acceptance: Statement | None = None
    opening: Statement | None = None
    grants: tuple[tuple[str, bytes], ...] = ()
    rosters: tuple[Statement, ...] = ()
    teams: tuple[Statement, ...] = ()
    heads: tuple[ShownHead, ...] = ()
    covers: tuple[Statement, ...] = ()
    step_ins: tuple[Statement, ...] = ()
    re_enrolments: tuple[Statement, ...] = ()
    regrants: tuple[Statement, ...] = ()
    mandates: tuple[Statement, ...] = ()
    agreements: tuple[Statement, ...] = ()
    attestations: tuple[Statement, ...] = ()
    recalls: tuple[Statement, ...] = ()
    suspensions: tuple[Statement, ...] = ()
    keepings: tuple[Statement, ...] = ()

    @classmethod
    def from_wire(cls, value: object) -> "Evidence":
        """Read what the server sent; ``bad-encoding`` for another shape, unknown keys ignored.

        A key that is absent counts as nothing shown.
        """
        if not isinstance(value, Mapping):
            raise _misshapen()
        return cls(
            roster=_one(value.get("roster")),
            team=_one(value.get("team")),
            case_statements=_many(value.get("case_statements")),
            certificates=_many(value.get("certificates")),
            manifest=_one(value.get("manifest")),
            rendition=_one(value.get("rendition")),
            decisions=_many(value.get("decisions")),
            acceptance=_one(value.get("acceptance")),
            opening=_one(value.get("opening")),
            grants=tuple(_grant(entry) for entry in _list(value.get("grants"))),
            heads=tuple(_head(entry) for entry in _list(value.get("heads"))),
            **{name: _many(value.get(name)) for name in _ADDED},
        )

    def to_wire(self) -> dict[str, object]:
        """Write the evidence as the server sends it; what was added later only where there is any.

        So evidence that needs none of it has the very form it had before.
        """
        added: dict[str, list[object]] = {
            name: [one.to_wire() for one in getattr(self, name)] for name in _ADDED
        }
        added["heads"] = [_head_to_wire(one) for one in self.heads]
        single = {
            "roster": self.roster,
            "team": self.team,
            "manifest": self.manifest,
            "rendition": self.rendition,
            "acceptance": self.acceptance,
            "opening": self.opening,
        }
        return {
            **{key: one.to_wire() if one else None for key, one in single.items()},
            "case_statements": [one.to_wire() for one in self.case_statements],
            "certificates": [one.to_wire() for one in self.certificates],
            "decisions": [one.to_wire() for one in self.decisions],
            "grants": [{"rendition": name, "grant": b64(grant)} for name, grant in self.grants],
            **{name: shown for name, shown in added.items() if shown},
        }


def _misshapen() -> SealingError:
    return SealingError(Fault.BAD_ENCODING, "The evidence is not in its shape.")


def _one(value: object) -> Statement | None:
    return None if value is None else Statement.from_wire(value)


def _list(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _misshapen()
    return value


def _many(value: object) -> tuple[Statement, ...]:
    return tuple(Statement.from_wire(one) for one in _list(value))


def _grant(entry: object) -> tuple[str, bytes]:
    if not isinstance(entry, Mapping):
        raise _misshapen()
    return parse_id(entry.get("rendition")), unb64(entry.get("grant"))


def _digest(value: object) -> bytes:
    return unb64(value, length=DIGEST_BYTES)


def _head(entry: object) -> ShownHead:
    if not isinstance(entry, Mapping):
        raise _misshapen()
    inclusions = tuple(_inclusion(one) for one in _list(entry.get("inclusions")))
    return ShownHead(Statement.from_wire(entry.get("head")), inclusions)


def _inclusion(entry: object) -> Inclusion:
    if not isinstance(entry, Mapping):
        raise _misshapen()
    index = entry.get("index")
    if type(index) is not int or not 0 <= index <= LARGEST_INTEGER:
        raise _misshapen()
    proof = tuple(_digest(one) for one in _list(entry.get("proof")))
    return Inclusion(_digest(entry.get("statement")), index, proof)


def _head_to_wire(shown: ShownHead) -> dict[str, object]:
    inclusions = [
        {
            "statement": b64(one.statement),
            "index": one.index,
            "proof": [b64(node) for node in one.proof],
        }
        for one in shown.inclusions
    ]
    return {"head": shown.head.to_wire(), "inclusions": inclusions}

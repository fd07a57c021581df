"""Owns the shape of the evidence a server hands over with an item.

Refuses to trust any of it: reading this proves nothing, verify.py does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from service.sealing.encoding import b64, parse_id, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.statements import Statement


@dataclass(frozen=True)
class Evidence:
    """Statements as they travel, and grants as (rendition id, grant bytes). Unchecked."""

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
        )

    def to_wire(self) -> dict[str, object]:
        """Write the evidence as the server sends it."""
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

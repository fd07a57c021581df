"""Owns whose word each statement on a case's trail can be: the table of section 7.2.

For whoever vouches for a trail, and for whoever checks one afterwards. Refuses to say whether the
word holds: section 6 asks more of what something rests on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from service.sealing.schemas import (
    Acceptance,
    Acknowledgement,
    Agreement,
    Appeal,
    Attestation,
    Body,
    CaseStatement,
    Certificate,
    Choice,
    Consent,
    Cover,
    Decision,
    Delivery,
    Destruction,
    Disclosure,
    Head,
    Keeping,
    Mandate,
    Manifest,
    Note,
    Opening,
    Pause,
    Recall,
    Record,
    ReEnrolment,
    Refusal,
    Regrant,
    RenditionStatement,
    Roster,
    Share,
    StepIn,
    Suspension,
    Team,
)
from service.sealing.statements import Statement

_STAFF: Final = (
    Attestation,
    CaseStatement,
    Certificate,
    Cover,
    Decision,
    Delivery,
    Destruction,
    Disclosure,
    Head,
    Mandate,
    Record,
    Regrant,
    StepIn,
    Suspension,
    Team,
)
Keys = frozenset[bytes]


@dataclass(frozen=True)
class Signers:
    """Who there is: public signing keys.

    ``people`` holds each person's certified keys by their id, ``authors`` the author's id by the
    digest of a manifest.
    """

    staff: Keys = frozenset()
    liaisons: Keys = frozenset()
    pools: Keys = frozenset()
    people: Mapping[str, Keys] = field(default_factory=dict)
    authors: Mapping[bytes, str] = field(default_factory=dict)

    @classmethod
    def among(
        cls, rosters: Iterable[Roster], people: Mapping[str, Keys], authors: Mapping[bytes, str]
    ) -> "Signers":
        """Everybody on any of these rosters, and these people of a case."""
        shown = tuple(rosters)
        staff = [entry for roster in shown for entry in roster.staff]
        return cls(
            staff=frozenset(entry.sign for entry in staff),
            liaisons=frozenset(entry.sign for entry in staff if "liaison" in entry.roles),
            pools=frozenset(pool.sign for roster in shown for pool in roster.pools),
            people=people,
            authors=authors,
        )

    def may_sign(self, statement: Statement) -> bool:
        """Tell whether this can be the word of whoever signed it.

        Raises what opening it raises.
        """
        return statement.key in self._keys_for(statement.body)

    def _keys_for(self, body: Body) -> Keys:
        match body:
            case RenditionStatement():
                keys = self.pools
            case Opening() | Pause() | Share():
                keys = self._of(body.person)
            case Acceptance() | Acknowledgement() | Choice() | Consent() | Keeping() | Refusal():
                # Of whom has no keys, staff sign what was said before them, and attest it.
                keys = self._of(body.person) or self.staff
            case Recall() | Agreement() | Appeal():
                keys = self._of(self.authors.get(body.manifest, "")) | self.liaisons
            case Manifest():
                keys = self._of(body.author) | self.staff
            case ReEnrolment():
                keys = self._of(body.person) | self.staff
            case Note():
                keys = self.staff.union(*self.people.values())
            case _:
                keys = self.staff if isinstance(body, _STAFF) else frozenset()
        return keys

    def _of(self, person: str) -> Keys:
        return self.people.get(person, frozenset())

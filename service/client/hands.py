"""Whose hand sends an item: the author's own, or a liaison's who acts for somebody without one.

Owns which case is looked at, in whose name is signed, and whose key the author's side can read
with. Refuses to act under a mandate that the device has not verified.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from service.client.case_files import case_in_force, own_case
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import open_resume
from service.sealing.schemas import Team
from service.sealing.statements import Statement, open_statement
from service.sealing.teams import open_earlier_team_keys, open_team_key
from service.sealing.verify import VerifiedCase

Resume = tuple[bytes, bytes, int]
Capacity = Literal["self", "liaison"]


class Hand(Protocol):
    """Somebody at a device who sends what the author says."""

    @property
    def device(self) -> Person:
        """Who is signed in, and signs."""
        ...

    @property
    def author(self) -> str:
        """Whose words they are."""
        ...

    @property
    def place(self) -> str:
        """Where in the case the service keeps what this hand drafts."""
        ...

    @property
    def capacity(self) -> Capacity:
        """As what the device's person signs."""
        ...

    async def case_in_force(self) -> VerifiedCase:
        """Return the case, verified now."""
        ...

    def box(self, case: VerifiedCase) -> bytes:
        """Return the public key that whatever the author's side must read is sealed to."""
        ...

    def open_resume(self, case: VerifiedCase, sealed: bytes, item: str, rendition: str) -> Resume:
        """Return what an upload goes on with; raises SealingError."""
        ...


@dataclass(frozen=True)
class OwnHand:
    """An author who sends their own words."""

    device: Person
    capacity: Capacity = "self"
    place: str = ""

    @property
    def author(self) -> str:
        """The person themselves."""
        return self.device.id

    async def case_in_force(self) -> VerifiedCase:
        """Return their own case, in which they find their own keys."""
        return await own_case(self.device)

    def box(self, _case: VerifiedCase) -> bytes:
        """Return their own key."""
        return self.device.keys.box_public

    def open_resume(self, _case: VerifiedCase, sealed: bytes, item: str, rendition: str) -> Resume:
        """Open what was sealed to their own key."""
        return open_resume(sealed, item, rendition, self.device.keys.box_private)


@dataclass(frozen=True)
class LiaisonHand:
    """A liaison who sends the words of a person without an account, under their team's mandate.

    What is begun can be gone on with by any colleague: it is sealed to the team.
    """

    device: Person
    case: str
    author: str
    capacity: Capacity = "liaison"

    @property
    def place(self) -> str:
        """At the person for whom it is."""
        return f"/people/{self.author}"

    async def case_in_force(self) -> VerifiedCase:
        """Return the case. Raises NotPossible `not-mandated` when it is not for this team now."""
        case = await case_in_force(self.device, self.case)
        named = case.named(self.author)
        if case.people.is_mandated(named):
            mandate, _ = case.people.mandate(named)
            members = {one.person for one in case.people.liaison_team(named).members}
            if self.device.id in members and self.device.clock() <= mandate.until:
                return case
        raise NotPossible("not-mandated", "This person does not act for the author now.")

    def box(self, case: VerifiedCase) -> bytes:
        """Return the key of the team, as the roster names it now."""
        return case.people.liaison_team(case.named(self.author)).key

    def open_resume(self, case: VerifiedCase, sealed: bytes, item: str, rendition: str) -> Resume:
        """Open what was sealed to the team, by this or an earlier version of it."""
        refusal = SealingError(Fault.SEALED_UNOPENABLE, "It was sealed to another team.")
        for private in self.team_keys(case):
            try:
                return open_resume(sealed, item, rendition, private)
            except SealingError as error:
                refusal = error
        raise refusal

    def team_keys(self, case: VerifiedCase) -> list[bytes]:
        """Return the private keys of every version of the team, the newest first."""
        newest = case.people.liaison_team(case.named(self.author))
        versions = sorted(
            (
                (body.version, one)
                for one, body in _teams(case)
                if body.team == newest.team and body.version <= newest.version
            ),
            key=lambda one: -one[0],
        )
        statements = [one for _, one in versions]
        private = open_team_key(statements[0], self.device.id, self.device.keys.box_private)
        keys = open_earlier_team_keys(statements, private)
        return [keys[version] for version, _ in versions]


def _teams(case: VerifiedCase) -> list[tuple[Statement, Team]]:
    return [(one, open_statement(one, Team)) for one in case.people.evidence.teams]

"""Owns a small world in which one item travels: its cast, statements, containers and grants.

Every statement can be edited or signed by somebody else before the later ones are built on it,
which is how each attack is staged. Refuses to check anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.sealing.container import ContainerSealer, resumable_salt
from service.sealing.encoding import digest
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.keys import CasePin, Identity, PersonKeys, Pins
from service.sealing.schemas import (
    Acceptance,
    Body,
    CasePerson,
    CaseStatement,
    Certificate,
    ContainerRef,
    Coverage,
    Decision,
    DecisionGrant,
    DecisionRecipient,
    Manifest,
    MediaFacts,
    PoolEntry,
    RenditionStatement,
    Roster,
    StaffEntry,
)
from service.sealing.statements import Statement, sign, sign_public
from service.sealing.teams import new_team
from tests.vectors.making.fixed import fixed, fixed_id

NOW = 1_800_000_000
DAY = 86_400
LETTER_TEXT = "Annwyl Huw, rwy\u2019n cofio\u2019r bore hwnnw.\n" * 9
STAFF = ("facilitator", "supervisor", "interpreter", "outsider")
Edit = Callable[[Any], Any]


def person(name: str) -> Identity:
    """Somebody of the cast: their id and keys, the same each time."""
    keys = PersonKeys(fixed(f"{name}/sign"), fixed(f"{name}/box"))
    return Identity(fixed_id(f"{name}/person"), keys)


def seed(name: str) -> bytes:
    """The signing seed of somebody of the cast."""
    return fixed(f"{name}/sign")


@dataclass(frozen=True)
class Sealed:
    """A container as it is stored, and what is inside."""

    ref: ContainerRef
    content_key: bytes
    table: bytes
    chunks: tuple[bytes, ...]
    plaintext: bytes


@dataclass(frozen=True)
class Scene:
    """Everything a device is given, and what a test needs to check it against."""

    evidence: Evidence
    pins: Pins
    me: Identity
    item: str
    now: int
    original: Sealed
    released: Sealed
    team_private: bytes
    team_grants: tuple[tuple[str, bytes], ...]
    pool_grants: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Stage:
    """Builds a scene. ``edit`` and ``signer`` are keyed by the statement's name."""

    kind: str = "letter"
    edit: Mapping[str, Edit] = field(default_factory=dict)
    signer: Mapping[str, bytes] = field(default_factory=dict)
    readers: Sequence[str] = ("facilitator",)
    cases: int = 1
    members: Sequence[str] = ("facilitator", "supervisor", "interpreter")

    org = fixed_id("org")
    case = fixed_id("case")
    item = fixed_id("item")
    pool = fixed_id("pool")

    def sign(self, name: str, body: Body, by: bytes) -> Statement:
        """Sign a statement after its edit, by its signer or the one who should."""
        edited = self.edit[name](body) if name in self.edit else body
        return sign(edited, self.signer.get(name, by))

    def roster(self) -> Statement:
        """The organisation's roster, by its root."""
        roles = {"interpreter": ("interpreter",), "supervisor": ("supervisor", "auditor")}
        staff = tuple(
            StaffEntry(
                who.person, roles.get(name, ("facilitator",)), who.sign_public, who.box_public
            )
            for name, who in ((name, person(name)) for name in STAFF)
        )
        pool = person("pool")
        pools = (PoolEntry(self.pool, pool.sign_public, pool.box_public),)
        body = Roster(self.org, 3, fixed("roster 2"), NOW - 30 * DAY, staff, (), pools)
        return self.sign("roster", body, seed("root"))

    def team(self) -> tuple[Statement, bytes]:
        """The case's team, version 1, by the facilitator."""
        members = [(who.person, who.box_public) for who in map(person, self.members)]
        made, private = new_team(
            self.org, fixed_id("team"), self.case, members, seed("facilitator"), NOW - 20 * DAY
        )
        return self.sign("team", made.body, seed("facilitator")), private

    def certificate(self, name: str, role: str) -> Statement:
        """The certificate of a participant, by the facilitator."""
        who = person(name)
        body = Certificate(
            org=self.org,
            case=self.case,
            person=who.person,
            invitation=fixed_id(f"{name}/invitation"),
            role=role,
            sign=who.sign_public,
            box=who.box_public,
            previous=b"",
            issued=NOW - 19 * DAY,
        )
        return self.sign(f"certificate-{name}", body, seed("facilitator"))

    def case_statements(self, team: Statement, people: tuple[CasePerson, ...]) -> list[Statement]:
        """As many case statements as the stage has, by the facilitator, each naming the last."""
        made: list[Statement] = []
        for sequence in range(1, self.cases + 1):
            body = CaseStatement(
                org=self.org,
                case=self.case,
                sequence=sequence,
                previous=made[-1].digest if made else b"",
                route="ordinary",
                signers=1,
                team=team.digest,
                people=people,
                pool=self.pool,
                card=b"",
                issued=NOW - 19 * DAY + sequence,
            )
            made.append(self.sign(f"case-{sequence}", body, seed("facilitator")))
        return made

    def seal(self, name: str, plaintext: bytes) -> Sealed:
        """Seal a small container whole."""
        key, rendition = fixed(f"{name}/content key"), fixed_id(f"{name}/rendition")
        salt = resumable_salt(key, digest(plaintext), len(plaintext))
        sealer = ContainerSealer(key, self.case, self.item, rendition, len(plaintext), salt)
        chunks = tuple(
            sealer.seal_chunk(i, lambda at, size: plaintext[at : at + size])
            for i in range(sealer.chunks)
        )
        table = sealer.table()
        ref = ContainerRef(rendition, table.digest, table.padded)
        return Sealed(ref, key, table.to_bytes(), chunks, plaintext)

    def manifest(self, case: Statement, original: Sealed) -> Statement:
        """The author's manifest."""
        body = Manifest(
            case=self.case,
            item=self.item,
            author=person("author").person,
            case_statement=case.digest,
            version=1,
            kind=self.kind,
            language="cy",
            capacity="self",
            recipients=(person("recipient").person,),
            containers=(original.ref,),
            in_reply_to="",
            relates_to="",
            created=NOW - 5 * DAY,
        )
        return self.sign("manifest", body, seed("author"))

    def rendition(self, manifest: Statement, original: Sealed, output: Sealed) -> Statement:
        """The worker's rendition statement."""
        body = RenditionStatement(
            case=self.case,
            item=self.item,
            manifest=manifest.digest,
            input=original.ref.table,
            output=output.ref,
            tool="ffmpeg 7.1",
            edits=(),
            media=MediaFacts("mp4", "h264", "aac", 61_000, 61_040, 640, 360),
            flags=("long-silence",),
            created=NOW - 5 * DAY + 60,
        )
        return self.sign("rendition", body, seed("pool"))

    def decisions(
        self,
        case: Statement,
        manifest: Statement,
        renditions: tuple[bytes, ...],
        recipient: DecisionRecipient,
    ) -> list[Statement]:
        """One approval by each reader in turn; the last one seals the key."""
        made: list[Statement] = []
        for sequence, reader in enumerate(self.readers, start=1):
            body = Decision(
                case=self.case,
                item=self.item,
                case_statement=case.digest,
                manifest=manifest.digest,
                renditions=renditions,
                verdict="approve",
                recipients=(recipient,) if sequence == len(self.readers) else (),
                reason="",
                coverage=Coverage("characters" if self.kind == "letter" else "ms", 900, 900),
                sequence=sequence,
                previous=made[-1].digest if made else b"",
                valid_until=NOW + 30 * DAY,
                decided=NOW - 2 * DAY + sequence,
            )
            made.append(self.sign(f"decision-{sequence}", body, seed(reader)))
        return made

    def acceptance(self, decisions: Sequence[Statement]) -> Statement:
        """The recipient's acceptance."""
        body = Acceptance(
            case=self.case,
            item=self.item,
            person=person("recipient").person,
            decisions=tuple(one.digest for one in decisions),
            medium="read",
            from_=NOW - DAY,
            until=NOW + DAY,
            accepted=NOW - DAY,
        )
        return self.sign("acceptance", body, seed("recipient"))

    def build(self) -> Scene:
        """Let it all happen, in order."""
        recipient = person("recipient")
        team, team_private = self.team()
        certificates = (
            self.certificate("author", "responsible"),
            self.certificate("recipient", "harmed"),
        )
        people = (
            CasePerson(person("author").person, "responsible", certificates[0].digest),
            CasePerson(recipient.person, "harmed", certificates[1].digest),
        )
        cases = self.case_statements(team, people)
        original = self.seal("original", LETTER_TEXT.encode())
        manifest = self.manifest(cases[0], original)
        released, rendition = original, None
        if self.kind != "letter":
            released = self.seal("output", fixed("a very short film", 700))
            rendition = self.rendition(manifest, original, released)
        grant = seal_grant(
            self.item, released.ref.rendition, recipient.box_public, released.content_key
        )
        named = DecisionRecipient(
            recipient.person,
            recipient.box_public,
            (DecisionGrant(released.ref.rendition, grant_digest(grant)),),
        )
        renditions = (rendition.digest,) if rendition else ()
        decisions = self.decisions(cases[-1], manifest, renditions, named)
        evidence = Evidence(
            roster=self.roster(),
            team=team,
            case_statements=tuple(cases),
            certificates=certificates,
            manifest=manifest,
            rendition=rendition,
            decisions=tuple(decisions),
            acceptance=self.acceptance(decisions),
            grants=((released.ref.rendition, grant),),
        )
        pin = CasePin(self.case, cases[0].digest, 1)
        return Scene(
            evidence=evidence,
            pins=Pins(sign_public(seed("root")), self.org, 2, {self.case: pin}),
            me=recipient,
            item=self.item,
            now=NOW,
            original=original,
            released=released,
            team_private=team_private,
            team_grants=self.grants(person("facilitator"), [original, released], team),
            pool_grants=self.grants(person("pool"), [original], None),
        )

    def grants(
        self, to: Identity, containers: Sequence[Sealed], team: Statement | None
    ) -> tuple[tuple[str, bytes], ...]:
        """Grants of each container to the team's key, or to the identity's own."""
        key = to.box_public if team is None else team.body.key  # type: ignore[union-attr]
        return tuple(
            (one.ref.rendition, seal_grant(self.item, one.ref.rendition, key, one.content_key))
            for one in containers
        )

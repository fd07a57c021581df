"""One recording as its author's device is shown it: papers, sealed bytes, and a way to sign in.

Owns putting these together for measuring what a browser does with them. Everything is invented,
signed and sealed by the protocol's own code, and checked by the browser as anything else.
"""

import time
from dataclasses import dataclass
from typing import Any, Final

from service.sealing.container import ContainerSealer, new_content_key
from service.sealing.encoding import b64, new_id
from service.sealing.evidence import Evidence
from service.sealing.grants import seal_grant
from service.sealing.keys import CasePin, Identity, PersonKeys, Vault, seal_vault
from service.sealing.schemas import (
    CasePerson,
    CaseStatement,
    Certificate,
    ContainerRef,
    Manifest,
    MediaFacts,
    PoolEntry,
    RenditionStatement,
    Roster,
    StaffEntry,
)
from service.sealing.statements import Statement, sign
from service.sealing.teams import new_team
from service.sealing.words import new_passphrase
from service.sealing.wrapping import new_salt, new_vault_key, stretch, wrap, wrap_key

PER_SLICE: Final = 16
_PROFILE: Final = "participant-1"


def _someone() -> Identity:
    return Identity(new_id(), PersonKeys.generate())


@dataclass(frozen=True)
class SealedFilm:
    """A film's container as it is stored, in slices of `PER_SLICE` chunks."""

    ref: ContainerRef
    content_key: bytes
    table: bytes
    slices: dict[int, bytes]


class Exchange:
    """A case with two people in it, and one film that one of them sends."""

    def __init__(self) -> None:
        self._org, self._case, self._item = new_id(), new_id(), new_id()
        self._root = PersonKeys.generate()
        self._facilitator, self._pool, self._author, self._other = (_someone() for _ in range(4))
        self._now = int(time.time())
        seed = self._facilitator.keys.sign_seed
        reader = (self._facilitator.person, self._facilitator.box_public)
        self._team, _ = new_team(self._org, new_id(), self._case, [reader], seed, self._now)
        certified = [
            self._certificate(self._author, "responsible"),
            self._certificate(self._other, "harmed"),
        ]
        self._certificates = tuple(paper for _, paper in certified)
        body = CaseStatement(
            org=self._org,
            case=self._case,
            sequence=1,
            previous=b"",
            route="ordinary",
            signers=1,
            team=self._team.digest,
            people=tuple(person for person, _ in certified),
            pool=self._pool.person,
            card=b"",
            issued=self._now,
        )
        self._opened = sign(body, seed)

    def seal(self, content: bytes) -> SealedFilm:
        """Seal the bytes of a film."""
        key, rendition = new_content_key(), new_id()
        sealer = ContainerSealer(key, self._case, self._item, rendition, len(content))
        chunks = [
            sealer.seal_chunk(index, lambda at, size: content[at : at + size])
            for index in range(sealer.chunks)
        ]
        table = sealer.table()
        slices = {
            at // PER_SLICE: b"".join(chunks[at : at + PER_SLICE])
            for at in range(0, len(chunks), PER_SLICE)
        }
        ref = ContainerRef(rendition, table.digest, table.padded)
        return SealedFilm(ref, key, table.to_bytes(), slices)

    def shown(self, film: SealedFilm, media: MediaFacts) -> dict[str, Any]:
        """Return what the vault is asked with when the author looks at their own film."""
        original = self.seal(b"what nobody asks for here").ref
        manifest = self._manifest(original)
        rendition = RenditionStatement(
            case=self._case,
            item=self._item,
            manifest=manifest.digest,
            input=original.table,
            output=film.ref,
            tool="ffmpeg",
            edits=(),
            media=media,
            flags=(),
            created=self._now,
        )
        name = film.ref.rendition
        grant = seal_grant(self._item, name, self._author.box_public, film.content_key)
        evidence = Evidence(
            roster=self._roster(),
            team=self._team,
            case_statements=(self._opened,),
            certificates=self._certificates,
            manifest=manifest,
            rendition=sign(rendition, self._pool.keys.sign_seed),
            grants=((name, grant),),
        ).to_wire()
        stored = [{"rendition": name, "slice_chunks": PER_SLICE}]
        shown = {**evidence, "renditions": stored}
        return {"evidence": shown, "item": self._item, "case": self._case}

    def signing_in(self) -> dict[str, Any]:
        """Return what a device is given to unlock the author's vault, and what the author types."""
        author, key = self._author, new_vault_key()
        passphrase, salt = new_passphrase(), new_salt()
        wrapping = wrap_key(stretch(passphrase, salt, _PROFILE))
        vault = Vault(
            box=author.keys.box_private,
            cases=(CasePin(self._case, self._opened.digest, 1),),
            org=self._org,
            person=author.person,
            root=self._root.sign_public,
            roster=1,
            sign=author.keys.sign_seed,
        )
        return {
            "login": "author",
            "secret": passphrase,
            "salt": b64(salt),
            "profile": _PROFILE,
            "kind": "passphrase",
            "person": author.person,
            "wrapped": b64(wrap(key, wrapping, author.person, "passphrase", _PROFILE)),
            "vault": b64(seal_vault(vault, key, 1)),
            "revision": 1,
        }

    def _roster(self) -> Statement:
        reader, pool = self._facilitator, self._pool
        entry = StaffEntry(reader.person, ("facilitator",), reader.sign_public, reader.box_public)
        pools = (PoolEntry(pool.person, pool.sign_public, pool.box_public),)
        body = Roster(self._org, 1, b"", self._now, (entry,), (), pools)
        return sign(body, self._root.sign_seed)

    def _certificate(self, who: Identity, role: str) -> tuple[CasePerson, Statement]:
        body = Certificate(
            org=self._org,
            case=self._case,
            person=who.person,
            invitation=new_id(),
            role=role,
            sign=who.sign_public,
            box=who.box_public,
            previous=b"",
            issued=self._now,
        )
        paper = sign(body, self._facilitator.keys.sign_seed)
        return CasePerson(who.person, role, paper.digest), paper

    def _manifest(self, original: ContainerRef) -> Statement:
        body = Manifest(
            case=self._case,
            item=self._item,
            author=self._author.person,
            case_statement=self._opened.digest,
            version=1,
            kind="video_message",
            language="en",
            capacity="self",
            recipients=(self._other.person,),
            containers=(original,),
            in_reply_to="",
            relates_to="",
            created=self._now,
        )
        return sign(body, self._author.keys.sign_seed)

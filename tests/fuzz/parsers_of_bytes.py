"""What is sealed or packed: containers, boxes, vaults, key files, enrolment, exports, recordings.

Each parser takes any bytes and lets nothing out but a refusal. What nobody sealed must not open:
where the bytes are said to have been sealed by an insider, they are sealed here first.
"""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, cast
from unittest.mock import patch

from service.archive.checking import check_export
from service.archive.reading import Archive
from service.archive.writing import ExportWriter
from service.media.jpeg import NotBare, bare_page
from service.media.kinds import HEAD_BYTES, sniff
from service.media.mp4 import NotWhole, read_contents
from service.media.probe import _Reading
from service.media.refusals import Refused
from service.sealing import wrapping
from service.sealing.boxes import open_sealed, seal_to
from service.sealing.container import ContainerOpener, DigestTable, PlainReader
from service.sealing.covers import open_share
from service.sealing.encoding import blake2b, canonical, digest, kdf, lp
from service.sealing.enrolment import (
    InvitationSecret,
    check_offer,
    check_reply,
    make_reply,
    offer_mac,
    open_invitation_secret,
    reply_mac,
)
from service.sealing.errors import SealingError
from service.sealing.fields import write_record
from service.sealing.grants import open_card, open_grant, open_resume
from service.sealing.key_files import LABEL, KeyFile, open_key_file
from service.sealing.keys import open_vault, unwrap
from service.sealing.padding import pad, unpad
from service.sealing.pages import read_index
from service.sealing.preview import preview_box, read_preview
from service.sealing.schemas import SUPERVISORS, Cover, CoverShare, Team, TeamMember
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import open_team_key
from service.sealing.wrapping import aead_seal
from tests.fuzz.parsers_of_words import as_typed
from tests.fuzz.staged import LETTER
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.scenes import Stage, person, seed

SCENE: Final = LETTER
TEAM: Final = cast("Statement", LETTER.evidence.team)
TABLE_BYTES: Final = len(SCENE.original.table)
KEY: Final = fixed("fuzz/key")
ME: Final = person("recipient")
BOX: Final = ME.keys.box_private
CASE, ITEM, RENDITION = Stage.case, Stage.item, SCENE.original.ref.rendition
SCRATCH: Final = Path(tempfile.gettempdir())
"""The fuzzer's own folder: `running` says so to its process."""
EXPORT: Final = "GOBETWEEN_FUZZ_EXPORT"
"""Names the variable that holds the path of an honest export, its root's key in `PATH.root`."""
EDIT_BYTES: Final = 5
LONGEST_LINE: Final = 4096
"""Where the sandbox cuts what is said in it."""
REVISION_BYTES: Final = 8


def _padding(raw: bytes) -> None:
    """Section 2.1: what comes off was put on."""
    try:
        plain = unpad(raw)
    except SealingError:
        return
    assert pad(plain) == raw


def container(raw: bytes) -> None:
    """A table, then chunks; with the first byte odd the table's digests are made to fit them."""
    _padding(raw)
    fits, table, body = raw[:1] == b"\1", raw[1 : 1 + TABLE_BYTES], raw[1 + TABLE_BYTES :]
    try:
        read = DigestTable.from_bytes(table)
        assert read.to_bytes() == table
        if fits:
            read = DigestTable(read.header, read.padded, (digest(body),))
        opener = ContainerOpener(SCENE.original.content_key, CASE, ITEM, RENDITION, read)
        plain = PlainReader(opener, lambda _index: body).read_all()
    except SealingError:
        return
    assert plain == SCENE.original.plaintext


def boxes(raw: bytes) -> None:
    """Grants, notes, cards, team keys and shares; sealed by anyone, with anything inside."""
    sealed_here = seal_to(ME.box_public, raw)
    assert open_sealed(sealed_here, BOX) == raw
    for sealed in (raw, sealed_here):
        with contextlib.suppress(SealingError):
            open_grant(sealed, ITEM, RENDITION, BOX)
        with contextlib.suppress(SealingError):
            open_resume(sealed, ITEM, RENDITION, BOX)
        with contextlib.suppress(SealingError):
            open_card(CASE, BOX, sealed)
        with contextlib.suppress(SealingError):
            open_invitation_secret(sealed, ITEM, BOX)
    with contextlib.suppress(SealingError):
        open_team_key(_team_holding(sealed_here), ME.person, BOX)
    with contextlib.suppress(SealingError):
        open_share(_cover_holding(sealed_here), TEAM, SUPERVISORS, BOX)


def _team_holding(sealed: bytes) -> Statement:
    body = open_statement(TEAM, Team)
    member = TeamMember(ME.person, ME.box_public, sealed)
    return sign(replace(body, members=(member,)), seed("facilitator"))


def _cover_holding(sealed: bytes) -> Statement:
    share = CoverShare(fixed_id("a team of the organisation"), bytes(32), sealed)
    version = open_statement(TEAM, Team).version
    cover = Cover(Stage.org, CASE, TEAM.digest, version, share, share, 1)
    return sign(cover, seed("facilitator"))


def vault(raw: bytes) -> None:
    """A revision of eight bytes, as a server may claim it, then a vault; raw, and truly sealed."""
    revision = int.from_bytes(raw[:REVISION_BYTES], "big", signed=True)
    body = raw[REVISION_BYTES:]
    with contextlib.suppress(SealingError):
        open_vault(body, KEY, ME.person, revision)
    bound = lp("gobetween/vault/1") + lp(ME.person) + (1).to_bytes(4, "big")
    for inside in (body, pad(body)):
        with contextlib.suppress(SealingError):
            assert open_vault(aead_seal(inside, bound, KEY), KEY, ME.person, 1).person == ME.person
    with contextlib.suppress(SealingError):
        unwrap(body, KEY, ME.person, "passphrase", "participant-1")
    who = as_typed(body)
    for kind, profile in (("passphrase", "participant-1"), ("recovery", who), (who, "staff-1")):
        with contextlib.suppress(SealingError):
            unwrap(bytes(72), KEY, who, kind, profile)


def _quickly(size: int, secret: bytes, salt: bytes, *_cost: int) -> bytes:
    """Stand where Argon2id stands, behind every check that comes before it."""
    return blake2b(secret, size=size, key=salt)


def key_file(raw: bytes) -> None:
    """A key file of any form, and a good one with anything inside."""
    with patch.object(wrapping, "crypto_pwhash_alg", _quickly):
        with contextlib.suppress(SealingError):
            open_key_file(raw, "a passphrase")
        key = kdf(wrapping.stretch("a passphrase", bytes(16), "staff-1"), LABEL)
        for inside in (raw, pad(raw)):
            sealed = aead_seal(inside, lp(LABEL) + lp("staff-1"), key)
            written = KeyFile(LABEL, "staff-1", bytes(16), sealed)
            with contextlib.suppress(SealingError):
                found = open_key_file(_written(written), "a passphrase")
                assert all(isinstance(text, str) for text in found.values())


def _written(file: KeyFile) -> bytes:
    return canonical(write_record(file))


def enrolment(raw: bytes) -> None:
    """Offers and replies of any form under a right MAC."""
    with contextlib.suppress(SealingError):
        offer = check_offer(raw, offer_mac(raw, KEY), KEY, 0)
        assert offer.to_bytes() == raw
    with contextlib.suppress(SealingError):
        make_reply(raw, ME.sign_public, ME.box_public)
    secret = InvitationSecret(ITEM, KEY, digest(raw))
    with contextlib.suppress(SealingError):
        check_reply(raw, reply_mac(raw, KEY), secret, ME.person)
    for odd in (raw[:32], raw[:31]):
        with contextlib.suppress(SealingError):
            make_reply(raw[32:], odd, odd)


@cache
def _honest() -> tuple[bytes, dict[str, bytes], str, str, bytes]:
    """The export that edits are made in: its bytes, its files, whose it is, its root's key."""
    path = Path(os.environ[EXPORT])
    with Archive(path) as archive:
        listing = archive.listing
        files = {one.name: archive.take(one.name) for one in listing.files}
    root = path.with_name(f"{path.name}.root").read_bytes()
    return path.read_bytes(), files, listing.org, listing.case, root


def archive(raw: bytes) -> None:
    """An export as it lies on a disk: none holds but the honest one."""
    honest, _, _, _, root = _honest()
    path = SCRATCH / "raw.zip"
    path.write_bytes(raw)
    assert raw == honest or not check_export(path, root).ok


def edited_archive(raw: bytes) -> None:
    """An export whose files were edited and packed well again.

    An edit is five bytes, of which file, place, how many bytes go and how many come, then those.
    """
    _, honest, org, case, root = _honest()
    names, files, rest = sorted(honest), dict(honest), raw
    while len(rest) > EDIT_BYTES:
        which, high, low, gone, come = rest[:EDIT_BYTES]
        name, at = names[which % len(names)], high << 8 | low
        old = files[name]
        files[name] = old[:at] + rest[EDIT_BYTES : EDIT_BYTES + come] + old[at + gone :]
        rest = rest[EDIT_BYTES + come :]
    path = SCRATCH / "packed.zip"
    with ExportWriter(path, org=org, case=case) as writer:
        for name in names:
            # A file without a byte is one that was taken out.
            if files[name]:
                writer.add(name, files[name])
        writer.finish()
    assert check_export(path, root).ok == (files == honest)


def head_of_recording(raw: bytes) -> None:
    """The first bytes of what an author sent."""
    with contextlib.suppress(Refused):
        sniff(raw[:HEAD_BYTES], len(raw))


def mp4(raw: bytes) -> None:
    """What came out of the sandbox, as MP4."""
    with contextlib.suppress(NotWhole):
        read_contents(lambda at, length: raw[at : at + length], len(raw))


def pages(raw: bytes) -> None:
    """What came out of the sandbox as pages, and where they are said to lie."""
    with contextlib.suppress(NotBare):
        page = bare_page(raw, 0)
        assert 0 < page.length <= len(raw)
    with contextlib.suppress(SealingError):
        found = read_index(lambda at, length: raw[at : at + length], len(raw))
        assert sum(one.length for one in found) < len(raw)


def preview(raw: bytes) -> None:
    """What a rendition of a recording is said to look and sound like."""
    with contextlib.suppress(SealingError):
        found = read_preview(lambda at, length: raw[at : at + length], len(raw))
        assert found is None or raw.endswith(preview_box(found))


def words_of_ffmpeg(raw: bytes) -> None:
    """What was written on the sandbox's error channel."""

    async def take() -> None:
        reading = _Reading()
        for line in raw.decode("utf-8", "replace").split("\n"):
            await reading.take(line[:LONGEST_LINE])

    asyncio.run(take())


PARSERS: Final[dict[str, Callable[[bytes], None]]] = {
    "container": container,
    "boxes": boxes,
    "vault": vault,
    "key_file": key_file,
    "enrolment": enrolment,
    "archive": archive,
    "edited_archive": edited_archive,
    "head_of_recording": head_of_recording,
    "mp4": mp4,
    "pages": pages,
    "preview": preview,
    "words_of_ffmpeg": words_of_ffmpeg,
}

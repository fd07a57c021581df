"""Where each parser's fuzzing begins: the published vectors, good and bad, cut to what it reads."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from service.media.jpeg import bare_page
from service.sealing.encoding import b64, be64, canonical, lp, unb64
from service.sealing.errors import SealingError
from service.sealing.fields import write_record
from service.sealing.grants import _card_prefix, _grant_prefix, _resume_prefix
from service.sealing.keys import CasePin, Vault
from service.sealing.padding import pad
from service.sealing.pages import index
from service.sealing.preview import Preview, Still, preview_box
from service.sealing.schemas import BODIES
from tests.factories.scans import fields, saved
from tests.fuzz.staged import LETTER, SCENES
from tests.vectors.making.fixed import fixed
from tests.vectors.making.scenes import Stage, person

VECTORS: Final = Path(__file__).resolve().parents[1] / "vectors"
_TYPES: Final = list(BODIES)
_LONGEST: Final = 60_000


def _inputs(*ops: str) -> Iterator[dict[str, Any]]:
    for file in sorted(VECTORS.rglob("*.json")):
        for vector in json.loads(file.read_text("utf-8"))["vectors"]:
            if vector["op"] in ops:
                yield vector["input"]


def _decoded(texts: Iterator[object]) -> list[bytes]:
    found = []
    for text in texts:
        try:
            found.append(unb64(text))
        except SealingError:
            continue
    return [one for one in dict.fromkeys(found) if len(one) < _LONGEST]


def _statements() -> list[dict[str, Any]]:
    shown = [one["statement"] for one in _inputs("statement.open")]
    return [one for one in shown if isinstance(one, dict) and one.get("type") in BODIES]


def _payloads() -> list[tuple[str, bytes]]:
    pairs = [
        (one["type"], raw) for one in _statements() for raw in _decoded(iter([one.get("payload")]))
    ]
    return list(dict.fromkeys(pairs))


def _canonical_json() -> list[bytes]:
    wires = [json.dumps(one, sort_keys=True).encode() for one in _statements()[::8]]
    parsed = _decoded(one["bytes"] for one in _inputs("canonical.parse"))
    return parsed + [raw for _, raw in _payloads()[::8]] + wires + _written()


def _signed_statements() -> list[bytes]:
    return [bytes([_TYPES.index(kind)]) + raw for kind, raw in _payloads()[::2]]


def _evidence() -> list[bytes]:
    found = [json.dumps(scene.evidence.to_wire()).encode() for scene in SCENES]
    later = json.loads((VECTORS / "later/people-2.json").read_text("utf-8"))["scenes"]
    told = [json.dumps(scene["evidence"]).encode() for scene in later.values()]
    parts = [json.dumps(one["evidence"]).encode() for one in _inputs("verify") if "evidence" in one]
    return [one for one in found + told + parts[::8] if len(one) < _LONGEST]


def _trails() -> list[bytes]:
    chains = [one["entries"] for one in _inputs("trail.check", "head.check")]
    return [b"\n".join(unb64(one["entry"]) for one in chain) for chain in chains]


def _typed() -> list[bytes]:
    texts = [one["text"] for one in _inputs(*(f"normalise.{n}" for n in ("passphrase", "code")))]
    texts += [one["text"] for one in _inputs("normalise.recovery")]
    texts += ["\n".join(one["shares"]) for one in _inputs("root.join")]
    return [text.encode("utf-8", "surrogatepass") for text in texts]


def _written() -> list[bytes]:
    return [one["text"].encode("utf-8", "replace") for one in _inputs("unb64", "id")]


def _padded() -> list[bytes]:
    return _decoded(one["padded"] for one in _inputs("padding.unpad"))


def _containers() -> list[bytes]:
    sealed = LETTER.original.table + LETTER.original.chunks[0]
    literal = _decoded(one["table"] for one in _inputs("container.open-literal"))
    return [b"\0" + sealed, b"\1" + sealed, *(b"\0" + table for table in literal), *_padded()]


def _boxes() -> list[bytes]:
    names = ("grant", "sealed")
    ops = ("grant.open", "resume.open", "card.open", "invitation.open")
    sealed = _decoded(one[name] for one in _inputs(*ops) for name in names if name in one)
    item, rendition = Stage.item, LETTER.original.ref.rendition
    inside = [
        _grant_prefix(item, rendition, person("recipient").box_public) + bytes(32),
        _resume_prefix(item, rendition) + bytes(72),
        _card_prefix(Stage.case) + pad(b"names"),
        lp("gobetween/invitation/1") + lp(item) + bytes(64),
    ]
    return sealed + inside


def _vaults() -> list[bytes]:
    me = person("recipient")
    pins = (CasePin(Stage.case, fixed("digest"), 1),)
    own = me.keys
    vault = Vault(own.box_private, pins, Stage.org, me.person, bytes(32), 1, own.sign_seed)
    inside = canonical(write_record(vault))
    sealed = _decoded(one["vault"] for one in _inputs("vault.open"))
    wrapped = _decoded(one["wrapped"] for one in _inputs("unwrap"))
    return [be64(1) + one for one in [inside, pad(inside), *sealed, *wrapped]]


def _key_files() -> list[bytes]:
    files = _decoded(one["file"] for one in _inputs("key-file.open"))
    return [*files, canonical({"seed": b64(bytes(32))}), pad(canonical({"seed": "a"}))]


def _enrolment() -> list[bytes]:
    offers = _decoded(one["offer"] for one in _inputs("offer.check", "reply.make"))
    replies = _decoded(one["reply"] for one in _inputs("reply.check"))
    return offers + replies


def _edits() -> list[bytes]:
    return [bytes((number, 0, 0, 0, 1)) + b"x" for number in range(0, 60, 7)] + [b""]


def _heads() -> list[bytes]:
    starts = (
        *(b"\x00\x00\x00\x20ftypisom", b"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat"),
        *(b"\x1a\x45\xdf\xa3", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"RF64\xff\xff\xff\xffWAVEds64"),
        *(b"ID3\x04\x00", b"\xff\xfb\x90\x00" + bytes(413) + b"\xff\xfb\x90\x00", b"OggS", b"fLaC"),
        *(b"\x00\x00\x00\x20ftypavif", b"%PDF-", b"G" + bytes(187) + b"G", b"\xff\xf1\x50\x80"),
    )
    return [start + bytes(64) for start in starts]


def _words() -> list[bytes]:
    said = """
Input #0, mov,mp4, from 'x':
  Duration: 00:00:02.04, start: 0.0, bitrate: 9 kb/s
  Stream #0:0[0x1](und): Video: h264, yuv420p(tv), 320x240 [SAR 1:1 DAR 4:3], 25 fps
  Stream #0:1[0x2](und): Audio: aac (LC), 44100 Hz, 5.1(side), fltp
  Stream #0:2: Video: png, rgb24, 64x64 [SAR 0:1 DAR 0:1] (attached pic)
  Stream #0:3: Audio: pcm_s16le, 48000 Hz, 12 channels, s16
[x] max_streams
Output #0"""
    return [said.encode(), *(line.encode() for line in said.splitlines() if line)]


def _pages() -> list[bytes]:
    whole = saved(fields(16, 12), "JPEG")
    return [whole, whole + index([bare_page(whole, 0)])]


def _previews() -> list[bytes]:
    still = saved(fields(16, 12), "JPEG")
    return [preview_box(Preview(250, 20, bytes((0, 7, 255)), Still(16, 12, still)))]


SEEDS: Final[dict[str, Callable[[], list[bytes]]]] = {
    "canonical_json": _canonical_json,
    "signed_statement": _signed_statements,
    "evidence": _evidence,
    "trail": _trails,
    "typed_secret": _typed,
    "container": _containers,
    "boxes": _boxes,
    "vault": _vaults,
    "key_file": _key_files,
    "enrolment": _enrolment,
    "edited_archive": _edits,
    "head_of_recording": _heads,
    "pages": _pages,
    "preview": _previews,
    "words_of_ffmpeg": _words,
}

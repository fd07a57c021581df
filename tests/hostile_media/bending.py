"""Takes recordings apart and puts them together as no recorder would: boxes, EBML, zip, PNG.

Owns the bytes. Refuses to know what any of it is to show.
"""

import struct
import zlib
from collections.abc import Callable

_HOLD_BOXES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf"}


def box(name: bytes, content: bytes) -> bytes:
    """An MP4 box of this name."""
    return struct.pack(">I4s", 8 + len(content), name) + content


def boxes(content: bytes) -> list[tuple[bytes, bytes]]:
    """The boxes side by side in this content: their names and what each holds."""
    found, at = list[tuple[bytes, bytes]](), 0
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        found.append((name, content[at + 8 : at + size]))
        at += size
    return found


def boxes_within_boxes(depth: int) -> bytes:
    """So many boxes, each in the one before."""
    return b"".join(struct.pack(">I4s", 8 * (depth - level), b"moov") for level in range(depth))


def changed(content: bytes, name: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same with what every box of this name holds changed; the index must come last."""
    return b"".join(
        box(
            one,
            change(held)
            if one == name
            else changed(held, name, change)
            if one in _HOLD_BOXES
            else held,
        )
        for one, held in boxes(content)
    )


def overwritten(at: int, value: bytes) -> Callable[[bytes], bytes]:
    """A change that writes `value` over what is there."""
    return lambda held: held[:at] + value + held[at + len(value) :]


def with_tracks(content: bytes, count: int) -> bytes:
    """The same film with its first track this many times over."""

    def repeated(held: bytes) -> bytes:
        parts = boxes(held)
        (first, *_) = (one for name, one in parts if name == b"trak")
        others = b"".join(box(name, one) for name, one in parts if name != b"trak")
        return others + box(b"trak", first) * count

    return changed(content, b"moov", repeated)


def ebml(name: int, content: bytes) -> bytes:
    """A Matroska element, its length always in eight bytes."""
    width = (name.bit_length() + 7) // 8
    return name.to_bytes(width, "big") + (1 << 56 | len(content)).to_bytes(8, "big") + content


def deflated_matroska(unpacked_bytes: int) -> bytes:
    """Sound in Matroska whose one block is small as it lies there, and so long unpacked."""
    header = ebml(0x1A45DFA3, ebml(0x4282, b"matroska"))
    info = ebml(0x1549A966, ebml(0x2AD7B1, (1_000_000).to_bytes(4, "big")))
    sound = ebml(0xB5, struct.pack(">d", 8000.0)) + ebml(0x9F, b"\x01") + ebml(0x6264, b"\x08")
    deflate = ebml(0x6D80, ebml(0x6240, ebml(0x5034, ebml(0x4254, b"\x00"))))
    track = ebml(0xD7, b"\x01") + ebml(0x73C5, b"\x01") + ebml(0x83, b"\x02")
    track += ebml(0x86, b"A_PCM/INT/LIT") + ebml(0xE1, sound) + deflate
    packer, pieces = zlib.compressobj(9), list[bytes]()
    piece = bytes(1 << 20)
    for _ in range(unpacked_bytes >> 20):
        pieces.append(packer.compress(piece))
    block = b"\x81\x00\x00\x80" + b"".join(pieces) + packer.flush()
    cluster = ebml(0x1F43B675, ebml(0xE7, b"\x00") + ebml(0xA3, block))
    return header + ebml(0x18538067, info + ebml(0x1654AE6B, ebml(0xAE, track)) + cluster)


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG: length, name, content, and the sum of both."""
    sum_of = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + sum_of


def png(across: int, down: int) -> bytes:
    """A white picture, one bit for each of its pixels."""
    row = b"\x00" + b"\xff" * -(-across // 8)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row) for _ in range(down)) + packer.flush()
    size = struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_place(jpeg: bytes) -> bytes:
    """A JPEG with a GPS latitude in its EXIF, as telephones write it."""
    degrees = struct.pack("<6I", 51, 1, 30, 1, 26, 1)
    gps = struct.pack("<H", 2)
    gps += struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack("<HHII", 2, 5, 3, 80)
    main = struct.pack("<H", 1) + struct.pack("<HHII", 0x8825, 4, 1, 26) + bytes(4)
    tiff = b"II*\0" + struct.pack("<I", 8) + main + gps + bytes(4)
    exif = b"Exif\0\0" + tiff.ljust(80, b"\0") + degrees
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", 2 + len(exif)) + exif + jpeg[2:]


def pdf(pages: int, *, script: str = "") -> bytes:
    """So many empty pages, and a script that runs when it is opened."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    act = f"/OpenAction << /S /JavaScript /JS ({script}) >>" if script else ""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {act} >>"]
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
    body, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{held}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    body += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n".encode()
    return bytes(body + b"%%EOF\n")

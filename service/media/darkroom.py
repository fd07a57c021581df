"""Owns turning one picture or PDF into plain JPEG pages: the program that meets hostile bytes.

Run in the sandbox by `paper.py`, with Pillow, pi-heif, pypdfium2 and the standard library; nothing
of this service is there. It reads the file from the one address it can reach, and writes the pages
one behind the other into the open file it is given. Refuses to own bounds on memory and time, and
any trust: what it writes is looked at outside.

It says `of N` when it knows how many pages there are, `page N` after each, and `refused REASON`
before it ends with status 3. Any other status but 0 means that the file could not be read.
"""

import io
import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_ASKED = json.loads(sys.argv[1])
sys.path[:0] = _ASKED["path"]

import pi_heif  # noqa: E402 - the path is the argument's
import pypdfium2  # noqa: E402
from PIL import Image, ImageCms, ImageOps  # noqa: E402

_WHITE = (255, 255, 255)
_POINTS_PER_INCH = 72
_REFUSED = 3
_SECONDS_A_PAGE = 30
_QUALITY = 85
_DEEP_GREY = ("I", "I;16", "I;16B", "I;16L", "I;16N")


class _TooMuch(Exception):  # noqa: N818 - an answer
    """The file asks for more than is allowed; its text is the reason's code."""


def main(asked: dict[str, Any]) -> None:
    """Do what is asked: `port`, `at`, `kind`, `output` and the bounds, by name."""
    content = _fetched(asked["port"], asked["at"])
    Image.MAX_IMAGE_PIXELS = None  # The bound below comes first, and is ours.
    try:
        pages = _of_pdf(content, asked) if asked["kind"] == "pdf" else _of_picture(content, asked)
        number = 0
        while (page := _in_time(pages)) is not None:
            number += 1
            _write(asked["output"], _jpeg(page))
            _say(f"page {number}")
    except _TooMuch as reason:
        _say(f"refused {reason}")
        sys.exit(_REFUSED)
    except MemoryError:
        _say("refused picture-too-large")
        sys.exit(_REFUSED)


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - this is how it is heard


def _in_time(pages: "Iterator[Picture]") -> "Picture | None":
    """The next page, or the end of the program: libraries cannot be interrupted."""
    over = threading.Timer(_SECONDS_A_PAGE, _give_up)
    over.start()
    try:
        return next(pages, None)
    finally:
        over.cancel()


def _give_up() -> None:
    _say("refused took-too-long")
    os._exit(_REFUSED)


def _fetched(port: int, at: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET {at} HTTP/1.1\r\n\r\n".encode())
        with line.makefile("rb") as answer:
            length = None
            while (header := answer.readline()) not in {b"\r\n", b""}:
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            content = answer.read()
    if len(content) != length:
        sys.exit(1)
    return content


def _of_picture(content: bytes, asked: dict[str, Any]) -> "Iterator[Picture]":
    kind, edge = asked["kind"], asked["edge"]
    if kind == "heic":
        pi_heif.register_heif_opener()
    with Image.open(io.BytesIO(content), formats=["HEIF" if kind == "heic" else kind]) as opened:
        if opened.width * opened.height > asked["pixels"]:
            raise _TooMuch("picture-too-large")
        _say("of 1")
        opened.draft(None, (edge, edge))
        opened.load()
        # What a HEIC says of turning is done when it is decoded; its notes may say it again.
        upright = opened if kind == "heic" else _upright(opened)
        yield _on_white(_in_plain_colours(_within(upright, edge)))


def _upright(picture: "Picture") -> "Picture":
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - broken notes say nothing
        return picture


def _within(picture: "Picture", edge: int) -> "Picture":
    profile = picture.info.get("icc_profile")
    if picture.mode in _DEEP_GREY:
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode in {"P", "PA"}:
        picture = picture.convert("RGBA")
    if max(picture.size) > edge:
        picture = ImageOps.contain(picture, (edge, edge), Image.Resampling.LANCZOS)
    picture.info["icc_profile"] = profile
    return picture


def _in_plain_colours(picture: "Picture") -> "Picture":
    """In sRGB, where the picture says in which colours it is and that can be understood."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            plain = ImageCms.createProfile("sRGB")
            seen = ImageCms.profileToProfile(picture, meant, plain, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            return picture
        return picture if seen is None else seen
    return picture


def _on_white(picture: "Picture") -> "Picture":
    """A picture of nothing but red, green and blue, with no notes beside it."""
    page = Image.new("RGB", picture.size, _WHITE)
    if picture.mode in {"LA", "La", "RGBA", "RGBa"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        page.paste(seen, mask=seen.getchannel("A"))
    else:
        page.paste(picture.convert("RGB"))
    return page


def _of_pdf(content: bytes, asked: dict[str, Any]) -> "Iterator[Picture]":
    document = pypdfium2.PdfDocument(content)
    count = len(document)
    if count > asked["pages"]:
        raise _TooMuch("too-many-pages")
    if count == 0:
        sys.exit(1)
    _say(f"of {count}")
    # What was filled in is part of the page. There is nothing in here that runs a script.
    document.init_forms()
    for number in range(count):
        page = document[number]
        longest = max(page.get_size())
        scale = min(asked["dots_per_inch"] / _POINTS_PER_INCH, asked["edge"] / max(longest, 1))
        bitmap = page.render(scale=scale, fill_color=(*_WHITE, 255))
        yield _on_white(bitmap.to_pil())
        bitmap.close()
        page.close()


def _jpeg(page: "Picture") -> bytes:
    made = io.BytesIO()
    page.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def _write(output: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(output, left) :]


if __name__ == "__main__":
    if "ready" in _ASKED:
        _say(_ASKED["ready"])
    else:
        main(_ASKED)

"""Owns the vectors of paper: where its pages lie (4.6), and how they are covered (4.7)."""

import struct
from dataclasses import asdict, replace

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.pages import MOST_EDGE, MOST_PAGES, Page, index
from service.sealing.schemas import Coverage, Decision
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import seed
from tests.vectors.making.signed import OP, sign_raw
from tests.vectors.making.transcribed import DECISION

PAGES = "pages.in"
_LOOKED_AT = replace(DECISION, coverage=Coverage("pages", 3, 3))


def paged() -> list[Vector]:
    """Pages in their form and in none, and decisions about them."""
    one = [Page(0, 5, 1, MOST_EDGE)]
    three = [Page(0, 400, 1653, 2339), Page(400, 1, MOST_EDGE, 1), Page(401, 99, 2, 3)]
    many = [Page(number, 1, 1, 1) for number in range(MOST_PAGES)]
    cut = replace(_LOOKED_AT, verdict="return", coverage=Coverage("pages", 1, 3))
    said = parse_canonical(sign(_LOOKED_AT, seed("facilitator")).payload)["coverage"]
    return [
        *(_lie(f"{len(pages)} of them", pages) for pages in (one, three, many)),
        *(bad(f"pages: {what}", PAGES, {"bytes": b64(raw)}, _NOT) for what, raw in _spoilt()),
        *(_decided(*each) for each in (("all", _LOOKED_AT), ("one of three", cut))),
        _covered("a transcript of paper", {**said, "transcript": b64(fixed("transcript"))}),
        _covered("in sheets", {**said, "unit": "sheets"}),
    ]


_NOT = Fault.RENDITION_INVALID


def _lie(what: str, pages: list[Page]) -> Vector:
    raw = fixed("pages", sum(page.length for page in pages)) + index(pages)
    given = {"bytes": b64(raw)}
    return good(f"pages: {what}", PAGES, given, {"pages": [asdict(page) for page in pages]})


def _spoilt() -> list[tuple[str, bytes]]:
    def entry(length: int, width: int = 4, height: int = 5) -> bytes:
        return struct.pack(">IHH", length, width, height)

    def ended(raw: bytes, count: int, mark: bytes = b"GBPAGES1") -> bytes:
        return raw + struct.pack(">I", count) + mark

    held, most = fixed("pages", 4), MOST_PAGES + 1
    whole = ended(held + entry(4), 1)
    return [
        ("nothing", b""),
        ("only the mark", b"GBPAGES1"),
        ("none", ended(b"", 0)),
        ("more than may be", ended(fixed("pages", most) + entry(1) * most, most)),
        ("more than can be", ended(b"", 0xFFFFFFFF)),
        ("fewer than are said", ended(held + entry(4), 2)),
        ("another mark", ended(held + entry(4), 1, b"GBPAGES2")),
        ("a byte behind the end", whole + b"\0"),
        ("a byte before the first", b"\0" + whole),
        ("one that is longer than there is", ended(held + entry(5), 1)),
        ("one that is empty", ended(held + entry(4) + entry(0), 2)),
        ("one without width", ended(held + entry(4, width=0), 1)),
        ("one without height", ended(held + entry(4, height=0), 1)),
        ("one that is too wide", ended(held + entry(4, width=MOST_EDGE + 1), 1)),
        ("one that is too high", ended(held + entry(4, height=MOST_EDGE + 1), 1)),
    ]


def _decided(what: str, body: Decision) -> Vector:
    statement = sign(body, seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
    return good(f"paper: {what}", OP, given, out)


def _covered(what: str, coverage: dict[str, object]) -> Vector:
    spoilt = parse_canonical(sign(_LOOKED_AT, seed("facilitator")).payload)
    statement = sign_raw(
        Decision.TYPE, canonical({**spoilt, "coverage": coverage}), seed("facilitator")
    )
    given = {"statement": statement.to_wire(), "type": Decision.TYPE}
    return bad(f"coverage: {what}", OP, given, Fault.STATEMENT_SCHEMA)

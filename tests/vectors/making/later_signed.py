"""Owns the vectors of the statement types of 4.11 to 4.25: each type, every way to spoil one."""

from dataclasses import replace
from typing import Any

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import (
    Body,
    Consent,
    Delivery,
    Destruction,
    Note,
    Share,
)
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad
from tests.vectors.making.later_scenes import STORIES, stage_of
from tests.vectors.making.scenes import NOW, person, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

SHOWN = (
    "stepped-in",
    "enrolled-again",
    "scribe",
    "paper",
    "liaison",
    "suspended-and-lifted",
)
ORG, CASE, ITEM = fixed_id("org"), fixed_id("case"), fixed_id("item")


def later_samples() -> dict[str, Body]:
    """One body of each of the later types."""
    left = STORIES["left"](replace(stage_of("left"), names="digest")).evidence
    scenes = {name: STORIES[name](stage_of(name)).evidence for name in SHOWN}
    statements = [
        left.heads[0].head,
        scenes["stepped-in"].covers[0],
        scenes["stepped-in"].step_ins[0],
        scenes["enrolled-again"].re_enrolments[0],
        scenes["enrolled-again"].regrants[0],
        scenes["liaison"].mandates[0],
        scenes["scribe"].agreements[0],
        scenes["paper"].attestations[0],
        scenes["suspended-and-lifted"].suspensions[1],
        STORIES["recalled-after-opening"](stage_of("left")).evidence.recalls[0],
    ]
    who = person("recipient").person
    others: list[Body] = [
        Consent(ORG, CASE, who, "receive", "any", fixed("wording"), "cy", "yes", NOW),
        Share(CASE, ITEM, who, person("supporter").person, NOW),
        Note(CASE, who, "name", 2, fixed("note"), ("team", "author"), fixed("note 1"), NOW),
        Delivery(CASE, ITEM, who, "read-aloud", NOW),
        Destruction(CASE, ITEM, fixed_id("output/rendition"), "retention", NOW),
    ]
    bodies = [*(one.body for one in statements), *others]
    return {one.TYPE: one for one in bodies}


# Each row: a type, what is wrong, and the path and value that make it so.
_OUTSIDE: list[tuple[str, str, tuple[str | int, ...], object]] = [
    ("head", "number 0", ("number",), 0),
    ("head", "an empty roster", ("roster",), ""),
    ("head", "a hash of 31 bytes", ("hash",), b64(fixed("short", 31))),
    ("head", "a team of 31 bytes", ("team",), b64(fixed("short", 31))),
    ("cover", "version 0", ("version",), 0),
    ("cover", "a share with an unknown key", ("duty", "note"), "x"),
    ("cover", "a share that is text", ("supervisors",), "x"),
    ("step-in", "an unknown capacity", ("capacity",), "liaison"),
    ("step-in", "an empty cover", ("cover",), ""),
    ("re-enrolment", "an empty previous", ("previous",), ""),
    ("regrant", "an old key of 31 bytes", ("old_key",), b64(fixed("short", 31))),
    ("regrant", "an empty grant digest", ("grants", 0, "grant"), ""),
    ("mandate", "an empty team", ("team",), ""),
    ("attestation", "an unknown act", ("act",), "signature"),
    ("attestation", "an unknown manner", ("manner",), "email"),
    ("consent", "an unknown purpose", ("purpose",), "research"),
    ("consent", "an unknown medium", ("medium",), "film"),
    ("consent", "neither given nor withdrawn", ("given",), "no"),
    ("consent", "a language with an underscore", ("language",), "cy_GB"),
    ("share", "with everyone", ("with",), "everyone"),
    ("agreement", "a rendition of 31 bytes", ("renditions",), [b64(fixed("short", 31))]),
    ("note", "version 1 with a previous", ("version",), 1),
    ("note", "version 2 without a previous", ("previous",), ""),
    ("note", "an unknown audience", ("audience",), ["everyone"]),
    ("delivery", "an unknown manner", ("manner",), "sent"),
    ("recall", "an empty manifest", ("manifest",), ""),
    ("suspension", "half lifted", ("lifted",), "partly"),
    ("destruction", "an empty rendition", ("rendition",), ""),
]


def later_statements() -> list[Vector]:
    """Everything about the later types."""
    by = seed("facilitator")
    bodies = later_samples()
    vectors = spoilt_and_not(bodies, by)
    for name, what, path, value in _OUTSIDE:
        kind = f"gobetween/{name}/1"
        body: Any = parse_canonical(sign(bodies[kind], by).payload)
        put(body, path, value)
        statement = sign_raw(kind, canonical(body), by)
        given = {"statement": statement.to_wire(), "type": kind}
        vectors.append(bad(f"{kind}: {what}", OP, given, Fault.STATEMENT_SCHEMA))
    return vectors

"""Owns the vectors of numbers that are also written in four bytes: what fits, and what does not."""

from service.sealing.encoding import canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Body
from service.sealing.statements import sign
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.later_scenes import STORIES, stage_of
from tests.vectors.making.scenes import seed
from tests.vectors.making.signed import OP, put, sign_raw

LARGEST = 2**32 - 1


def limits() -> list[Vector]:
    """The largest version of a team and of its cover, and the next one."""
    by = seed("facilitator")
    shown = STORIES["stepped-in"](stage_of("stepped-in")).evidence
    bodies: list[Body] = [shown.covers[0].body]
    if shown.team is not None:
        bodies.append(shown.team.body)
    vectors: list[Vector] = []
    for body in bodies:
        value = parse_canonical(sign(body, by).payload)
        for version in (LARGEST, LARGEST + 1):
            put(value, ("version",), version)
            statement = sign_raw(body.TYPE, canonical(value), by)
            given = {"statement": statement.to_wire(), "type": body.TYPE}
            name = f"{body.TYPE} of version {version}"
            if version == LARGEST:
                output = {"digest": statement.digest, "body": dict(value)}
                vectors.append(good(name, OP, given, output))
            else:
                vectors.append(bad(name, OP, given, Fault.STATEMENT_SCHEMA))
    return vectors

"""Owns countersigning a trail (section 7.1): making a head, and holding one against its trail.

Refuses to own who may sign one and what it is worth; standing.py and an auditor say that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Inclusion, ShownHead
from service.sealing.merkle import Tree, first_places, merkle_root
from service.sealing.schemas import Head
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.trail import Trail


@dataclass(frozen=True)
class InForce:
    """The digests of the roster and, of a case's trail, of the team in force at its end."""

    roster: bytes
    team: bytes = b""


def make_head(trail: Trail, org: str, in_force: InForce, seed: bytes, issued: int) -> Statement:
    """Countersign a checked trail up to its last entry with a reader's 32-byte seed.

    Whoever signs says: every statement in here was signed by somebody who was in force, and this
    roster and team were in force at its end. ``head-mismatch`` for a trail without an entry.
    """
    if not trail.entries:
        raise SealingError(Fault.HEAD_MISMATCH, "There is nothing to countersign.")
    voices = trail.statements
    body = Head(
        org=org,
        chain=trail.chain,
        number=len(trail.entries),
        hash=trail.head,
        roster=in_force.roster,
        team=in_force.team,
        statements=merkle_root(voices),
        size=len(voices),
        issued=issued,
    )
    return sign(body, seed)


def check_head(statement: Statement, trail: Trail) -> Head:
    """Hold a head against the trail that it countersigns; the trail may have grown since.

    Raises ``head-mismatch``, or what ``open_statement`` raises. Does not say whose key it is.
    """
    head = open_statement(statement, Head)
    covered = trail.up_to(head.number)
    voices = covered.statements
    if (head.chain, head.hash) != (trail.chain, covered.head) or (head.statements, head.size) != (
        merkle_root(voices),
        len(voices),
    ):
        raise SealingError(Fault.HEAD_MISMATCH, "A head countersigns another trail.")
    return head


def show_head(statement: Statement, trail: Trail, wanted: Sequence[bytes]) -> ShownHead:
    """Prove to a device that the ``wanted`` statements stand in what a head countersigns.

    ``wanted`` are voices; one that the head does not contain is ``inclusion-invalid``.
    """
    voices = trail.up_to(check_head(statement, trail).number).statements
    first = first_places(voices)
    if any(one not in first for one in wanted):
        raise SealingError(Fault.INCLUSION_INVALID, "The head does not contain a statement.")
    tree = Tree(voices)
    places = [(one, first[one]) for one in wanted]
    return ShownHead(statement, tuple(Inclusion(one, at, tree.proof(at)) for one, at in places))

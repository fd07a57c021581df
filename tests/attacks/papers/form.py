"""What an attack on the papers of an item or a case is, whichever device it is tried on.

Owns how evidence is changed on its way. Refuses to own devices: `client` and `portal` try each
attack on theirs. An attack with an `honest` twin is held against that one, too: papers that differ
from the attack only in whose word they are, and that the same device opens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar

from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.keys import PersonKeys
from service.sealing.schemas import Acceptance, Body, CaseStatement, Decision, Manifest
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.world import World

B = TypeVar("B", bound=Body)
At = Literal["recipient", "reader", "author", "recording"]
ADDED: Final = (
    *("rosters", "teams", "heads", "covers", "step_ins", "re_enrolments", "regrants"),
    *("mandates", "agreements", "attestations", "recalls", "suspensions"),
)


@dataclass(frozen=True)
class Hand:
    """What an attacker has: keys of their own, true papers of another item, an older roster.

    `world` holds everybody's keys: an attack takes from it whom it says it has turned, no more.
    """

    own: PersonKeys
    world: World
    elsewhere: Evidence
    first_roster: Statement


Forge = Callable[[Evidence, Hand], Evidence]


@dataclass(frozen=True)
class Attack:
    """Papers changed on their way, and the fault that the device must answer with."""

    name: str
    fault: Fault
    forge: Forge
    honest: Forge | None = None
    at: At = "recipient"
    # Whether the honest twin makes the device remember something newer than what is stored.
    moves: bool = False


def of(attacks: Sequence[Attack], *at: At) -> list[Attack]:
    """Return the attacks on these devices."""
    return [one for one in attacks if one.at in at]


def changed(wire: dict[str, Any], forge: Forge, hand: Hand) -> dict[str, Any]:
    """Return an answer of the server with its papers forged."""
    forged = forge(Evidence.from_wire(wire), hand)
    return {**wire, **{name: [] for name in ADDED}, **forged.to_wire()}


def body_of(statement: Statement | None, kind: type[B]) -> B:
    """Read a statement that is there."""
    assert statement is not None
    return open_statement(statement, kind)


def newest_case(shown: Evidence) -> tuple[Statement, CaseStatement]:
    """Return the case statement with the highest number."""
    read = [(one, open_statement(one, CaseStatement)) for one in shown.case_statements]
    return max(read, key=lambda one: one[1].sequence)


def next_case(shown: Evidence, seed: bytes, **changes: Any) -> Statement:  # noqa: ANN401 - fields
    """State the case anew, after the newest."""
    statement, body = newest_case(shown)
    return sign(
        replace(body, sequence=body.sequence + 1, previous=statement.digest, **changes), seed
    )


def with_case(shown: Evidence, seed: bytes, **changes: Any) -> Evidence:  # noqa: ANN401 - fields
    """Show a newer case statement beside the others."""
    newer = next_case(shown, seed, **changes)
    return replace(shown, case_statements=(*shown.case_statements, newer))


def each_decision(
    shown: Evidence,
    seed_of: Callable[[Statement], bytes],
    **changes: Any,  # noqa: ANN401 - fields of a decision
) -> Evidence:
    """Sign every decision anew, linked to one another, and the acceptance untouched."""
    signed: list[Statement] = []
    for one in shown.decisions:
        body = replace(open_statement(one, Decision), **changes)
        if signed and body.sequence > 1:
            body = replace(body, previous=signed[-1].digest)
        signed.append(sign(body, seed_of(one)))
    return replace(shown, decisions=tuple(signed))


def readers_own(hand: Hand) -> Callable[[Statement], bytes]:
    """Sign as whoever signed before: readers who were turned, or who act honestly."""
    seeds = {
        one.identity.sign_public: one.keys.sign_seed for one in (hand.world.asha, hand.world.ben)
    }
    return lambda statement: seeds[statement.key]


def accepted(shown: Evidence, hand: Hand) -> Evidence:
    """Let the recipient accept exactly the decisions that are shown, as their device would."""
    if shown.acceptance is None:
        return shown
    body = replace(
        body_of(shown.acceptance, Acceptance),
        decisions=tuple(one.digest for one in shown.decisions),
    )
    return replace(shown, acceptance=sign(body, hand.world.harmed.keys.sign_seed))


def with_manifest(shown: Evidence, hand: Hand, seed: bytes, **changes: Any) -> Evidence:  # noqa: ANN401 - fields
    """Have the item's manifest say something else, and its readers and recipient agree to that."""
    manifest = sign(replace(body_of(shown.manifest, Manifest), **changes), seed)
    told = replace(shown, manifest=manifest)
    return accepted(each_decision(told, readers_own(hand), manifest=manifest.digest), hand)

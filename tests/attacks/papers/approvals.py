"""Approvals that nobody gave for this: replayed, forged, too few, or by people who may not.

Owns the lines of the protocol about decisions and their signers. Refuses devices.
"""

from dataclasses import replace
from typing import Any

from service.sealing.container import new_content_key
from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.schemas import Coverage, Decision, DecisionGrant, Manifest
from service.sealing.statements import Statement, open_statement, sign
from tests.attacks.papers.form import (
    Attack,
    Forge,
    Hand,
    accepted,
    body_of,
    each_decision,
    readers_own,
    with_case,
)


def _of_another_item(shown: Evidence, hand: Hand) -> Evidence:
    return replace(shown, decisions=hand.elsewhere.decisions)


def _of_another_version(shown: Evidence, hand: Hand) -> Evidence:
    """The author themself wrote another version; what was approved is the first."""
    newer = replace(body_of(shown.manifest, Manifest), version=2)
    return replace(shown, manifest=sign(newer, hand.world.responsible.keys.sign_seed))


def _for_another_recipient(shown: Evidence, hand: Hand) -> Evidence:
    """A true approval by the true readers, for somebody else on the case."""
    other = hand.world.responsible
    recipients = tuple(
        replace(one, person=other.id, key=other.identity.box_public)
        for one in body_of(shown.decisions[-1], Decision).recipients
    )
    return each_decision(shown, readers_own(hand), recipients=recipients)


def _for_another_key(shown: Evidence, hand: Hand) -> Evidence:
    """As if the readers' devices had been made to seal to a key of the attacker's."""
    recipients = tuple(
        replace(one, key=hand.own.box_public)
        for one in body_of(shown.decisions[-1], Decision).recipients
    )
    return each_decision(shown, readers_own(hand), recipients=recipients)


def _by(who: str) -> Forge:
    def forge(shown: Evidence, hand: Hand) -> Evidence:
        keys = hand.own if who == "nobody" else getattr(hand.world, who).keys
        return each_decision(shown, lambda _one: keys.sign_seed)

    return forge


def _saying(**changes: Any) -> Forge:  # noqa: ANN401 - fields of a decision
    def forge(shown: Evidence, hand: Hand) -> Evidence:
        return each_decision(shown, readers_own(hand), **changes)

    return forge


def _left_out(shown: Evidence, _hand: Hand) -> Evidence:
    return replace(shown, decisions=())


def _one_reader_twice(shown: Evidence, hand: Hand) -> Evidence:
    """The first reader's key signs in the second's place, after the true first decision."""
    first, second = shown.decisions
    again = replace(body_of(second, Decision), previous=first.digest)
    return replace(shown, decisions=(first, sign(again, readers_own(hand)(first))))


def _one_reader_alone(shown: Evidence, hand: Hand) -> Evidence:
    """The second reader approves alone, as the first of one."""
    body = replace(body_of(shown.decisions[-1], Decision), sequence=1, previous=b"")
    return replace(shown, decisions=(sign(body, readers_own(hand)(shown.decisions[-1])),))


def _a_closed_chain_first(shown: Evidence, hand: Hand) -> Evidence:
    """What the first reader approved before it was withheld, in the place of their word since."""
    first, second = shown.decisions
    return accepted(replace(shown, decisions=(_earlier(first, hand), second)), hand)


def _a_closed_chain_beside(shown: Evidence, hand: Hand) -> Evidence:
    """The same beside everything that was approved since."""
    first = shown.decisions[0]
    return accepted(replace(shown, decisions=(_earlier(first, hand), *shown.decisions)), hand)


def _over_a_withholding(shown: Evidence, hand: Hand) -> Evidence:
    """Both readers were turned and go on after a withholding, which is not shown."""
    first, second = shown.decisions
    early = _earlier(first, hand)
    body = body_of(first, Decision)
    withheld = replace(body, verdict="withhold", recipients=(), reason="would-harm")
    no = sign(replace(withheld, sequence=2, previous=early.digest), readers_own(hand)(second))
    on = replace(body_of(second, Decision), sequence=3, previous=no.digest)
    return accepted(replace(shown, decisions=(early, sign(on, readers_own(hand)(second)))), hand)


def _anew_after_a_withholding(shown: Evidence, hand: Hand) -> Evidence:
    """The honest twin of all three: whoever approved before approves again, as the first."""
    first, second = shown.decisions
    again = _earlier(first, hand)
    body = replace(body_of(second, Decision), previous=again.digest)
    return accepted(replace(shown, decisions=(again, sign(body, readers_own(hand)(second)))), hand)


def _with_the_withholding(shown: Evidence, hand: Hand) -> Evidence:
    first, second = shown.decisions
    withheld = replace(body_of(first, Decision), verdict="withhold", recipients=())
    no = sign(withheld, readers_own(hand)(first))
    body = replace(body_of(second, Decision), previous=no.digest)
    return accepted(replace(shown, decisions=(no, sign(body, readers_own(hand)(second)))), hand)


def _earlier(first: Statement, hand: Hand) -> Statement:
    """The first reader's true approval from another chain: the same but for its second."""
    body = body_of(first, Decision)
    return sign(replace(body, decided=body.decided - 1), readers_own(hand)(first))


def _weakened_by_a_stranger(shown: Evidence, hand: Hand) -> Evidence:
    alone = _one_reader_alone(shown, hand)
    return with_case(alone, hand.own.sign_seed, route="ordinary", signers=1)


def _weakened_by_a_facilitator(shown: Evidence, hand: Hand) -> Evidence:
    alone = _one_reader_alone(shown, hand)
    return with_case(alone, hand.world.asha.keys.sign_seed, route="ordinary", signers=1)


def _passed_as_decision(shown: Evidence, hand: Hand) -> Evidence:
    """The person's own acceptance, under the name of a decision."""
    assert shown.acceptance is not None
    return replace(shown, decisions=(replace(shown.acceptance, type=Decision.TYPE),))


def _passed_as_manifest(shown: Evidence, hand: Hand) -> Evidence:
    return replace(shown, manifest=replace(shown.decisions[0], type=Manifest.TYPE))


def _passed_as_acceptance(shown: Evidence, _hand: Hand) -> Evidence:
    assert shown.acceptance is not None
    return replace(shown, acceptance=replace(shown.decisions[0], type=shown.acceptance.type))


def _passed_unrenamed(shown: Evidence, _hand: Hand) -> Evidence:
    assert shown.manifest is not None
    return replace(shown, decisions=(shown.manifest,))


def _low_order(shown: Evidence, _hand: Hand) -> Evidence:
    """A key of low order, under which one signature verifies anything for careless checkers."""
    point, anything = bytes([1]) + bytes(31), bytes([1]) + bytes(63)
    forged = tuple(replace(one, key=point, signature=anything) for one in shown.decisions)
    return replace(shown, decisions=forged)


def _malleable(shown: Evidence, _hand: Hand) -> Evidence:
    """The same signature with the group's order added to S: another statement for the careless."""
    order = 2**252 + 27742317777372353535851937790883648493
    return replace(shown, decisions=tuple(_with_s(one, order) for one in shown.decisions))


def _with_s(one: Statement, more: int) -> Statement:
    scalar = int.from_bytes(one.signature[32:], "little") + more
    return replace(one, signature=one.signature[:32] + scalar.to_bytes(32, "little"))


def _second_plaintext(shown: Evidence, hand: Hand) -> Evidence:
    """The last reader seals another content key, as if the container said two things."""
    rendition = shown.grants[0][0]
    item = body_of(shown.manifest, Manifest).item
    grant = seal_grant(item, rendition, hand.world.harmed.identity.box_public, new_content_key())
    return _granting(shown, hand, rendition, grant)


def _grant_of_another_item(shown: Evidence, hand: Hand) -> Evidence:
    """A reader names the true grant of another item for this one."""
    return _granting(shown, hand, shown.grants[0][0], hand.elsewhere.grants[0][1])


def _granting(shown: Evidence, hand: Hand, rendition: str, grant: bytes) -> Evidence:
    named = (DecisionGrant(rendition, grant_digest(grant)),)
    last = open_statement(shown.decisions[-1], Decision)
    recipients = tuple(replace(one, grants=named) for one in last.recipients)
    told = replace(shown, grants=((rendition, grant),))
    # The first of two readers names nobody's grants; saying the same twice does no harm.
    return accepted(each_decision(told, readers_own(hand), recipients=recipients), hand)


INVALID, OTHER = Fault.DECISION_INVALID, Fault.DECISION_OTHER_ITEM

APPROVALS = [
    Attack("approval-replayed-on-another-item", OTHER, _of_another_item),
    Attack("approval-replayed-on-another-version", INVALID, _of_another_version),
    Attack("approval-for-another-recipient", Fault.RECIPIENT_MISMATCH, _for_another_recipient),
    Attack("approval-for-another-key", Fault.RECIPIENT_MISMATCH, _for_another_key),
    Attack("approval-by-nobody-known", INVALID, _by("nobody")),
    Attack("approval-by-somebody-not-on-the-case", INVALID, _by("administrator")),
    Attack("approval-by-the-author", INVALID, _by("responsible")),
    Attack("approval-by-the-recipient", INVALID, _by("harmed")),
    Attack("approval-left-out", Fault.DECISION_MISSING, _left_out),
    Attack("approval-that-says-return", INVALID, _saying(verdict="return", recipients=())),
    Attack("approval-that-expired", Fault.DECISION_EXPIRED, _saying(valid_until=1)),
    Attack("approval-of-a-part", INVALID, _saying(coverage=Coverage("characters", 1, 40))),
    Attack("one-reader-twice", Fault.SIGNERS_MISSING, _one_reader_twice),
    Attack("one-reader-where-two-are-required", Fault.SIGNERS_MISSING, _one_reader_alone),
    Attack("closed-chain-first", INVALID, _a_closed_chain_first, _anew_after_a_withholding),
    Attack("closed-chain-beside", INVALID, _a_closed_chain_beside, _anew_after_a_withholding),
    Attack("withholding-left-out", INVALID, _over_a_withholding, _anew_after_a_withholding),
    Attack("withholding-shown", INVALID, _with_the_withholding, _anew_after_a_withholding),
    Attack("case-weakened-by-a-stranger", Fault.CASE_INVALID, _weakened_by_a_stranger),
    Attack("case-weakened-by-a-facilitator", Fault.SIGNERS_MISSING, _weakened_by_a_facilitator),
    Attack("acceptance-passed-as-decision", INVALID, _passed_as_decision),
    Attack("manifest-passed-as-decision", INVALID, _passed_unrenamed),
    Attack("decision-passed-as-manifest", Fault.MANIFEST_INVALID, _passed_as_manifest),
    Attack("decision-passed-as-acceptance", Fault.ACCEPTANCE_INVALID, _passed_as_acceptance),
    Attack("decision-under-a-low-order-key", INVALID, _low_order),
    Attack("decision-with-a-malleable-signature", INVALID, _malleable),
    Attack("two-plaintexts-under-one-container", Fault.CONTAINER_KEY, _second_plaintext),
    Attack("grant-of-another-item-decided-on", Fault.GRANT_MISMATCH, _grant_of_another_item),
]

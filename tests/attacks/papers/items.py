"""Items put in the place of others, without an author, or moved to where they do not belong.

Owns the lines about manifests, containers and renditions. Refuses devices.
"""

from dataclasses import replace
from typing import Any

from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from service.sealing.encoding import canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.schemas import Agreement, Manifest, RenditionStatement
from service.sealing.schemas_edits import Edit
from service.sealing.statements import Statement, pae, sign
from tests.attacks.papers.form import (
    Attack,
    Forge,
    Hand,
    accepted,
    body_of,
    each_decision,
    readers_own,
    with_manifest,
)


def _left_out(shown: Evidence, _hand: Hand) -> Evidence:
    return replace(shown, manifest=None)


def _by(who: str) -> Forge:
    def forge(shown: Evidence, hand: Hand) -> Evidence:
        keys = hand.own if who == "nobody" else getattr(hand.world, who).keys
        return with_manifest(shown, hand, keys.sign_seed)

    return forge


def _wholly_another(shown: Evidence, hand: Hand) -> Evidence:
    """All the true papers of another item, shown under this one's address."""
    return replace(
        shown,
        manifest=hand.elsewhere.manifest,
        decisions=hand.elsewhere.decisions,
        acceptance=hand.elsewhere.acceptance,
        opening=hand.elsewhere.opening,
        grants=hand.elsewhere.grants,
    )


def _container_of_another(shown: Evidence, hand: Hand) -> Evidence:
    """The author's manifest rewritten to name another item's container."""
    other = body_of(hand.elsewhere.manifest, Manifest).containers
    return with_manifest(shown, hand, hand.own.sign_seed, containers=other)


def _grants_of_another(shown: Evidence, hand: Hand) -> Evidence:
    """The key of another item under the name of this one's container."""
    mine = shown.grants[0][0]
    return replace(shown, grants=tuple((mine, grant) for _, grant in hand.elsewhere.grants))


def _grants_left_out(shown: Evidence, _hand: Hand) -> Evidence:
    return replace(shown, grants=tuple((one, b"\0" * len(grant)) for one, grant in shown.grants))


def _for_somebody_else(shown: Evidence, hand: Hand) -> Evidence:
    """An item whose author wrote it to somebody else, shown to this person."""
    author = hand.world.responsible
    return with_manifest(shown, hand, author.keys.sign_seed, recipients=(author.id,))


def with_rendition(shown: Evidence, hand: Hand, seed: bytes, **changes: Any) -> Evidence:  # noqa: ANN401 - fields
    """Have the worker say something else, and everybody after it agree."""
    made = sign(replace(body_of(shown.rendition, RenditionStatement), **changes), seed)
    return _agreed(shown, hand, made)


def _agreed(shown: Evidence, hand: Hand, made: Statement) -> Evidence:
    told = replace(shown, rendition=made)
    return accepted(each_decision(told, readers_own(hand), renditions=(made.digest,)), hand)


def _rendition_by_a_stranger(shown: Evidence, hand: Hand) -> Evidence:
    return with_rendition(shown, hand, hand.own.sign_seed)


def _rendition_left_out(shown: Evidence, hand: Hand) -> Evidence:
    return accepted(
        each_decision(replace(shown, rendition=None), readers_own(hand), renditions=()), hand
    )


def _rendition_of_another_recording(shown: Evidence, hand: Hand) -> Evidence:
    """The pool itself, turned, passes its output as made from something else."""
    return with_rendition(shown, hand, hand.world.pool.keys.sign_seed, input=bytes(32))


def _rendition_with_edits(shown: Evidence, hand: Hand) -> Evidence:
    """The pool, turned, cut the recording and says so in words of its own, not in a list's form."""
    assert shown.rendition is not None
    said = dict(parse_canonical(shown.rendition.payload))
    payload = canonical({**said, "edits": ["cut 00:03-00:05"]})
    kind = shown.rendition.type
    public, secret = crypto_sign_seed_keypair(hand.world.pool.keys.sign_seed)
    signature = bytes(crypto_sign(pae(kind, payload), secret)[:64])
    return _agreed(shown, hand, Statement(kind, payload, bytes(public), signature))


_CUT = (Edit("cut", 3_000, 5_000, 0, 0, 0, 0),)


def _rendition_cut(shown: Evidence, hand: Hand) -> Evidence:
    """The pool, turned, cut the recording, and its author was never asked."""
    return with_rendition(shown, hand, hand.world.pool.keys.sign_seed, edits=_CUT)


def _rendition_cut_and_agreed_by(who: str) -> Forge:
    """The same, and somebody agreed to it in its author's name."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        told = _rendition_cut(shown, hand)
        manifest, made = body_of(told.manifest, Manifest), told.rendition
        assert told.manifest is not None
        assert made is not None
        body = Agreement(
            manifest.case, manifest.item, told.manifest.digest, (made.digest,), manifest.created
        )
        word = sign(body, getattr(hand.world, who).keys.sign_seed)
        return replace(told, agreements=(*told.agreements, word))

    return forge


NO_AUTHOR = Fault.MANIFEST_INVALID

ITEMS = [
    Attack("item-without-a-manifest", Fault.MANIFEST_MISSING, _left_out),
    Attack("item-by-nobody-known", NO_AUTHOR, _by("nobody")),
    Attack("item-in-its-author-s-name-by-a-reader", NO_AUTHOR, _by("asha")),
    Attack("item-in-its-author-s-name-by-its-recipient", NO_AUTHOR, _by("harmed")),
    Attack("item-injected-for-review", NO_AUTHOR, _by("nobody"), at="reader"),
    Attack("item-injected-for-review-by-a-reader", NO_AUTHOR, _by("ben"), at="reader"),
    Attack("item-for-somebody-else", NO_AUTHOR, _for_somebody_else),
    Attack("item-wholly-another", Fault.ITEM_MISMATCH, _wholly_another),
    Attack("item-wholly-another-for-a-reader", Fault.ITEM_MISMATCH, _wholly_another, at="reader"),
    Attack("container-of-another-item", NO_AUTHOR, _container_of_another),
    Attack("grant-of-another-item", Fault.GRANT_REPLACED, _grants_of_another),
    Attack("grant-of-zeros", Fault.GRANT_REPLACED, _grants_left_out),
]

RENDITIONS = [
    Attack(
        "rendition-by-a-stranger", Fault.RENDITION_INVALID, _rendition_by_a_stranger, at="recording"
    ),
    Attack("rendition-left-out", Fault.RENDITION_MISSING, _rendition_left_out, at="recording"),
    Attack(
        "rendition-of-another-recording",
        Fault.RENDITION_INVALID,
        _rendition_of_another_recording,
        at="recording",
    ),
    Attack(
        "rendition-with-edits-nobody-agreed-to",
        Fault.RENDITION_INVALID,
        _rendition_with_edits,
        at="recording",
    ),
    Attack(
        "rendition-cut-and-nobody-asked",
        Fault.AGREEMENT_MISSING,
        _rendition_cut,
        at="recording",
        honest=_rendition_cut_and_agreed_by("responsible"),
    ),
    Attack(
        "rendition-cut-and-agreed-by-a-reader",
        Fault.AGREEMENT_INVALID,
        _rendition_cut_and_agreed_by("asha"),
        at="recording",
    ),
]

"""The word of people who have left, who stood too near, or who never spoke.

Owns the lines about removed signers, witnesses and agreements; each attack has its honest twin.
Refuses devices.
"""

from dataclasses import replace

from service.sealing.errors import Fault
from service.sealing.evidence import Evidence, Inclusion, ShownHead
from service.sealing.merkle import Tree, merkle_root
from service.sealing.schemas import (
    Agreement,
    Attestation,
    Decision,
    Head,
    Manifest,
    Recall,
    Roster,
    Suspension,
)
from service.sealing.statements import sign
from tests.attacks.papers.form import Attack, Forge, Hand, body_of, newest_case, with_manifest


def _ben_has_left(shown: Evidence, hand: Hand, head_by: bytes | None) -> Evidence:
    """Ben approved and was taken off the roster; somebody vouches for then, or nobody."""
    assert shown.roster is not None
    body = body_of(shown.roster, Roster)
    staff = tuple(one for one in body.staff if one.person != hand.world.ben.id)
    newer = hand.world.root.sign_roster(
        replace(body, sequence=body.sequence + 1, previous=shown.roster.digest, staff=staff)
    )
    told = replace(shown, roster=newer, rosters=(*shown.rosters, shown.roster))
    if head_by is None:
        return told
    return replace(told, heads=(_head(shown, head_by),))


def _head(shown: Evidence, seed: bytes) -> ShownHead:
    """A head over all that is shown, under the roster and team of before."""
    assert shown.roster is not None
    assert shown.team is not None
    _, case = newest_case(shown)
    shows = (*shown.case_statements, *shown.certificates, *shown.decisions, shown.team)
    voices = [one.voice for one in shows]
    body = Head(
        org=case.org,
        chain=case.case,
        number=len(voices),
        hash=bytes(32),
        roster=shown.roster.digest,
        team=shown.team.digest,
        statements=merkle_root(voices),
        size=len(voices),
        issued=case.issued,
    )
    tree = Tree(voices)
    places = tuple(Inclusion(one, at, tree.proof(at)) for at, one in enumerate(voices))
    return ShownHead(sign(body, seed), places)


def _vouched(shown: Evidence, hand: Hand) -> Evidence:
    return _ben_has_left(shown, hand, hand.world.asha.keys.sign_seed)


def _unvouched(shown: Evidence, hand: Hand) -> Evidence:
    return _ben_has_left(shown, hand, None)


def _vouching_for_oneself(shown: Evidence, hand: Hand) -> Evidence:
    return _ben_has_left(shown, hand, hand.world.ben.keys.sign_seed)


def _vouched_by_a_stranger(shown: Evidence, hand: Hand) -> Evidence:
    return _ben_has_left(shown, hand, hand.own.sign_seed)


def _signed_after_leaving(shown: Evidence, hand: Hand) -> Evidence:
    """Ben's key signs on after he left: what was vouched for is an earlier word of his."""
    told = _vouched(shown, hand)
    later = replace(body_of(told.decisions[-1], Decision), decided=1)
    return replace(
        told, decisions=(*told.decisions[:-1], sign(later, hand.world.ben.keys.sign_seed))
    )


def _witnessed(*who: str) -> Forge:
    """Readers say what they witnessed of this very letter; then they read it."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        assert shown.manifest is not None
        _, case = newest_case(shown)
        said = tuple(
            sign(
                Attestation(
                    org=case.org,
                    case=case.case,
                    person=hand.world.responsible.id,
                    act="agreement",
                    subject=shown.manifest.digest,
                    manner="in-person",
                    evidence=b"",
                    at=case.issued,
                    issued=case.issued,
                ),
                getattr(hand.world, one).keys.sign_seed,
            )
            for one in who
        )
        return replace(shown, attestations=said)

    return forge


def _forged_witness(shown: Evidence, hand: Hand) -> Evidence:
    told = _witnessed("asha")(shown, hand)
    body = body_of(told.attestations[0], Attestation)
    return replace(told, attestations=(sign(body, hand.own.sign_seed),))


def _written_by_a_scribe(shown: Evidence, hand: Hand) -> Evidence:
    return with_manifest(shown, hand, hand.world.asha.keys.sign_seed, capacity="scribe")


def _agreed_by(who: str) -> Forge:
    """A member of the team wrote it for the author, and somebody agreed in the author's name."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        told = _written_by_a_scribe(shown, hand)
        assert told.manifest is not None
        manifest = body_of(told.manifest, Manifest)
        keys = hand.own if who == "nobody" else getattr(hand.world, who).keys
        body = Agreement(manifest.case, manifest.item, told.manifest.digest, (), manifest.created)
        return replace(told, agreements=(sign(body, keys.sign_seed),))

    return forge


def _agreed_to_something_else(shown: Evidence, hand: Hand) -> Evidence:
    told = _agreed_by("responsible")(shown, hand)
    other = replace(body_of(told.agreements[0], Agreement), manifest=bytes(32))
    return replace(told, agreements=(sign(other, hand.world.responsible.keys.sign_seed),))


def _recalled_by_a_stranger(shown: Evidence, hand: Hand) -> Evidence:
    assert shown.manifest is not None
    manifest = body_of(shown.manifest, Manifest)
    body = Recall(manifest.case, manifest.item, shown.manifest.digest, manifest.created)
    return replace(shown, recalls=(sign(body, hand.own.sign_seed),))


def _suspended(by: str, lifted_by: str) -> Forge:
    """Somebody stops the item, and somebody lets it go on."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        manifest = body_of(shown.manifest, Manifest)
        stop = Suspension(manifest.case, manifest.item, "risk", "no", b"", manifest.created)
        stopped = sign(stop, getattr(hand.world, by).keys.sign_seed)
        keys = hand.own if lifted_by == "nobody" else getattr(hand.world, lifted_by).keys
        lifted = sign(replace(stop, lifted="yes", previous=stopped.digest), keys.sign_seed)
        return replace(shown, suspensions=(stopped, lifted))

    return forge


REMOVED, AGREEMENT = Fault.SIGNER_REMOVED, Fault.AGREEMENT_INVALID
BY_ITS_AUTHOR = _agreed_by("responsible")

STANDING = [
    Attack("approval-by-someone-removed", REMOVED, _unvouched, _vouched, moves=True),
    Attack(
        "approval-by-someone-removed-for-themself",
        REMOVED,
        _vouching_for_oneself,
        _vouched,
        moves=True,
    ),
    Attack(
        "approval-by-someone-removed-for-a-stranger",
        Fault.HEAD_INVALID,
        _vouched_by_a_stranger,
        _vouched,
        moves=True,
    ),
    Attack("approval-signed-after-leaving", REMOVED, _signed_after_leaving, _vouched, moves=True),
    Attack(
        "witnesses-as-sole-reviewers",
        Fault.SOLE_READER,
        _witnessed("asha", "ben"),
        _witnessed("asha"),
    ),
    Attack("witness-forged", Fault.ATTESTATION_INVALID, _forged_witness, _witnessed("asha")),
    Attack(
        "scribe-without-agreement", Fault.AGREEMENT_MISSING, _written_by_a_scribe, BY_ITS_AUTHOR
    ),
    Attack("agreement-forged", AGREEMENT, _agreed_by("nobody"), BY_ITS_AUTHOR),
    Attack("agreement-by-the-scribe", AGREEMENT, _agreed_by("asha"), BY_ITS_AUTHOR),
    Attack("agreement-to-something-else", AGREEMENT, _agreed_to_something_else, BY_ITS_AUTHOR),
    Attack("recall-forged", Fault.RECALL_INVALID, _recalled_by_a_stranger),
    Attack(
        "suspension-lifted-by-a-stranger",
        Fault.SUSPENSION_INVALID,
        _suspended("asha", "nobody"),
        _suspended("asha", "ben"),
    ),
]

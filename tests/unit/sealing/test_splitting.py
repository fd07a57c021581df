"""What is split and what is countersigned: halves, shares, trees; one changed bit anywhere."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.utils import random
from shamir_mnemonic import generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from service.sealing.boxes import box_public
from service.sealing.covers import (
    OrganisationTeams,
    hand_share,
    join_shares,
    make_cover,
    open_handed_share,
    open_share,
)
from service.sealing.encoding import digest, new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import open_grant, reseal_grant, seal_grant
from service.sealing.heads import InForce, check_head, make_head, show_head
from service.sealing.keys import PersonKeys
from service.sealing.merkle import Tree, check_inclusion, merkle_root
from service.sealing.root_shares import check_share, join_root, split_root
from service.sealing.schemas import Cover, Team
from service.sealing.statements import open_statement, sign, sign_public
from service.sealing.teams import new_team, next_team, open_earlier_team_keys
from service.sealing.trail import Trail
from tests.vectors.making.later_stage import trail_of
from tests.vectors.making.scenes import Stage

ORG = new_id()
ONE, TWO = PersonKeys.generate(), PersonKeys.generate()


def organisation_team() -> tuple[OrganisationTeams, bytes, bytes]:
    members = [(new_id(), ONE.box_public)]
    (first, key), (second, other) = (
        new_team(ORG, new_id(), "", members, ONE.sign_seed, 1) for _ in range(2)
    )
    return OrganisationTeams(first, second), key, other


def code_of(call: object, *given_: object) -> Fault:
    assert callable(call)
    with pytest.raises(SealingError) as refused:
        call(*given_)
    return refused.value.code


def test_both_halves_of_a_cover_take_the_case_over_and_neither_alone_does() -> None:
    members = [(new_id(), ONE.box_public)]
    team, private = new_team(ORG, new_id(), new_id(), members, ONE.sign_seed, 1)
    covering, first, second = organisation_team()
    cover = make_cover(team, private, covering, ONE.sign_seed, 2)
    halves = open_share(cover, team, "supervisor", first), open_share(cover, team, "duty", second)
    assert private not in halves
    joined = join_shares(team, *halves)
    assert joined == private
    newcomer = [(new_id(), TWO.box_public)]
    after, key = next_team(team, joined, newcomer, TWO.sign_seed, 3)
    assert open_earlier_team_keys([after, team], key) == {2: key, 1: private}
    assert code_of(join_shares, team, halves[0], halves[0]) is Fault.COVER_INVALID


def test_a_half_that_is_handed_over_opens_for_one_colleague_as_that_half_alone() -> None:
    members = [(new_id(), ONE.box_public)]
    team, private = new_team(ORG, new_id(), new_id(), members, ONE.sign_seed, 1)
    covering, first, _ = organisation_team()
    cover, again = (make_cover(team, private, covering, ONE.sign_seed, at) for at in (2, 3))
    half = open_share(cover, team, "supervisor", first)
    handed = hand_share(cover, "supervisor", half, TWO.box_public)
    key = TWO.box_private
    assert open_handed_share(cover, "supervisor", handed, key) == half
    for wrong, fault in (
        ((cover, "supervisor", handed, ONE.box_private), Fault.SEALED_UNOPENABLE),
        ((cover, "duty", handed, key), Fault.SEALED_MISMATCH),
        ((again, "supervisor", handed, key), Fault.SEALED_MISMATCH),
    ):
        assert code_of(open_handed_share, *wrong) is fault
    for capacity, share in (("supervisor", half[:-1]), ("reader", half)):
        assert code_of(hand_share, cover, capacity, share, TWO.box_public) is Fault.COVER_INVALID


def test_two_covers_of_one_key_share_no_half() -> None:
    members = [(new_id(), ONE.box_public)]
    team, private = new_team(ORG, new_id(), new_id(), members, ONE.sign_seed, 1)
    covering, first, _ = organisation_team()
    covers = [make_cover(team, private, covering, ONE.sign_seed, 2) for _ in range(2)]
    assert len({open_share(one, team, "supervisor", first) for one in covers}) == 2


def test_a_cover_needs_the_key_it_splits_and_two_teams_of_the_organisation() -> None:
    members = [(new_id(), ONE.box_public)]
    team, private = new_team(ORG, new_id(), new_id(), members, ONE.sign_seed, 1)
    covering, _, _ = organisation_team()
    seed = ONE.sign_seed
    assert code_of(make_cover, team, random(32), covering, seed, 2) is Fault.KEY_MISMATCH
    twice = OrganisationTeams(covering.duty, covering.duty)
    of_case = OrganisationTeams(team, covering.duty)
    for wrong in (twice, of_case):
        assert code_of(make_cover, team, private, wrong, seed, 2) is Fault.COVER_INVALID
    duty = open_statement(covering.duty, Team)
    assert code_of(make_cover, covering.duty, bytes(32), covering, seed, 2) is Fault.KEY_MISMATCH
    assert duty.case == ""


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 7))
def test_a_flipped_bit_in_a_sealed_half_never_opens(at: int, bit: int) -> None:
    raw = bytearray(HALVES.supervisors.sealed)
    raw[at % len(raw)] ^= 1 << bit
    body = replace(HALVES, supervisors=replace(HALVES.supervisors, sealed=bytes(raw)))
    spoilt = sign(body, ONE.sign_seed)
    assert code_of(open_share, spoilt, COVERED, "supervisor", FIRST) in {
        Fault.SEALED_UNOPENABLE,
        Fault.SEALED_MISMATCH,
    }


COVERED, _PRIVATE = new_team(
    ORG, new_id(), new_id(), [(new_id(), ONE.box_public)], ONE.sign_seed, 1
)
_COVERING, FIRST, _SECOND = organisation_team()
_COVER = make_cover(COVERED, _PRIVATE, _COVERING, ONE.sign_seed, 2)
HALVES = open_statement(_COVER, Cover)


def test_a_grant_is_handed_on_to_a_new_key() -> None:
    item, rendition, key = new_id(), new_id(), random(32)
    grant = seal_grant(item, rendition, ONE.box_public, key)
    again = reseal_grant(grant, item, rendition, ONE.box_private, TWO.box_public)
    assert open_grant(again, item, rendition, TWO.box_private) == key
    moved = (grant, new_id(), rendition, ONE.box_private, TWO.box_public)
    assert code_of(reseal_grant, *moved) is Fault.GRANT_MISMATCH


def test_earlier_keys_need_every_version_between() -> None:
    members = [(new_id(), ONE.box_public)]
    first, key = new_team(ORG, new_id(), new_id(), members, ONE.sign_seed, 1)
    second, key_2 = next_team(first, key, members, ONE.sign_seed, 2)
    third, key_3 = next_team(second, key_2, members, ONE.sign_seed, 3)
    assert open_earlier_team_keys([third, second, first], key_3) == {3: key_3, 2: key_2, 1: key}
    assert code_of(open_earlier_team_keys, [third, first], key_3) is Fault.SEALED_MISMATCH
    assert code_of(open_earlier_team_keys, [third, second], key_2) is Fault.KEY_MISMATCH


ROOT = random(32)
LINES = split_root(ROOT)


def test_any_two_printed_shares_restore_the_root() -> None:
    root = sign_public(ROOT)
    assert len(LINES) == 3
    assert {len(line.split()) for line in LINES} == {33}
    for one in range(3):
        for other in range(3):
            pair = LINES[one], LINES[other]
            if one == other:
                assert code_of(join_root, pair, root) is Fault.ROOT_SHARES_MISMATCH
            else:
                assert join_root(pair, root) == ROOT


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2), st.integers(0, 32), st.sampled_from(WORDLIST))
def test_a_mistyped_word_of_a_share_is_noticed_at_once(line: int, at: int, word: str) -> None:
    words = LINES[line].split()
    right = words[at]
    words[at] = word
    typed = " ".join(words)
    if word == right:
        assert check_share(typed) == LINES[line]
    else:
        assert code_of(check_share, typed) is Fault.ROOT_SHARE_INVALID


@given(st.text(max_size=200))
def test_nothing_typed_in_place_of_a_share_breaks_anything(typed: str) -> None:
    assert code_of(check_share, typed) is Fault.ROOT_SHARE_INVALID


@pytest.mark.parametrize("size", [0, 31, 33])
def test_only_a_seed_is_split(size: int) -> None:
    assert code_of(split_root, bytes(size)) is Fault.BAD_KEY


def test_shares_under_other_terms_are_refused() -> None:
    for groups, threshold in ([[(3, 5)], 1], [[(2, 3), (2, 3)], 2]):
        made = generate_mnemonics(threshold, groups, ROOT, iteration_exponent=0)
        assert code_of(check_share, made[0][0]) is Fault.ROOT_SHARE_INVALID
    short = generate_mnemonics(1, [(2, 3)], random(16), iteration_exponent=0)[0][0]
    assert code_of(check_share, short) is Fault.ROOT_SHARE_INVALID


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 40), st.data())
def test_every_place_of_a_tree_is_proved_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = [digest(bytes((at,))) for at in range(size)]
    at = data.draw(st.integers(0, size - 1))
    proof, root = Tree(leaves).proof(at), merkle_root(leaves)
    check_inclusion(leaves[at], at, size, proof, root)
    other = data.draw(st.integers(-1, size).filter(lambda one: one != at))
    wrong = (leaves[at], other, size, proof, root)
    assert code_of(check_inclusion, *wrong) is Fault.INCLUSION_INVALID
    parts = [leaves[at], root, *proof]
    spoilt = data.draw(st.integers(0, len(parts) - 1))
    raw = bytearray(parts[spoilt])
    raw[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
    parts[spoilt] = bytes(raw)
    changed = (parts[0], at, size, tuple(parts[2:]), parts[1])
    assert code_of(check_inclusion, *changed) is Fault.INCLUSION_INVALID


def test_there_is_no_proof_of_a_place_that_is_not_there() -> None:
    for at in (-1, 2):
        assert code_of(Tree([bytes(32)] * 2).proof, at) is Fault.INCLUSION_INVALID


def test_a_head_shows_only_what_it_contains() -> None:
    shown = Stage().build().evidence
    statements = [*shown.case_statements, *shown.decisions]
    trail = trail_of([one.voice for one in statements])
    head = make_head(trail.up_to(2), ORG, InForce(bytes(32)), ONE.sign_seed, 1)
    assert check_head(head, trail).size == 1
    found = show_head(head, trail, [statements[0].voice])
    assert [one.statement for one in found.inclusions] == [statements[0].voice]
    later = (head, trail, [statements[1].voice])
    assert code_of(show_head, *later) is Fault.INCLUSION_INVALID
    nothing = (Trail(trail.chain), ORG, InForce(bytes(32)), ONE.sign_seed, 1)
    assert code_of(make_head, *nothing) is Fault.HEAD_MISMATCH


def test_a_box_key_and_its_public_half_stay_together() -> None:
    assert box_public(FIRST) == open_statement(_COVERING.supervisors, Team).key

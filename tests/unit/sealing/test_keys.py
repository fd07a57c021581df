"""Vaults, wrapping, words, grants, teams and enrolment: round trips, and who is kept out."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sealing import keys, statements, words
from service.sealing.encoding import b64, canonical, digest, new_id
from service.sealing.enrolment import (
    InvitationSecret,
    Offer,
    check_offer,
    check_reply,
    keys_number,
    make_reply,
    offer_mac,
    open_invitation_secret,
    reply_mac,
    seal_invitation_secret,
)
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import write_record
from service.sealing.grants import (
    open_card,
    open_grant,
    open_resume,
    seal_card,
    seal_grant,
    seal_resume,
)
from service.sealing.keys import CasePin, PersonKeys, Pins, Vault
from service.sealing.schemas import Team
from service.sealing.teams import new_team, next_team, open_previous_team_key, open_team_key
from tests.vectors.making.signed import sign_raw

ME = PersonKeys.generate()
ROOT, ORG, PERSON = bytes(range(32)), new_id(), new_id()
VAULT = Vault(ME.box_private, (), ORG, PERSON, ROOT, 1, ME.sign_seed)


@given(st.integers(1, 2**32 - 1))
def test_a_vault_opens_only_as_its_own_revision(revision: int) -> None:
    vault_key = keys.new_vault_key()
    sealed = keys.seal_vault(VAULT, vault_key, revision)
    assert keys.open_vault(sealed, vault_key, PERSON, revision) == VAULT
    with pytest.raises(SealingError) as older:
        keys.open_vault(sealed, vault_key, PERSON, revision - 1)
    assert older.value.code is Fault.VAULT_UNOPENABLE


@pytest.mark.parametrize("revision", [-1, 2**32, 1 + 2**32, 2**64])
def test_a_revision_that_no_vault_has_opens_none(revision: int) -> None:
    vault_key = keys.new_vault_key()
    sealed = keys.seal_vault(VAULT, vault_key, 1)
    with pytest.raises(SealingError) as refused:
        keys.open_vault(sealed, vault_key, PERSON, revision)
    assert refused.value.code is Fault.VAULT_UNOPENABLE


def test_a_person_whom_a_server_names_in_no_unicode_has_nothing_to_open() -> None:
    odd = "\ud800"
    with pytest.raises(SealingError) as vault:
        keys.open_vault(bytes(100), keys.new_vault_key(), odd, 1)
    assert vault.value.code is Fault.VAULT_UNOPENABLE
    with pytest.raises(SealingError) as wrapped:
        keys.unwrap(bytes(72), bytes(32), odd, "passphrase", "participant-1")
    assert wrapped.value.code is Fault.BAD_ENCODING


def test_a_secret_wraps_the_vault_key_from_end_to_end() -> None:
    vault_key, salt, code = keys.new_vault_key(), keys.new_salt(), keys.new_recovery_code()
    stretched = keys.stretch(code, salt, "recovery-1")
    names = (PERSON, "recovery", "recovery-1")
    wrapped = keys.wrap(vault_key, keys.wrap_key(stretched), *names)
    typed = keys.stretch(code.lower().replace("-", " ").replace("0", "o"), salt, "recovery-1")
    assert keys.unwrap(wrapped, keys.wrap_key(typed), *names) == vault_key
    assert keys.login_token(stretched) not in {keys.wrap_key(stretched), stretched}


def test_a_vault_never_forgets_what_it_saw() -> None:
    case, other = new_id(), new_id()
    seen = Pins(ROOT, ORG, 5, {case: CasePin(case, bytes(32), 3)})
    vault = VAULT.with_pins(seen)
    assert vault.pins() == seen
    older = Pins(
        ROOT,
        ORG,
        2,
        {case: CasePin(case, bytes(31) + b"\1", 3), other: CasePin(other, bytes(32), 1)},
    )
    kept = vault.with_pins(older)
    assert kept.roster == 5
    assert kept.pins().cases[case] == seen.cases[case]
    assert other in kept.pins().cases
    with pytest.raises(SealingError) as refused:
        vault.with_pins(Pins(bytes(32), ORG, 9))
    assert refused.value.code is Fault.VAULT_INVALID


def test_other_keys_on_record_are_a_loud_error() -> None:
    ME.check_against(ME.sign_public, ME.box_public)
    stranger = PersonKeys.generate()
    for sign, box in (
        (stranger.sign_public, ME.box_public),
        (ME.sign_public, stranger.box_public),
    ):
        with pytest.raises(SealingError) as refused:
            ME.check_against(sign, box)
        assert refused.value.code is Fault.KEY_MISMATCH


def test_private_keys_stay_out_of_repr() -> None:
    shown = repr(ME) + repr(VAULT) + repr(VAULT.identity())
    for secret in (ME.sign_seed, ME.box_private):
        assert repr(secret) not in shown
        assert b64(secret) not in shown


def test_codes_are_words_that_can_be_said() -> None:
    assert len(words.long_list()) == 7776
    code = words.new_code()
    assert len(code.split(" ")) == 6
    assert set(code.split(" ")) <= set(words.long_list())
    assert keys.normalise_enrolment_code(code) == code
    assert words.new_code() != code


def test_a_login_is_a_printed_handle() -> None:
    assert re.fullmatch(r"[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}", words.new_login())
    assert words.new_login() != words.new_login()


@pytest.mark.parametrize("code", [words.new_recovery_code() for _ in range(8)], ids=range(8))
def test_a_recovery_code_survives_being_typed(code: str) -> None:
    assert re.fullmatch(r"([0-9A-Z]{4}-){6}[0-9A-Z]{2}", code)
    normal = words.normalise_recovery_code(code)
    assert normal == code.replace("-", "")
    assert words.normalise_recovery_code(code.lower().replace("-", " ")) == normal


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    try:
        once = keys.normalise_passphrase(text)
    except SealingError:
        return
    assert keys.normalise_passphrase(once) == once


@given(st.binary(min_size=32, max_size=32))
def test_a_grant_opens_for_its_grantee_only(content_key: bytes) -> None:
    item, rendition, other = new_id(), new_id(), PersonKeys.generate()
    grant = seal_grant(item, rendition, ME.box_public, content_key)
    assert open_grant(grant, item, rendition, ME.box_private) == content_key
    with pytest.raises(SealingError) as refused:
        open_grant(grant, item, rendition, other.box_private)
    assert refused.value.code is Fault.GRANT_UNOPENABLE
    with pytest.raises(SealingError) as moved:
        open_grant(grant, rendition, item, ME.box_private)
    assert moved.value.code is Fault.GRANT_MISMATCH


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.integers(0, 2**60))
def test_cards_and_resume_notes_come_back(text: str, length: int) -> None:
    case, item, rendition = new_id(), new_id(), new_id()
    assert open_card(case, ME.box_private, seal_card(case, ME.box_public, text)) == text
    known = (bytes(range(32)), digest(b"file"), length)
    note = seal_resume(item, rendition, ME.box_public, *known)
    assert open_resume(note, item, rendition, ME.box_private) == known


def test_a_new_member_can_open_what_the_team_before_could() -> None:
    one, two = (new_id(), PersonKeys.generate()), (new_id(), PersonKeys.generate())
    first, first_key = new_team(
        ORG, new_id(), new_id(), [(one[0], one[1].box_public)], one[1].sign_seed, 1
    )
    second, second_key = next_team(
        first, first_key, [(two[0], two[1].box_public)], one[1].sign_seed, 2
    )
    assert open_team_key(first, one[0], one[1].box_private) == first_key
    assert open_team_key(second, two[0], two[1].box_private) == second_key
    assert open_previous_team_key(second, second_key, first) == first_key
    for statement, who in ((second, one), (first, two)):
        with pytest.raises(SealingError) as refused:
            open_team_key(statement, who[0], who[1].box_private)
        assert refused.value.code is Fault.TEAM_KEY_MISSING


def test_a_version_that_does_not_fit_gives_no_team_key() -> None:
    first, _key = new_team(ORG, new_id(), "", [(PERSON, ME.box_public)], ME.sign_seed, 1)
    body = statements.open_statement(first, Team)
    far = replace(body, version=2**32 + 1, previous=bytes(32), previous_sealed=b"sealed")
    later = sign_raw(Team.TYPE, canonical(write_record(far)), ME.sign_seed)
    with pytest.raises(SealingError) as refused:
        open_team_key(later, PERSON, ME.box_private)
    assert refused.value.code is Fault.STATEMENT_SCHEMA


def test_a_next_team_needs_the_key_of_the_one_before() -> None:
    members = [(PERSON, ME.box_public)]
    first, _key = new_team(ORG, new_id(), "", members, ME.sign_seed, 1)
    with pytest.raises(SealingError) as refused:
        next_team(first, bytes(range(32)), members, ME.sign_seed, 2)
    assert refused.value.code is Fault.KEY_MISMATCH


def test_an_invitation_is_answered_from_end_to_end() -> None:
    offer = Offer(new_id(), bytes(32), 100, new_id(), ORG, PERSON, "harmed", ROOT, 1, ME.box_public)
    offer_key, reply_key = digest(b"offer key"), digest(b"reply key")
    raw = offer.to_bytes()
    assert check_offer(raw, offer_mac(raw, offer_key), offer_key, 100) == offer
    kept = seal_invitation_secret(
        InvitationSecret(offer.invitation, reply_key, digest(raw)), ME.box_public
    )
    new = PersonKeys.generate()
    reply = make_reply(raw, new.sign_public, new.box_public)
    secret = open_invitation_secret(kept, offer.invitation, ME.box_private)
    checked = check_reply(reply, reply_mac(reply, reply_key), secret, PERSON)
    assert (checked.sign, checked.box) == (new.sign_public, new.box_public)


def test_an_offer_outside_its_table_is_never_made() -> None:
    offer = Offer("", b"", 1, new_id(), ORG, PERSON, "facilitator", ROOT, 1, b"")
    offer.to_bytes()
    with pytest.raises(SealingError) as refused:
        replace(offer, role="chief").to_bytes()
    assert refused.value.code is Fault.OFFER_INVALID


@pytest.mark.parametrize("size", [0, 31, 65])
def test_a_server_secret_that_would_not_key_the_hash_is_refused(size: int) -> None:
    with pytest.raises(SealingError) as hashing:
        keys.hash_login_token(bytes(size), bytes(32))
    with pytest.raises(SealingError) as salting:
        keys.salt_for_unknown_login(bytes(size), "gvzm-4kgd")
    assert hashing.value.code is salting.value.code is Fault.BAD_KEY


def test_two_devices_show_one_number_of_the_same_public_keys_and_of_no_others() -> None:
    sign, box = bytes(range(32)), bytes(range(32, 64))
    shown = keys_number(sign, box)
    assert shown == keys_number(sign, box)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", shown)
    for other in (keys_number(box, sign), keys_number(sign, sign), keys_number(box, box)):
        assert other != shown

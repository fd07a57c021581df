"""Whoever checks an export is told what a code means, in one sentence and without our papers."""

from service.archive.faults import ArchiveFault
from service.archive.form import roster_name
from service.cli.fault_words import FIRST_ROSTER, has_words, words_for
from service.client.served_portal import PortalFault
from service.sealing.errors import Fault

# Of one's own secrets, codes and key files: no export and no portal holds any.
NEVER_FOUND_THERE = {
    *(Fault.SECRET_INVALID, Fault.WRAPPED_UNOPENABLE, Fault.VAULT_UNOPENABLE, Fault.VAULT_INVALID),
    *(Fault.KEY_FILE_INVALID, Fault.KEY_FILE_UNOPENABLE),
    *(Fault.OFFER_MAC, Fault.OFFER_INVALID, Fault.OFFER_EXPIRED),
    *(Fault.REPLY_MAC, Fault.REPLY_INVALID, Fault.REPLY_MISMATCH),
    *(Fault.ROOT_SHARE_INVALID, Fault.ROOT_SHARES_MISMATCH),
}


def test_every_code_that_can_be_found_has_a_sentence() -> None:
    codes = {*ArchiveFault, *PortalFault, *Fault} - NEVER_FOUND_THERE
    assert [str(code) for code in codes if not has_words(code)] == []


def test_another_root_s_export_is_told_from_a_forged_list() -> None:
    assert roster_name(1) == FIRST_ROSTER
    assert "--root" in words_for(Fault.ROSTER_INVALID, FIRST_ROSTER)
    assert "--root" not in words_for(Fault.ROSTER_INVALID, roster_name(2))


def test_a_code_of_another_version_is_no_reason_to_fail() -> None:
    assert words_for("some-newer-code", "somewhere").endswith(".")

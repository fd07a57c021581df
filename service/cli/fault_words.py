"""One plain sentence for every code with which an export or a portal can be found wrong.

Owns words for people who were not there. Refuses to say who did it: a code cannot know. Codes
stand as they are printed; that each has a sentence is held by `tests/unit/cli/test_fault_words.py`.
"""

from typing import Final

FIRST_ROSTER: Final = "rosters/000001.json"

_OF_A_KIND: Final = {
    "The file was damaged on its way, or unpacked and packed again.": ("archive-invalid",),
    "The list of the files inside is not written as such a list is.": ("listing-invalid",),
    "The list of the files inside names others than are there.": ("listing-mismatch",),
    "A file that must be there is missing.": ("file-missing",),
    "A file inside is not in the form that files of its name have.": ("file-invalid",),
    "There is more in the export than what its trail accounts for.": ("unaccounted",),
    "The trail names a signed statement that was left out, or lacks one it needs.": (
        "statement-missing",
    ),
    "A signed statement stands where another one belongs.": ("statement-misplaced",),
    "Somebody signed this who, by the organisation's lists, could not at that time.": (
        *("signer-unknown", "signer-removed"),
    ),
    "Nobody has signed the end of the trail: what came last could have been changed.": (
        "head-missing",
    ),
    "The case card is another one than the team's newest statement names.": ("card-replaced",),
    "It says that something was opened, but the recipient's own signature does not.": (
        "opening-invalid",
    ),
    "The trail tells of a step without the one that must come before it.": ("step-missing",),
    "Bytes inside are not written as the protocol writes them: damaged, or made elsewhere.": (
        *("bad-encoding", "bad-key", "statement-not-canonical", "statement-type"),
        *("statement-schema", "unknown-version", "unknown-suite", "unknown-kind"),
        "unknown-profile",
    ),
    "The signature does not fit: this is not what its signer signed.": ("statement-signature",),
    "A list of staff was not signed by this root, or is not the next one in order.": (
        *("roster-invalid", "roster-older"),
    ),
    "The case's own signed statements do not follow from one another.": (
        *("case-invalid", "case-older"),
    ),
    "A version of a team was not made by those who could make it.": (
        *("team-invalid", "team-key-missing", "cover-invalid", "step-in-invalid"),
    ),
    "Somebody's keys were not confirmed as theirs by the case's team.": (
        *("certificate-invalid", "own-key-replaced", "re-enrolment-missing"),
        *("re-enrolment-invalid", "key-mismatch"),
    ),
    "What the author signed about an item is missing, or does not fit the item.": (
        *("manifest-missing", "manifest-invalid", "item-mismatch"),
    ),
    "What the media worker made of a recording is missing, or is not of this recording.": (
        *("rendition-missing", "rendition-invalid"),
    ),
    "An approval is missing, is not a reader's of this case, or is of something else.": (
        *("decision-missing", "decision-invalid", "decision-other-item", "recipient-mismatch"),
    ),
    "Too few different readers approved this item.": ("signers-missing", "sole-reader"),
    "An approval had run out when it was used.": ("decision-expired",),
    "The recipient's own acceptance is missing, or is of something else.": (
        *("acceptance-missing", "acceptance-invalid"),
    ),
    "It was released outside the time that the recipient had chosen.": ("outside-window",),
    "A sealed key is missing, or is not the one that was signed for.": (
        *("grant-missing", "grant-replaced", "grant-unopenable", "grant-mismatch"),
        *("regrant-invalid", "container-key", "sealed-unopenable", "sealed-mismatch"),
    ),
    "The sealed letter or recording is not, byte for byte, the one that was signed.": (
        *("table-replaced", "table-invalid", "chunk-replaced", "chunk-unopenable"),
        *("padding-invalid", "plaintext-changed"),
    ),
    "The trail has a gap, or an entry of it was changed.": ("trail-broken",),
    "Somebody signed the trail at this place, and it was another trail.": (
        *("head-invalid", "head-mismatch", "inclusion-invalid"),
    ),
    "Who may write for this person, or that they agreed to it, is not rightly signed.": (
        *("mandate-invalid", "agreement-missing", "agreement-invalid", "attestation-invalid"),
    ),
    "The item had been taken back or stopped, or that is not rightly signed.": (
        *("recall-invalid", "item-recalled", "suspension-invalid", "item-suspended"),
    ),
    "A note's versions are not complete, or not signed by those who could.": ("note-invalid",),
    "Records of a case's preparation are out of order, or not its readers' word.": (
        "record-invalid",
    ),
    "Captions are not of just the recording and the rendition that they name.": (
        "captions-invalid",
    ),
    "A policy is out of order, or not a supervisor's word.": ("policy-invalid",),
    "The server serves another file there than the one that was signed.": ("file-changed",),
    "The server serves a page or a file that was not signed.": ("file-added",),
    "The server leaves out a header that was signed.": ("header-missing",),
    "The server sends another header than the one that was signed.": ("header-changed",),
    "The server sends a header that was not signed.": ("header-added",),
}
_SENTENCES: Final = {code: words for words, codes in _OF_A_KIND.items() for code in codes}
_ANOTHER_ROOT: Final = "Or --root is not this organisation's root key: compare it with the paper."
_NOT_KNOWN: Final = "What is there does not hold."


def words_for(code: str, where: str) -> str:
    """Return what a code means for whoever checks, at that place: a sentence, or two."""
    sentence = _SENTENCES.get(code, _NOT_KNOWN)
    if code == "roster-invalid" and where == FIRST_ROSTER:
        return f"{sentence} {_ANOTHER_ROOT}"
    return sentence


def has_words(code: str) -> bool:
    """Tell whether a code has a sentence of its own."""
    return code in _SENTENCES

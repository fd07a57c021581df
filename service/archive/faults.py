"""Owns the codes by which an export or a served portal is found wrong, beside the protocol's own.

Refuses to own words for people, and to carry content: `where` is a file's name or a place in it.
"""

from enum import StrEnum

from service.sealing.errors import Fault, SealingError


class ArchiveFault(StrEnum):
    """What the protocol's own codes (docs/protocol.md, sections 6 and 8) have no name for."""

    # The file as such (docs/export.md, "The archive").
    ARCHIVE_INVALID = "archive-invalid"
    LISTING_INVALID = "listing-invalid"
    LISTING_MISMATCH = "listing-mismatch"
    FILE_INVALID = "file-invalid"
    FILE_MISSING = "file-missing"
    UNACCOUNTED = "unaccounted"

    # What the files say together (docs/export.md, "What is checked").
    STATEMENT_MISSING = "statement-missing"
    STATEMENT_MISPLACED = "statement-misplaced"
    SIGNER_UNKNOWN = "signer-unknown"
    HEAD_MISSING = "head-missing"
    CARD_REPLACED = "card-replaced"
    OPENING_INVALID = "opening-invalid"
    STEP_MISSING = "step-missing"
    POLICY_INVALID = "policy-invalid"


class ArchiveError(Exception):
    """The first thing that is wrong: `code`, and `where` it is."""

    def __init__(self, code: ArchiveFault | Fault, where: str) -> None:
        super().__init__(f"{code} at {where}")
        self.code = str(code)
        self.where = where


def found_at(where: str, error: SealingError) -> ArchiveError:
    """Give the protocol's own error the place where it was found."""
    return ArchiveError(error.code, where)

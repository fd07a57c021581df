"""Owns the one error of the sealing protocol and the list of its codes.

Refuses to own words for people: what a screen says about a code belongs to the screens. No
message here ever carries content, keys or names.
"""

from enum import StrEnum


class Fault(StrEnum):
    """Every code the protocol can answer with; sections are those of docs/protocol.md."""

    # Parsers and primitives (section 8).
    BAD_ENCODING = "bad-encoding"
    BAD_KEY = "bad-key"
    STATEMENT_NOT_CANONICAL = "statement-not-canonical"
    STATEMENT_TYPE = "statement-type"
    STATEMENT_SCHEMA = "statement-schema"
    STATEMENT_SIGNATURE = "statement-signature"
    UNKNOWN_VERSION = "unknown-version"
    UNKNOWN_SUITE = "unknown-suite"
    PLAINTEXT_CHANGED = "plaintext-changed"
    SEALED_UNOPENABLE = "sealed-unopenable"
    SEALED_MISMATCH = "sealed-mismatch"
    UNKNOWN_PROFILE = "unknown-profile"
    UNKNOWN_KIND = "unknown-kind"
    SECRET_INVALID = "secret-invalid"  # noqa: S105 - the name of a fault, not a secret
    WRAPPED_UNOPENABLE = "wrapped-unopenable"
    VAULT_UNOPENABLE = "vault-unopenable"
    VAULT_INVALID = "vault-invalid"
    KEY_MISMATCH = "key-mismatch"
    KEY_FILE_INVALID = "key-file-invalid"
    KEY_FILE_UNOPENABLE = "key-file-unopenable"
    OFFER_MAC = "offer-mac"
    OFFER_INVALID = "offer-invalid"
    OFFER_EXPIRED = "offer-expired"
    REPLY_MAC = "reply-mac"
    REPLY_INVALID = "reply-invalid"
    REPLY_MISMATCH = "reply-mismatch"
    TEAM_KEY_MISSING = "team-key-missing"
    TRAIL_BROKEN = "trail-broken"
    HEAD_MISMATCH = "head-mismatch"
    INCLUSION_INVALID = "inclusion-invalid"
    COVER_INVALID = "cover-invalid"
    ROOT_SHARE_INVALID = "root-share-invalid"
    ROOT_SHARES_MISMATCH = "root-shares-mismatch"

    # What a recipient's device checks (section 6).
    ROSTER_INVALID = "roster-invalid"
    ROSTER_OLDER = "roster-older"
    CASE_INVALID = "case-invalid"
    CASE_OLDER = "case-older"
    TEAM_INVALID = "team-invalid"
    CERTIFICATE_INVALID = "certificate-invalid"
    OWN_KEY_REPLACED = "own-key-replaced"
    MANIFEST_MISSING = "manifest-missing"
    MANIFEST_INVALID = "manifest-invalid"
    ITEM_MISMATCH = "item-mismatch"
    RENDITION_MISSING = "rendition-missing"
    RENDITION_INVALID = "rendition-invalid"
    DECISION_MISSING = "decision-missing"
    DECISION_INVALID = "decision-invalid"
    DECISION_OTHER_ITEM = "decision-other-item"
    DECISION_EXPIRED = "decision-expired"
    SIGNERS_MISSING = "signers-missing"
    RECIPIENT_MISMATCH = "recipient-mismatch"
    ACCEPTANCE_MISSING = "acceptance-missing"
    ACCEPTANCE_INVALID = "acceptance-invalid"
    OUTSIDE_WINDOW = "outside-window"
    GRANT_MISSING = "grant-missing"
    GRANT_REPLACED = "grant-replaced"
    GRANT_UNOPENABLE = "grant-unopenable"
    GRANT_MISMATCH = "grant-mismatch"
    TABLE_REPLACED = "table-replaced"
    TABLE_INVALID = "table-invalid"
    CONTAINER_KEY = "container-key"
    CHUNK_REPLACED = "chunk-replaced"
    CHUNK_UNOPENABLE = "chunk-unopenable"
    PADDING_INVALID = "padding-invalid"

    # What it checks about people who came, went and stood in, and what was said later (section 6).
    SIGNER_REMOVED = "signer-removed"
    HEAD_INVALID = "head-invalid"
    STEP_IN_INVALID = "step-in-invalid"
    RE_ENROLMENT_MISSING = "re-enrolment-missing"
    RE_ENROLMENT_INVALID = "re-enrolment-invalid"
    REGRANT_INVALID = "regrant-invalid"
    MANDATE_INVALID = "mandate-invalid"
    AGREEMENT_MISSING = "agreement-missing"
    AGREEMENT_INVALID = "agreement-invalid"
    ATTESTATION_INVALID = "attestation-invalid"
    SOLE_READER = "sole-reader"
    RECALL_INVALID = "recall-invalid"
    ITEM_RECALLED = "item-recalled"
    SUSPENSION_INVALID = "suspension-invalid"
    ITEM_SUSPENDED = "item-suspended"
    NOTE_INVALID = "note-invalid"
    RECORD_INVALID = "record-invalid"
    CAPTIONS_INVALID = "captions-invalid"


class SealingError(Exception):
    """Something did not verify. ``code`` is a ``Fault``; the text is one sentence, no content."""

    def __init__(self, code: Fault, sentence: str) -> None:
        super().__init__(sentence)
        self.code: Fault = code

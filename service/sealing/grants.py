"""Owns what is sealed about one item: grants (section 3), resume notes (2.6), case cards (4.4).

Refuses to own who deserves a grant; the signed decision says that.
"""

from service.sealing.boxes import after_prefix, box_public, open_sealed, seal_to
from service.sealing.container import CONTENT_KEY_BYTES
from service.sealing.encoding import DIGEST_BYTES, be64, digest, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.padding import pad, unpad


def _grant_prefix(item: str, rendition: str, grantee: bytes) -> bytes:
    return lp("gobetween/grant/1") + lp(item) + lp(rendition) + digest(grantee)


def seal_grant(item: str, rendition: str, grantee: bytes, content_key: bytes) -> bytes:
    """Seal the content key of one container to the X25519 public key ``grantee``."""
    if len(content_key) != CONTENT_KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A content key has 32 bytes.")
    return seal_to(grantee, _grant_prefix(item, rendition, grantee) + content_key)


def open_grant(grant: bytes, item: str, rendition: str, box_private: bytes) -> bytes:
    """Open a grant: the 32-byte content key of exactly this item and rendition.

    Raises ``grant-unopenable`` or ``grant-mismatch``.
    """
    opened = open_sealed(grant, box_private, Fault.GRANT_UNOPENABLE)
    prefix = _grant_prefix(item, rendition, box_public(box_private))
    return after_prefix(opened, prefix, CONTENT_KEY_BYTES, Fault.GRANT_MISMATCH)


def grant_digest(grant: bytes) -> bytes:
    """The 32 bytes by which a decision names a grant."""
    return digest(grant)


def reseal_grant(
    grant: bytes, item: str, rendition: str, box_private: bytes, grantee: bytes
) -> bytes:
    """Hand what a grant gives on to another X25519 key, as after a team or person changed keys.

    Raises ``grant-unopenable``, ``grant-mismatch`` or ``bad-key``.
    """
    return seal_grant(item, rendition, grantee, open_grant(grant, item, rendition, box_private))


def _resume_prefix(item: str, rendition: str) -> bytes:
    return lp("gobetween/resume/1") + lp(item) + lp(rendition)


def seal_resume(
    item: str,
    rendition: str,
    uploader: bytes,
    content_key: bytes,
    plaintext_digest: bytes,
    length: int,
) -> bytes:
    """Seal what an upload needs to go on elsewhere to the uploader's own box key."""
    if len(content_key) != CONTENT_KEY_BYTES or len(plaintext_digest) != DIGEST_BYTES:
        raise SealingError(Fault.BAD_KEY, "A content key and a digest have 32 bytes each.")
    known = content_key + plaintext_digest + be64(length)
    return seal_to(uploader, _resume_prefix(item, rendition) + known)


def open_resume(
    sealed: bytes, item: str, rendition: str, box_private: bytes
) -> tuple[bytes, bytes, int]:
    """Give back content key, plaintext digest and length in bytes.

    Raises ``sealed-unopenable`` or ``sealed-mismatch``.
    """
    known = after_prefix(open_sealed(sealed, box_private), _resume_prefix(item, rendition), 72)
    return known[:32], known[32:64], int.from_bytes(known[64:], "big")


def _card_prefix(case: str) -> bytes:
    return lp("gobetween/card/1") + lp(case)


def seal_card(case: str, team_public: bytes, text: str) -> bytes:
    """Seal a case card (names and notes) to the team; padded, so its length says little."""
    return seal_to(team_public, _card_prefix(case) + pad(text.encode("utf-8")))


def open_card(case: str, team_private: bytes, sealed: bytes) -> str:
    """Open a case card. Compare ``digest(sealed)`` with the case statement's ``card`` first.

    Raises ``sealed-unopenable``, ``sealed-mismatch`` or ``padding-invalid``.
    """
    opened = open_sealed(sealed, team_private)
    prefix = _card_prefix(case)
    padded = after_prefix(opened, prefix, max(0, len(opened) - len(prefix)))
    try:
        return unpad(padded).decode("utf-8")
    except UnicodeDecodeError:
        raise SealingError(Fault.SEALED_MISMATCH, "A case card is not text.") from None

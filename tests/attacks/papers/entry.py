"""What a server can answer to whoever signs in, so as to get at keys or put others in their place.

Owns the lies. Refuses devices.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.sealing.encoding import b64, canonical, digest, new_id, parse_canonical
from service.sealing.errors import Fault
from service.sealing.keys import new_vault_key, wrap

Answer = dict[str, Any]


@dataclass(frozen=True)
class EntryLie:
    """An answer while signing in, and what the device says to it."""

    name: str
    path: str
    change: Callable[[Answer], Answer]
    fault: Fault


def _profile(name: str) -> Callable[[Answer], Answer]:
    return lambda answer: {**answer, "profile": name}


def _wrapped_anew(answer: Answer) -> Answer:
    """A vault key of the attacker's, wrapped under a key of theirs."""
    person = answer["me"]["person"]
    made = wrap(new_vault_key(), new_vault_key(), person, "passphrase", "participant-1")
    return {**answer, "wrapped": b64(made)}


def _vault_overwritten(answer: Answer) -> Answer:
    return {**answer, "vault": b64(bytes(len(answer["vault"]) * 3 // 4))}


def _vault_gone(answer: Answer) -> Answer:
    """As if this person had no keys yet: a device that made new ones would be the attacker's."""
    return {**answer, "vault": "", "revision": 1}


def _revision_raised(answer: Answer) -> Answer:
    return {**answer, "revision": answer["revision"] + 1}


def _somebody_else(answer: Answer) -> Answer:
    return {**answer, "me": {**answer["me"], "person": new_id()}}


BEGIN, ENTER = "/sign-in/begin", "/sign-in"

ENTRY_LIES = [
    EntryLie("kdf-of-an-unknown-name", BEGIN, _profile("participant-0"), Fault.UNKNOWN_PROFILE),
    EntryLie("kdf-of-another-way-in", BEGIN, _profile("recovery-1"), Fault.UNKNOWN_PROFILE),
    EntryLie("wrapped-blob-overwritten", ENTER, _wrapped_anew, Fault.WRAPPED_UNOPENABLE),
    EntryLie("wrapped-blob-of-somebody-else", ENTER, _somebody_else, Fault.WRAPPED_UNOPENABLE),
    EntryLie("vault-overwritten", ENTER, _vault_overwritten, Fault.VAULT_UNOPENABLE),
    EntryLie("vault-gone", ENTER, _vault_gone, Fault.VAULT_UNOPENABLE),
    EntryLie("vault-of-another-revision", ENTER, _revision_raised, Fault.VAULT_UNOPENABLE),
]


def forged_reply(offer: bytes, sign_key: bytes, box: bytes) -> bytes:
    """Answer an invitation with any keys at all; an honest device would refuse some of them."""
    said = parse_canonical(offer)
    return canonical(
        {
            "box": b64(box),
            "invitation": said["invitation"],
            "offer": b64(digest(offer)),
            "person": said["person"],
            "sign": b64(sign_key),
        }
    )

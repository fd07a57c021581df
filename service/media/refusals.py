"""Owns the reasons a recording or scan is refused, each a stable code; its author sees plain words.

Refuses to own those words (Fluent has them) and faults that are not the recording's doing.
"""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a recording or scan could not be made safe. Codes never change meaning."""

    EMPTY_FILE = "empty-file"
    NOT_A_RECORDING = "not-a-recording"
    NOT_A_SCAN = "not-a-scan"
    KIND_NOT_ACCEPTED = "kind-not-accepted"
    CODEC_NOT_ACCEPTED = "codec-not-accepted"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    TOO_MANY_TRACKS = "too-many-tracks"
    TOO_MANY_PAGES = "too-many-pages"
    PICTURE_TOO_LARGE = "picture-too-large"
    SOUND_NOT_ACCEPTED = "sound-not-accepted"
    NO_SOUND_OR_PICTURE = "no-sound-or-picture"
    DAMAGED = "damaged"
    TOOK_TOO_LONG = "took-too-long"
    NOT_MADE_SAFE = "not-made-safe"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The recording itself cannot be accepted; trying again with the same bytes will not help."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal

    @property
    def slug(self) -> str:
        """The stable reason code."""
        return self.refusal.value


class SandboxUnavailable(RuntimeError):  # noqa: N818 - it names a state of the machine
    """The sandbox cannot start here. The message is one sentence: what to install or allow."""

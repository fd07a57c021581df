"""Owns check 16 of section 6: captions belong to just the recording and the rendition shown.

Refuses to own what they say (captions.py), and when a recording may be seen: whoever shows captions
has made the recording's own checks first, and hands over what came of them.
"""

from dataclasses import replace

from service.sealing.captions import CaptionsRefused, Cue, read_captions
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import hold
from service.sealing.keys import Identity, Pins
from service.sealing.schemas import CAPTIONS, RECORDINGS
from service.sealing.verify import approved_for
from service.sealing.verify_item import Submitted
from service.sealing.verify_release import Approved


def verify_beside(captions: Submitted, recording: Submitted) -> None:
    """Check 16: of the same case, author and recipients, and timed by just this rendition.

    Raises ``captions-invalid``.
    """
    said, of = captions.manifest, recording.manifest
    hold(
        Fault.CAPTIONS_INVALID,
        "These are not the captions of just this recording, as it is shown.",
        said.kind == CAPTIONS,
        of.kind in RECORDINGS,
        said.relates_to == of.item,
        (said.case, said.author) == (of.case, of.author),
        set(said.recipients) == set(of.recipients),
        (said.timed_by,) == recording.rendition_digests,
    )


def verify_captions(
    evidence: Evidence, pins: Pins, me: Identity, item: str, recording: Approved, now: int
) -> Approved:
    """Checks 1 to 8, 8b and 16 on a recipient's device, of captions beside what it may open.

    In place of 9 the acceptance of the recording counts, which was checked with it. Raises
    ``acceptance-missing`` where it was not, and ``captions-invalid``.
    """
    hold(
        Fault.ACCEPTANCE_MISSING,
        "The recording was not accepted yet.",
        recording.acceptance is not None,
    )
    approved = approved_for(evidence, pins, me, item, now)
    verify_beside(approved.submitted, recording.submitted)
    return replace(approved, acceptance=recording.acceptance)


def cues_of(text: bytes, recording: Submitted) -> tuple[Cue, ...]:
    """Return the cues of captions that passed `verify_beside`; raises ``captions-invalid``."""
    made = recording.rendition
    try:
        return read_captions(text, made.media.duration_ms if made else 0)
    except CaptionsRefused:
        raise SealingError(Fault.CAPTIONS_INVALID, "The captions are not in their form.") from None

"""Owns how a list of edits is made: filters for ffmpeg, and how long what is left will be.

Times are those of the recording, in milliseconds from its beginning. Everything is taken away by
the picture or the hundredth of a second, rather too much than too little; nothing that was hidden
can be got back from what comes out. Refuses to own what a list may be: the sealing room does.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.media.probe import Declared
from service.sealing.schemas_edits import CUT, NOISE, PIXELATE, SOUND_ONLY, VOICE, WHOLE, Edit

Edits = Sequence[Edit]

# Half a millisecond: what is at a time in whole milliseconds is there, whatever the arithmetic.
_NEAR = 0.0005
# Sound is cut in pieces of a hundredth of a second, at 48,000 samples a second.
_PIECE_SAMPLES = 480
_PIECE_SECONDS = 0.01
# So large that a face of a hand's breadth is a few squares.
_SQUARE_PIXELS = 32
_LOWER_VOICE = "rubberband=pitch=0.75:formant=shifted"
_LESS_NOISE = ("highpass=f=80", "afftdn")


def left_of(declared: Declared, edits: Edits) -> Declared:
    """Return what will be there once it is edited: fewer milliseconds, perhaps no picture."""
    picture = None if _has(edits, SOUND_ONLY) else declared.picture
    length = declared.duration_ms
    if length is not None:
        length -= sum(
            max(0, min(one.until, length) - min(one.from_, length)) for one in _cuts(edits)
        )
    return replace(declared, picture=picture, duration_ms=length)


def pictures_kept(edits: Edits) -> list[str]:
    """Filters that drop the pictures of what is cut, before anything is done to them."""
    kept = "+".join(f"gte(t,{_from(one)})*lt(t,{_until(one)})" for one in _cuts(edits))
    return [f"select='not({kept})'"] if kept else []


def pictures_changed(edits: Edits) -> list[str]:
    """Filters that hide boxes and close the gaps that cuts left; pictures in their final size."""
    hidden = [_hide(one, number) for number, one in enumerate(_hidden(edits))]
    gone = _gone_before(_cuts(edits))
    return [*hidden, *([f"setpts='PTS-({gone})/TB'"] if gone else [])]


def sound_changed(edits: Edits) -> list[str]:
    """Filters for the sound, at 48,000 samples a second, before its loudness is made even."""
    steps = []
    if cuts := _cuts(edits):
        kept = "+".join(
            f"gt(t+{_PIECE_SECONDS},{one.from_ / 1000 + _NEAR:.4f})*lt(t,{_until(one)})"
            for one in cuts
        )
        steps += [
            f"asetnsamples=n={_PIECE_SAMPLES}:p=0",
            f"aselect='not({kept})'",
            f"asetpts='PTS-({_gone_before(cuts)})/TB'",
            # A piece that was only half within the cut left a gap.
            "aresample=async=1000",
        ]
    if _has(edits, NOISE):
        steps += _LESS_NOISE
    if _has(edits, VOICE):
        steps.append(_LOWER_VOICE)
    return steps


def _hide(one: Edit, number: int) -> str:
    """Lay squares, or what is between them smoothed, over a box, for its time."""
    flags = "neighbor" if one.edit == PIXELATE else "bilinear"
    square = _SQUARE_PIXELS
    whole, part = f"whole{number}", f"part{number}"
    x, y = (f"2*floor({side}*{at}/{2 * WHOLE})" for side, at in (("iw", one.left), ("ih", one.top)))
    width, height = (
        f"min({side},2*ceil({side}*{length}/{2 * WHOLE})+2)"
        for side, length in (("iw", one.width), ("ih", one.height))
    )
    over_x, over_y = x.replace("iw", "W"), y.replace("ih", "H")
    timed = f"gte(t,{_from(one)})*lt(t,{_until(one)})"
    when = f":enable='{timed}'" if one.until else ""
    return (
        f"split[{whole}][{part}];"
        f"[{part}]scale=w='max(2,ceil(iw/{square}))':h='max(2,ceil(ih/{square}))':flags=area,"
        f"scale=w='iw*{square}':h='ih*{square}':flags={flags},"
        f"crop=w='{width}':h='{height}':x='{x}':y='{y}'[{part}];"
        f"[{whole}][{part}]overlay=x='{over_x}':y='{over_y}':eval=init{when}"
    )


def _gone_before(cuts: Edits) -> str:
    """How many seconds were cut before the time T."""
    return "+".join(f"gte(T,{_until(one)})*{(one.until - one.from_) / 1000:.3f}" for one in cuts)


def _from(one: Edit) -> str:
    return f"{one.from_ / 1000 - _NEAR:.4f}"


def _until(one: Edit) -> str:
    return f"{one.until / 1000 - _NEAR:.4f}"


def _cuts(edits: Edits) -> list[Edit]:
    return [one for one in edits if one.edit == CUT]


def _hidden(edits: Edits) -> list[Edit]:
    return [one for one in edits if one.hides]


def _has(edits: Edits, kind: str) -> bool:
    return any(one.edit == kind for one in edits)

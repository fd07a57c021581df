"""What may be typed after `safer`: what to change in a recording, and its author's word."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.cli.safer_typed import a_blur, a_cut, a_pixelation
from service.cli.staff_typed import an_id, signing_in, verb

if TYPE_CHECKING:
    from service.cli.staff_typed import Verbs

_SAFER: Final = "service.cli.safer"
_BOX: Final = "[FROM-UNTIL][@LEFT,TOP,WIDTH,HEIGHT]"


def add_safer(acts: "Verbs") -> None:
    """Add every act of `safer`."""
    ask = verb(acts, "ask", (_SAFER, "run_ask"), "claim a recording and have it changed")
    ask.add_argument("item", type=an_id, metavar="ITEM")
    ask.add_argument(
        "--cut",
        type=a_cut,
        action="append",
        default=[],
        metavar="FROM-UNTIL",
        help="take this time away, in seconds or as 1:05.5, of the recording as it was sent",
    )
    ask.add_argument(
        "--blur",
        type=a_blur,
        action="append",
        default=[],
        metavar=_BOX,
        help="smooth a box away, in per cent of the picture, for a time or throughout",
    )
    ask.add_argument(
        "--pixelate",
        type=a_pixelation,
        action="append",
        default=[],
        metavar=_BOX,
        help="make squares of it; `@` is the whole picture throughout",
    )
    for name, what in (
        ("voice", "change how voices sound; they are changed, and can be known"),
        ("noise", "take steady noise away"),
        ("sound-only", "keep the sound alone"),
    ):
        ask.add_argument(
            f"--{name}", dest="change", action="append_const", const=name, default=[], help=what
        )
    ask.add_argument("--plain", action="store_true", help="nothing: as it was sent")
    signing_in(ask)
    see = verb(acts, "see", (_SAFER, "run_see"), "look at what was made of your own recording")
    see.add_argument("item", type=an_id, metavar="ITEM")
    see.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write it")
    signing_in(see)
    for name, what in (
        ("agree", "agree to what `see` showed; nothing is passed on before"),
        ("decline", "say that what `see` showed is not to be passed on"),
    ):
        act = verb(acts, name, (_SAFER, f"run_{name}"), what)
        act.add_argument("item", type=an_id, metavar="ITEM")
        act.add_argument(
            "--rendition",
            type=an_id,
            required=True,
            metavar="RENDITION",
            help="which one, as `see` named it",
        )
        signing_in(act)

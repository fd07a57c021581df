"""What may be typed after `captions`: of which recording, and the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.cli.staff_typed import an_id, signing_in, verb

if TYPE_CHECKING:
    from service.cli.staff_typed import Verbs

_CAPTIONS: Final = "service.cli.captions"


def add_captions(acts: "Verbs") -> None:
    """Add every act of `captions`."""
    send = verb(acts, "send", (_CAPTIONS, "run_send"), "send captions of a recording of yours")
    send.add_argument("--item", type=an_id, required=True, metavar="ITEM", help="the recording")
    send.add_argument(
        "--language", metavar="TAG", help="of the captions: en, cy, … (that of the recording)"
    )
    again = verb(
        acts, "again", (_CAPTIONS, "run_again"), "send captions in the place of earlier ones"
    )
    again.add_argument(
        "--item", type=an_id, required=True, metavar="ITEM", help="the captions that were sent"
    )
    for act in (send, again):
        act.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help="WebVTT in plain words: times and text, nothing else",
        )
        signing_in(act)

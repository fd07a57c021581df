"""The two honest scenes that evidence is fuzzed against, the same in every process."""

from typing import Final

from tests.vectors.making.fixed import fixed_randomness
from tests.vectors.making.scenes import Scene, Stage


def _staged() -> tuple[Scene, Scene]:
    with fixed_randomness("fuzz"):
        return Stage().build(), Stage(kind="video_message", cases=2).build()


SCENES: Final = _staged()
LETTER, RECORDING = SCENES

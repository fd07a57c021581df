"""Owns a small world around one real film, for tests of playing and sending in a browser."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import imageio_ffmpeg

from service.sealing.encoding import b64
from service.sealing.keys import Identity, Vault, seal_vault
from service.sealing.wrapping import login_token, stretch, wrap, wrap_key
from tests.vectors.making import later_scenes, later_stage, scenes
from tests.vectors.making.fixed import fixed
from tests.vectors.making.scenes import Scene, Sealed, Stage, person

PASSPHRASE = "oven overstay charred easel osmosis mortician"
SECONDS = 12


def film(folder: Path) -> bytes:
    """Make a film of moving picture and sound, index last, of several chunks."""
    out = folder / "film.mp4"
    picture = f"testsrc2=size=320x240:rate=12:duration={SECONDS}"
    sound = f"sine=frequency=330:duration={SECONDS}"
    subprocess.run(
        [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y"),
            *("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound),
            *("-vf", "noise=alls=40:allf=t", "-c:v", "libx264", "-preset", "ultrafast"),
            *("-pix_fmt", "yuv420p", "-b:v", "1200k", "-g", "12", "-c:a", "aac", str(out)),
        ],
        check=True,
    )
    return out.read_bytes()


@dataclass(frozen=True)
class Filmed(Stage):
    """A stage whose rendition is a real film."""

    made: bytes = b""

    def seal(self, name: str, plaintext: bytes) -> Sealed:
        """Seal the film where the rendition would be."""
        return super().seal(name, self.made if name == "output" else plaintext)


def staged_now(stage: Stage) -> Scene:
    """Build a scene that happens now, because a browser's clock cannot be moved."""
    return staged_at(stage, int(time.time()))


def staged_at(stage: Stage, now: int) -> Scene:
    """Build a scene of that second: those of one second can be shown to one and the same vault."""
    with patch.object(scenes, "NOW", now):
        return stage.build()


def told_now(name: str) -> Scene:
    """Tell one of the later stories now."""
    with (
        patch.object(scenes, "NOW", int(time.time())),
        patch.object(later_stage, "NOW", int(time.time())),
        patch.object(later_scenes, "NOW", int(time.time())),
    ):
        return later_scenes.STORIES[name](later_scenes.stage_of(name))


def sign_in_facts(who: Identity, scene: Scene) -> dict[str, object]:
    """What the server stores for somebody of the cast, sealed under ``PASSPHRASE``."""
    salt, key = fixed("salt", 16), fixed("vault key")
    stretched = stretch(PASSPHRASE, salt, "participant-1")
    wrapped = wrap(key, wrap_key(stretched), who.person, "passphrase", "participant-1")
    pins = scene.pins
    vault = Vault(
        box=who.keys.box_private,
        cases=tuple(pins.cases.values()),
        org=pins.org,
        person=who.person,
        root=pins.root,
        roster=pins.roster_sequence,
        sign=who.keys.sign_seed,
        version=1,
    )
    return {
        "person": who.person,
        "salt": b64(salt),
        "profile": "participant-1",
        "wrapped": b64(wrapped),
        "vault": b64(seal_vault(vault, key, 1)),
        "revision": 1,
        "passphrase": PASSPHRASE,
        "token": b64(login_token(stretched)),
    }


__all__ = [
    "PASSPHRASE",
    "SECONDS",
    "Filmed",
    "film",
    "person",
    "sign_in_facts",
    "staged_at",
    "staged_now",
    "told_now",
]

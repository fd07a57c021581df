"""The demonstration's own recording: moving picture and speech-like sound, index at the end.

Owns making it with ffmpeg. Refuses to judge recordings: that is `service.media`.
"""

import subprocess
from pathlib import Path
from typing import Final

from service.cli.demo_report import DemoError

SECONDS: Final = 8
# A voice is a buzz at the pitch of the vocal folds, in syllables, through the resonances of a
# mouth: a saw-tooth near 115 Hz, opened about four times a second, and three narrow filters.
_BUZZ: Final = "mod(t*(115+18*sin(2*PI*0.6*t)+9*sin(2*PI*1.7*t)),1)-0.5"
_SYLLABLES: Final = "max(0,sin(2*PI*(3.6+0.7*sin(2*PI*0.3*t))*t))*gt(sin(2*PI*0.45*t),-0.8)"
_VOICE: Final = (
    f"aevalsrc='({_BUZZ})*{_SYLLABLES}':s=44100:d={SECONDS},asplit=3[a][b][c];"
    "[a]bandpass=f=650:width_type=h:w=160[x];[b]bandpass=f=1250:width_type=h:w=220[y];"
    "[c]bandpass=f=2600:width_type=h:w=320[z];"
    "[x][y][z]amix=inputs=3:weights='1 0.7 0.35':normalize=0,volume=2.5[voice]"
)
_PICTURE: Final = f"testsrc2=size=320x240:rate=15:duration={SECONDS}[picture]"
# A phone writes such tags; the tour shows that none of them reaches the recipient.
_TAGS: Final = {
    "title": "Recorded at home",
    "artist": "A name that must not travel",
    "location": "+51.5000-000.1200/",
    "creation_time": "2020-01-02T03:04:05Z",
}


def make_recording(ffmpeg: str, target: Path) -> None:
    """Write an eight-second MP4 of a few hundred kilobytes to `target`.

    Raises DemoError with one sentence; a half-written file does not stay.
    """
    command = [
        *(ffmpeg, "-hide_banner", "-nostdin", "-v", "error", "-y"),
        *("-filter_complex", f"{_VOICE};{_PICTURE}", "-map", "[picture]", "-map", "[voice]"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "30", "-pix_fmt", "yuv420p"),
        *("-c:a", "aac", "-b:a", "64k"),
        *(part for tag, value in _TAGS.items() for part in ("-metadata", f"{tag}={value}")),
        *("-f", "mp4", str(target)),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        target.unlink(missing_ok=True)
        raise DemoError("ffmpeg could not be run to make the example recording.") from error
    if done.returncode != 0:
        target.unlink(missing_ok=True)
        raise DemoError("ffmpeg could not make the example recording; is the disk full?")

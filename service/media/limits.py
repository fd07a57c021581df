"""Owns how much recording or paper is accepted and how much may be made of it. Pure numbers."""

from dataclasses import dataclass

from service.domain.sizes import (
    RECORDING_BYTES,
    RENDITION_BYTES,
    SCAN_BYTES,
    SCAN_RENDITION_BYTES,
)
from service.sealing.pages import MOST_EDGE, MOST_PAGES


@dataclass(frozen=True)
class PaperLimits:
    """Bounds on one picture or PDF. Bytes, seconds, pixels and counts as the names say.

    `pixels` are a picture's as it was uploaded, `edge_pixels` the longer side of a page made of it.
    """

    input_bytes: int = SCAN_BYTES
    output_bytes: int = SCAN_RENDITION_BYTES
    pixels: int = 64_000_000
    pages: int = MOST_PAGES
    edge_pixels: int = MOST_EDGE
    dots_per_inch: int = 200
    seconds: int = 300


@dataclass(frozen=True)
class Limits:
    """Bounds on one recording. Bytes, seconds, pixels and counts as the names say."""

    input_bytes: int = RECORDING_BYTES
    output_bytes: int = RENDITION_BYTES
    duration_seconds: int = 3 * 3600
    tracks: int = 16
    pixels: int = 9_830_400
    edge_pixels: int = 4320
    channels: int = 8
    sample_rate: int = 192_000
    least_sample_rate: int = 4_000
    paper: PaperLimits = PaperLimits()

    def wall_seconds(self, declared_ms: int | None) -> float:
        """How long ffmpeg may take: four times the recording and two minutes."""
        expected = self.duration_seconds if declared_ms is None else declared_ms / 1000
        return 4 * expected + 120

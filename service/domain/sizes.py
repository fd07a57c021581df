"""How large things may be that people send and that are made of them, in bytes of plaintext.

The portal knows the largest recording too (`portal/src/screens/participant/choose-file.tsx`), in
thousands rather than 1024s: what it lets through, the service takes.
"""

from typing import Final

GB: Final = 1_000_000_000
"""What people are told a GB is."""

LETTER_BYTES: Final = 1024 * 1024
CAPTIONS_BYTES: Final = 256 * 1024
RECORDING_BYTES: Final = 3 * 1024**3
SCAN_BYTES: Final = 256 * 1024**2
SCAN_RENDITION_BYTES: Final = 128 * 1024**2
RENDITION_BYTES: Final = 4 * 1024**3

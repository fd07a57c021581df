"""What is said and heard in a recording, written down by one reader for another who does not hear.

Owns the sealed note and the coverage that goes by it. Refuses to write down what was not gone
through to its end, and to let anybody go by what they, or somebody on the author's side, wrote.
"""

from typing import Final

from service.client.errors import NotPossible
from service.client.notes import shown_note, write_note
from service.client.reviewing import Reading
from service.sealing.schemas import Coverage
from service.sealing.transcripts import field_of

LONGEST_BYTES: Final = 16_000
"""What fits into one sealed note, in UTF-8."""


async def write_transcript(reading: Reading, text: str) -> None:
    """Sign that everything said and heard in a recording stands in this text.

    Raises NotPossible `not-covered` before its writer came to the end, `no-recording` for a letter
    and `too-long` for more than fits.
    """
    manifest = reading.submitted.manifest
    if reading.submitted.rendition is None:
        raise NotPossible("no-recording", "Only a recording is written down.")
    if reading.coverage.transcript:
        raise NotPossible("not-covered", "Whoever writes it down hears it.")
    if len(text.encode()) > LONGEST_BYTES:
        raise NotPossible("too-long", f"At most {LONGEST_BYTES} bytes fit.")
    await write_note(reading.reader, manifest.case, manifest.item, field_of(manifest), text)


async def read_transcript(reading: Reading) -> str:
    """Return what a colleague wrote down, which covers the recording once it was read.

    A picture is to be seen as well: `watch` comes first. Raises NotPossible `no-transcript` where
    nobody else, who is not on the author's side, has written it down, and `not-covered` where a
    picture was not seen.
    """
    submitted, facts = reading.submitted, reading.submitted.rendition
    manifest = submitted.manifest
    found = await shown_note(reading.reader, manifest.case, manifest.item, field_of(manifest))
    writer = submitted.case.reader(found.statement) if found is not None else None
    own_side = {reading.reader.id, manifest.author, *submitted.involved}
    if facts is None or found is None or writer is None or writer.person in own_side:
        raise NotPossible("no-transcript", "No colleague has written down what is heard in it.")
    length = facts.media.duration_ms
    seen = reading.coverage.covered if facts.media.video_codec else length
    reading.cover(Coverage("ms", seen, length, found.statement.digest))
    return found.text

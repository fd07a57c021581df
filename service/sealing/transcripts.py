"""Owns which note stands for what is said and heard in a recording (4.7).

Refuses to know what it says: that is sealed, and that all of it is there is its writer's word.
"""

from typing import Final

from service.sealing.schemas import Manifest, Note
from service.sealing.schemas_items import AS_WRITTEN

TRANSCRIPT: Final = "transcript"
"""Where a reader signs that everything stands there; until then they keep it in another field."""


def field_of(manifest: Manifest) -> str:
    """The field of the note about this version of an item."""
    return f"{TRANSCRIPT}-{manifest.version}"


def is_of(note: Note, manifest: Manifest) -> bool:
    """Tell whether a note is the transcript of this version of an item, for its team alone.

    A letter has none, and captions have none: they are read themselves.
    """
    said = (note.case, note.subject, note.field, note.audience)
    of = (manifest.case, manifest.item, field_of(manifest), ("team",))
    return manifest.kind not in AS_WRITTEN and said == of

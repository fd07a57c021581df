"""What a reader does with an item that they do not approve: return it, withhold it, escalate it.

Owns the signed no and the sealed words that go with it. Refuses to send a no without words to its
author: where they have no keys, the words are for whoever acts for them, or for the team alone.
"""

from typing import Final

from service.client.countersigning import countersign
from service.client.notes import Audience, WrittenNote, sealed_note
from service.client.person import Person
from service.client.reviewing import Reading, Said, signed_decision
from service.client.suspending import lift, signed_suspension
from service.sealing.deciding import RETURN, WITHHOLD
from service.sealing.errors import SealingError

ESCALATED: Final = "escalated"
LOOKED_INTO: Final = "looked-into"
_FIELDS: Final = {RETURN: "returned", WITHHOLD: "withheld"}


async def return_item(reading: Reading, reason: str, words: str) -> bytes:
    """Return an item to its author for changes, with a reason code and words to them.

    Gives the decision's digest. Raises Refusal `invalid` for a reason that is none, and when the
    claim has lapsed.
    """
    return await _close(reading, RETURN, reason, words)


async def withhold(reading: Reading, reason: str, words: str) -> bytes:
    """Withhold an item, with a reason code and words to its author, who may appeal once."""
    return await _close(reading, WITHHOLD, reason, words)


async def escalate(reading: Reading, words: str = "") -> bytes:
    """Lock an item until another supervisor of the case has looked into it.

    `words` are for the team alone. Gives the suspension's digest.
    """
    reader, manifest = reading.reader, reading.submitted.manifest
    suspension = await signed_suspension(reader, manifest.case, manifest.item, ESCALATED)
    note = await _note(reading, ESCALATED, words, ()) if words else None
    await reader.transport.post(
        f"/items/{manifest.item}/escalation",
        {"suspension": suspension.to_wire(), "words": note.wire() if note else None},
        repeat=True,
    )
    await countersign(reader, manifest.case, suspension.voice)
    return suspension.digest


async def unlock(supervisor: Person, case: str, item: str) -> bytes:
    """Let an escalated item be reviewed again; a supervisor on the team, not who escalated it."""
    return await lift(supervisor, case, LOOKED_INTO, item=item)


async def _close(reading: Reading, verdict: str, reason: str, words: str) -> bytes:
    reader, manifest = reading.reader, reading.submitted.manifest
    coverage = await reading.coverage_so_far()
    decision = signed_decision(reading, Said(verdict, coverage, reader.clock(), reason))
    note = await _words(reading, _FIELDS[verdict], words)
    await reader.transport.post(
        f"/items/{manifest.item}/decision",
        {"decision": decision.to_wire(), "grants": [], "words": note.wire()},
        repeat=True,
    )
    await countersign(reader, manifest.case, decision.voice)
    return decision.digest


async def _words(reading: Reading, field: str, words: str) -> WrittenNote:
    """Seal words to the author's side; to the team alone where nobody has a key for the author."""
    case, author = reading.submitted.case, reading.submitted.manifest.author
    try:
        case.box_of_author(author)
    except SealingError:
        if not case.people.is_mandated(case.named(author)):
            raise
        return await _note(reading, field, words, ())
    return await _note(reading, field, words, ("author",))


async def _note(
    reading: Reading, field: str, words: str, audience: tuple[Audience, ...]
) -> WrittenNote:
    manifest = reading.submitted.manifest
    named = f"{field}-{manifest.version}"
    return await sealed_note(reading.reader, manifest.case, manifest.item, named, words, audience)

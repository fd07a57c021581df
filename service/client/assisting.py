"""What a reader does for a recipient without keys: takes their acceptance, and hands the item over.

Owns the acceptance that is said before staff, with its attestation, and opening what was released
with the team's key. Refuses both unless every check of protocol.md section 6 for it holds.
"""

from service.client.attesting import attestation, deliver
from service.client.contents import open_contents
from service.client.person import Person
from service.client.receiving import WINDOW_S, Opened
from service.client.reviewing import content_key_of
from service.sealing.evidence import Evidence
from service.sealing.schemas import Acceptance
from service.sealing.statements import sign
from service.sealing.verify_assisted import (
    ACT,
    verify_assisted_offer,
    verify_before_handing_over,
)


async def accept_for(
    reader: Person,
    person: str,
    item_id: str,
    medium: str,
    *,
    manner: str,
    window_s: int = WINDOW_S,
    from_: int | None = None,
) -> None:
    """Take somebody's acceptance, given `in-person`, by `phone` or on `paper`; `medium` as there.

    `on-paper` or `with-facilitator`, for `window_s` seconds from now on or from a later time.
    Whoever takes it counts as author-side from then on: Refusal `conflict` where nobody else who
    read the item is left, a colleague takes it then. Raises SealingError.
    """
    evidence, now = await _evidence(reader, item_id), reader.clock()
    approved = verify_assisted_offer(evidence, reader.pins, person, item_id, now)
    await reader.remember(approved.pins)
    begins = now if from_ is None else from_
    accepted = sign(
        Acceptance(
            case=approved.manifest.case,
            item=item_id,
            person=person,
            decisions=approved.decision_digests,
            medium=medium,
            from_=begins,
            until=begins + window_s,
            accepted=now,
        ),
        reader.keys.sign_seed,
    )
    attested = attestation(
        reader,
        approved.manifest.case,
        person,
        ACT,
        manner=manner,
        at=now,
        subject=approved.submitted.manifest_digest,
    )
    await reader.transport.post(
        f"/items/{item_id}/spoken-acceptance",
        {"acceptance": accepted.to_wire(), "attestation": attested.to_wire()},
        repeat=True,
    )


async def open_for(reader: Person, person: str, item_id: str) -> Opened:
    """Open what was released to somebody without keys, to read it to them or to print it.

    Raises SealingError unless it was approved and accepted, and now is within the window.
    """
    evidence = await _evidence(reader, item_id)
    approved = verify_before_handing_over(evidence, reader.pins, person, item_id, reader.clock())
    await reader.remember(approved.pins)
    key = content_key_of(reader, approved.submitted, evidence)
    contents = await open_contents(reader.transport, key, approved.released, approved.manifest)
    return Opened(approved, contents)


async def hand_over(reader: Person, person: str, item_id: str, manner: str) -> bytes:
    """Open it, hand it over `read-aloud`, `played` or `printed`, and sign that; return what it was.

    Raises SealingError, and Refusal `blocked` where the gate has closed since it was released.
    """
    async with await open_for(reader, person, item_id) as opened:
        contents = await opened.contents.to_bytes()
        await deliver(reader, opened.approved.manifest.case, item_id, person, manner)
        return contents


async def _evidence(reader: Person, item_id: str) -> Evidence:
    return Evidence.from_wire(await reader.transport.get(f"/items/{item_id}/evidence"))

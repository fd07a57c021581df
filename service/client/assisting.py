"""What a reader does for a recipient without keys: takes their word, and hands the item over.

Owns acceptance, refusal and asking that are said before staff, with their attestations, and opening
what was released with the team's key. Takes no acceptance and opens nothing unless every check of
protocol.md section 6 for it holds.
"""

from service.client.attesting import attestation, deliver
from service.client.contents import open_contents
from service.client.errors import NotPossible
from service.client.items import item as described
from service.client.person import Person
from service.client.receiving import WINDOW_S, Opened
from service.client.reviewing import content_key_of
from service.sealing.evidence import Evidence
from service.sealing.schemas import Acceptance, Keeping, Manifest, Refusal
from service.sealing.schemas_offers import KEEP
from service.sealing.statements import open_statement, sign
from service.sealing.verify_assisted import (
    ACT,
    verify_assisted_offer,
    verify_before_handing_over,
)

ASKING = "asking"
APPROVED, OFFERED, ACCEPTED, RELEASED = "approved", "offered", "accepted", "released"


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


async def decline_for(reader: Person, person: str, item_id: str, *, manner: str) -> None:
    """Take down that somebody does not want an item, given `in-person`, by `phone` or on `paper`.

    Without a reason. Whoever takes it counts as author-side from then on, as in `accept_for`.
    """
    evidence, now = await _evidence(reader, item_id), reader.clock()
    case, subject = _place(evidence)
    refusal = sign(
        Refusal(
            case=case,
            item=item_id,
            person=person,
            decisions=tuple(one.digest for one in evidence.decisions),
            at=now,
        ),
        reader.keys.sign_seed,
    )
    attested = attestation(reader, case, person, "refusal", manner=manner, at=now, subject=subject)
    await reader.transport.post(
        f"/items/{item_id}/spoken-refusal",
        {"refusal": refusal.to_wire(), "attestation": attested.to_wire()},
        repeat=True,
    )


async def ask_again_for(reader: Person, person: str, item_id: str, *, manner: str) -> None:
    """Have before somebody again what they refused, as they asked for before this reader."""
    case, subject = _place(await _evidence(reader, item_id))
    attested = attestation(
        reader, case, person, ASKING, manner=manner, at=reader.clock(), subject=subject
    )
    await reader.transport.post(
        f"/items/{item_id}/spoken-asking", {"attestation": attested.to_wire()}, repeat=True
    )


async def ask_for(staff: Person, case: str, person: str, *, manner: str) -> bool:
    """Tell whether there is anything for somebody who asked before staff; what rested is offered.

    Whoever takes it counts as no more involved than before, and nobody else's device is shown it.
    """
    attested = attestation(staff, case, person, ASKING, manner=manner, at=staff.clock())
    answer = await staff.transport.post(
        f"/cases/{case}/people/{person}/asking", {"attestation": attested.to_wire()}, repeat=True
    )
    return bool(answer["waiting"])


async def open_for(reader: Person, person: str, item_id: str) -> Opened:
    """Open what was released to somebody without keys, to read it to them or to print it.

    Raises SealingError unless it was approved and accepted, and now is within the window, and
    NotPossible `laid-aside` for what they have held, or gave back.
    """
    evidence = await _evidence(reader, item_id)
    last = [open_statement(one, Keeping).wish for one in evidence.keepings][-1:]
    if last not in ([], [KEEP]):
        raise NotPossible("laid-aside", "They asked the service to hold it, or gave it back.")
    approved = verify_before_handing_over(evidence, reader.pins, person, item_id, reader.clock())
    await reader.remember(approved.pins)
    key = content_key_of(reader, approved.submitted, evidence)
    contents = await open_contents(reader.transport, key, approved.released, approved.manifest)
    return Opened(approved, contents)


async def hold_released(reader: Person, item_id: str) -> None:
    """Hold that an item was released and nothing has come in its way: for who hands it over first.

    What was read aloud cannot be taken back, so this is asked before the signature is, too. Raises
    NotPossible `not-released`.
    """
    status = (await described(reader, item_id)).status
    if status == RELEASED:
        answer = await reader.transport.get(f"/items/{item_id}/blockers")
        ways = [str(one["slug"]) for one in answer["blockers"]]
        if ways:
            sentence = f"Something has come in the way since it was released: {', '.join(ways)}."
            raise NotPossible("not-released", sentence)
    elif status in (APPROVED, OFFERED, ACCEPTED):
        raise NotPossible("not-released", "It has not been released to them yet.")


async def hand_over(reader: Person, person: str, item_id: str, manner: str) -> bytes:
    """Open it, hand it over `read-aloud`, `played` or `printed`, and sign that; return what it was.

    Raises SealingError, and Refusal `blocked` where the gate has closed since it was released.
    """
    async with await open_for(reader, person, item_id) as opened:
        contents = await opened.contents.to_bytes()
        await deliver(reader, opened.approved.manifest.case, item_id, person, manner)
        return contents


def _place(evidence: Evidence) -> tuple[str, bytes]:
    """Return an item's case and the digest of its newest manifest."""
    if evidence.manifest is None:
        raise NotPossible("not-submitted", "The item has not been submitted.")
    return open_statement(evidence.manifest, Manifest).case, evidence.manifest.digest


async def _evidence(reader: Person, item_id: str) -> Evidence:
    return Evidence.from_wire(await reader.transport.get(f"/items/{item_id}/evidence"))

"""Handing over through a liaison, from both ends: a reader entrusts it, a liaison opens it there.

Owns the reader's signed act with the key sealed in it, and opening it with the liaison team's key.
Refuses to entrust what was not released or is not for whom the team acts, and to show a liaison
anything unless every check of protocol.md section 6 for it holds.
"""

from dataclasses import dataclass

from service.client.assisting import hold_released
from service.client.attesting import deliver
from service.client.contents import open_contents
from service.client.errors import NotPossible
from service.client.hands import LiaisonHand
from service.client.person import Person
from service.client.receiving import Opened
from service.client.reviewing import content_key_of
from service.sealing.encoding import b64
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.schemas import DecisionGrant, Regrant
from service.sealing.statements import sign
from service.sealing.verify_assisted import verify_before_handing_over
from service.sealing.verify_case import verify_own_roster_entry
from service.sealing.verify_entrusted import verify_entrusted, verify_entrusted_grant
from service.sealing.verify_release import Approved


@dataclass(frozen=True)
class ToDeliver:
    """What waits for a liaison, as the service says: `way` is `printed`, `read-aloud` or `played`.

    `begins` and `until` bound its window, in seconds since 1970; `ready` is whether now.
    """

    item: str
    case: str
    person: str
    kind: str
    language: str
    way: str
    begins: int
    until: int
    ready: bool


async def entrust(reader: Person, person: str, item_id: str) -> None:
    """Seal what was released to somebody without keys to the liaisons who act for them now.

    They can open it from then on, while nothing is in its way. Raises SealingError, NotPossible
    `not-released` or `not-mandated`, and Refusal `blocked` where the gate has closed since.
    """
    evidence = Evidence.from_wire(await reader.transport.get(f"/items/{item_id}/evidence"))
    approved = verify_before_handing_over(evidence, reader.pins, person, item_id, reader.clock())
    await reader.remember(approved.pins)
    await hold_released(reader, item_id)
    key = content_key_of(reader, approved.submitted, evidence)
    entrusting, grant = _sealed(reader, approved, person, key)
    signed = sign(entrusting, reader.keys.sign_seed)
    rendition = approved.released.rendition
    await reader.transport.post(
        f"/items/{item_id}/entrusting",
        {
            "regrant": signed.to_wire(),
            "grants": [{"person": person, "rendition": rendition, "grant": b64(grant)}],
        },
        repeat=True,
    )
    # Nobody countersigns here: a head made now would tell the other side's device that something
    # was done about what its person sent (product rule 11). Whoever leaves is vouched for first.


def _sealed(
    reader: Person, approved: Approved, person: str, content_key: bytes
) -> tuple[Regrant, bytes]:
    """Return the words by which the key goes to the mandated team, and the key sealed to it."""
    case, manifest = approved.submitted.case, approved.manifest
    named, now = case.named(person), reader.clock()
    mandate, _ = case.people.mandate(named)
    if mandate.until < now:
        raise NotPossible("not-mandated", "Nobody may act for this person any more.")
    team, rendition = case.people.liaison_team(named), approved.released.rendition
    decided, entry = next(
        (digest, entry)
        for digest, one in zip(approved.decision_digests, approved.decisions, strict=True)
        for entry in one.recipients
        if entry.person == person
    )
    grant = seal_grant(manifest.item, rendition, team.key, content_key)
    return (
        Regrant(
            case=manifest.case,
            item=manifest.item,
            decision=decided,
            person=person,
            old_key=entry.key,
            new_key=team.key,
            grants=(DecisionGrant(rendition, grant_digest(grant)),),
            certificate=named.certificate,
            at=now,
        ),
        grant,
    )


async def to_deliver(liaison: Person) -> list[ToDeliver]:
    """Return what was entrusted to this liaison's team and may still be handed over."""
    answer = await liaison.transport.get("/deliveries")
    return [
        ToDeliver(
            item=str(one["item"]),
            case=str(one["case"]),
            person=str(one["person"]),
            kind=str(one["kind"]),
            language=str(one["language"]),
            way=str(one["way"]),
            begins=int(one["begins"]),
            until=int(one["until"]),
            ready=bool(one["ready"]),
        )
        for one in answer["deliveries"]
    ]


async def waiting(liaison: Person, item_id: str) -> ToDeliver:
    """Return one of these. Raises NotPossible `not-to-deliver`."""
    for one in await to_deliver(liaison):
        if one.item == item_id:
            return one
    raise NotPossible("not-to-deliver", "This is not, or no longer, to be handed over by you.")


async def open_entrusted(liaison: Person, found: ToDeliver) -> Opened:
    """Open what was entrusted to this liaison's team, to read it to its recipient or print it.

    Raises SealingError unless it was approved, accepted, and entrusted by a reader, and now is
    within the window; Refusal `blocked` where something has come in its way.
    """
    wire = await liaison.transport.post(f"/items/{found.item}/collecting", repeat=True)
    evidence = Evidence.from_wire(wire)
    entrusted = verify_entrusted(evidence, liaison.pins, found.person, found.item, liaison.clock())
    approved = entrusted.approved
    verify_own_roster_entry(approved.submitted.case, liaison.identity)
    await liaison.remember(approved.pins)
    hand = LiaisonHand(liaison, found.case, found.person)
    key = verify_entrusted_grant(entrusted, evidence, hand.team_keys(approved.submitted.case))
    contents = await open_contents(liaison.transport, key, approved.released, approved.manifest)
    return Opened(approved, contents)


async def handed_over(liaison: Person, found: ToDeliver, manner: str) -> None:
    """Sign that it was handed over `read-aloud`, `played` or `printed`; nothing opens it then."""
    await deliver(liaison, found.case, found.item, found.person, manner)

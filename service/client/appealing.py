"""What an author does about an item that was withheld: ask that somebody else look again.

Owns the signed appeal. Refuses to appeal against what is not the word of a reader of the case.
"""

from service.client.errors import NotPossible
from service.client.hands import Hand, OwnHand
from service.client.person import Person
from service.sealing.evidence import Evidence
from service.sealing.schemas import Appeal
from service.sealing.statements import sign
from service.sealing.verify_case import verify_case
from service.sealing.verify_item import verify_submitted
from service.sealing.verify_release import verify_withheld


async def appeal(author: Person | Hand, item_id: str) -> None:
    """Ask that somebody else look again at what was withheld; once for each item.

    Raises NotPossible `not-the-author`, SealingError, and Refusal `conflict` for what is not
    withheld or was appealed before.
    """
    hand = OwnHand(author) if isinstance(author, Person) else author
    device = hand.device
    await hand.case_in_force()
    evidence = Evidence.from_wire(await device.transport.get(f"/items/{item_id}/evidence"))
    submitted = verify_submitted(verify_case(evidence, device.pins), evidence, item_id)
    manifest = submitted.manifest
    if manifest.author != hand.author:
        raise NotPossible("not-the-author", "This is not the item of whoever appeals.")
    withheld = verify_withheld(submitted, evidence.decisions)
    body = Appeal(
        case=manifest.case,
        item=manifest.item,
        manifest=submitted.manifest_digest,
        decision=withheld.digest,
        at=device.clock(),
    )
    signed = sign(body, device.keys.sign_seed)
    await device.transport.post(
        f"/items/{item_id}/appeal", {"appeal": signed.to_wire()}, repeat=True
    )

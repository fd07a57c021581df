"""What an author does to take an item back.

Owns the signed recall. Refuses to learn whether the item had been opened: nobody tells.
"""

from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.evidence import Evidence
from service.sealing.schemas import Manifest, Recall
from service.sealing.statements import open_statement, sign


async def recall(author: Person, item_id: str) -> None:
    """Take back what was submitted last of this item.

    Raises NotPossible `not-submitted` for a draft, which is nobody's but the author's anyway.
    """
    evidence = Evidence.from_wire(await author.transport.get(f"/items/{item_id}/evidence"))
    if evidence.manifest is None:
        raise NotPossible("not-submitted", "The item has not been submitted.")
    manifest = open_statement(evidence.manifest, Manifest)
    recalled = sign(
        Recall(
            case=manifest.case,
            item=item_id,
            manifest=evidence.manifest.digest,
            at=author.clock(),
        ),
        author.keys.sign_seed,
    )
    await author.transport.post(
        f"/items/{item_id}/recall", {"recall": recalled.to_wire()}, repeat=True
    )

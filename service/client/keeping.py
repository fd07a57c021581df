"""What becomes of an item that was opened: its recipient keeps it, has it held, or gives it back.

Owns that signed word, one's own or said before a reader. Refuses to look at the item for it.
"""

from typing import Literal

from service.client.attesting import attestation
from service.client.errors import NotPossible
from service.client.items import Item
from service.client.person import Person
from service.sealing.evidence import Evidence
from service.sealing.schemas import Keeping, Manifest
from service.sealing.statements import Statement, open_statement, sign

Wish = Literal["keep", "hold", "return"]


async def keep(recipient: Person, item_id: str, wish: Wish) -> None:
    """Say what is to become of one's opened item; `keep` asks for what is held back, too.

    Raises Refusal `conflict` for what was not opened, was given back, or is so already.
    """
    evidence = await _evidence(recipient, item_id)
    keeping = _signed(recipient, recipient.id, item_id, wish, evidence)
    await recipient.transport.post(
        f"/items/{item_id}/keeping", {"keeping": keeping.to_wire()}, repeat=True
    )


async def keep_for(reader: Person, person: str, item_id: str, wish: Wish, *, manner: str) -> None:
    """Take down what somebody without keys says of it, `in-person`, by `phone` or on `paper`.

    Whoever takes it counts as author-side from then on; otherwise as `keep`.
    """
    evidence = await _evidence(reader, item_id)
    keeping = _signed(reader, person, item_id, wish, evidence)
    body = open_statement(keeping, Keeping)
    attested = attestation(
        reader,
        body.case,
        person,
        "keeping",
        manner=manner,
        at=body.at,
        subject=evidence.manifest.digest if evidence.manifest else b"",
    )
    await reader.transport.post(
        f"/items/{item_id}/spoken-keeping",
        {"keeping": keeping.to_wire(), "attestation": attested.to_wire()},
        repeat=True,
    )


async def held(recipient: Person) -> list[Item]:
    """Return what the service holds for this person, newest first."""
    rows = recipient.transport.rows("/items", held="true")
    return [Item.from_wire(row) async for row in rows]


def _signed(signer: Person, person: str, item_id: str, wish: Wish, evidence: Evidence) -> Statement:
    if evidence.manifest is None:
        raise NotPossible("not-submitted", "The item has not been submitted.")
    made = Keeping(
        case=open_statement(evidence.manifest, Manifest).case,
        item=item_id,
        person=person,
        wish=wish,
        previous=evidence.keepings[-1].digest if evidence.keepings else b"",
        at=signer.clock(),
    )
    return sign(made, signer.keys.sign_seed)


async def _evidence(person: Person, item_id: str) -> Evidence:
    return Evidence.from_wire(await person.transport.get(f"/items/{item_id}/evidence"))

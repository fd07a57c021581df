"""What a reader does to destroy one container of an item: keys, then bytes; the statement stays."""

from service.client.person import Person
from service.sealing.schemas import Destruction
from service.sealing.statements import sign


async def destroy(reader: Person, case: str, item: str, rendition: str, reason: str) -> None:
    """Destroy a container, for a reason code; again goes on where it broke off."""
    statement = sign(
        Destruction(case=case, item=item, rendition=rendition, reason=reason, at=reader.clock()),
        reader.keys.sign_seed,
    )
    await reader.transport.post(
        f"/items/{item}/destructions", {"destruction": statement.to_wire()}, repeat=True
    )

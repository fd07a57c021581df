"""What an author's side sent, opened again by their own device from the sealed original alone.

Owns going through the note that an upload goes on with, which is the author's side's alone to
open. Refuses the checks of a manifest: they are for whoever did not seal it themselves.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.client.contents import Contents, open_contents
from service.client.hands import Hand
from service.client.items import item as look
from service.sealing.container import DigestTable
from service.sealing.encoding import unb64
from service.sealing.schemas import ContainerRef, Manifest


@asynccontextmanager
async def opened_original(hand: Hand, item: str) -> AsyncIterator[Contents]:
    """Give the plaintext of an item's newest original, every byte against its digest table."""
    found, case = await look(hand.device, item), await hand.case_in_force()
    rendition = str(found.rendition)
    transport = hand.device.transport
    kept = await transport.get(f"/renditions/{rendition}")
    key, _, _ = hand.open_resume(case, unb64(kept["resume"]), item, rendition)
    table = DigestTable.from_bytes(await transport.get_bytes(f"/renditions/{rendition}/table"))
    ref = ContainerRef(rendition, table.digest, table.padded)
    said = Manifest(
        case=found.case,
        item=item,
        author=hand.author,
        case_statement=bytes(32),
        version=found.version,
        kind=found.kind,
        language=found.language,
        capacity=hand.capacity,
        recipients=found.recipients,
        containers=(ref,),
        in_reply_to="",
        relates_to="",
        created=1,
    )
    async with await open_contents(transport, key, ref, said) as contents:
        yield contents

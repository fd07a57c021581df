"""A letter on its way to somebody in custody without an account, whose liaisons hand it over.

Owns each step by the one whose act it is, in the case of `prisons.py`: the person harmed writes.
"""

from service.client import assisting, entrusting, sending
from service.client.choosing import choose
from service.client.consenting import Spoken
from service.client.person import Person
from service.sealing.encoding import new_id
from service.sealing.schemas import Delivery
from service.sealing.statements import sign
from tests.factories.acts import LETTER, approved_by
from tests.factories.answers import said
from tests.factories.prisons import Custody

WINDOW = 600


async def wanted_there(there: Custody) -> None:
    """A liaison takes down that they want to hear of what arrives."""
    spoken = Spoken(there.world.case, there.author, "in-person")
    await choose(there.first.liaisons[0], "tell-me", spoken=spoken)


async def offered_there(there: Custody, text: bytes = LETTER) -> str:
    """A letter that they are to be told of."""
    await wanted_there(there)
    item = (await sending.send_letter(there.world.harmed, text)).item
    await approved_by(there.world.asha, item)
    await there.service.serve_outbox()
    return item


async def accepted_there(there: Custody, item: str, *, window_s: int = WINDOW) -> None:
    """They accept it at the telephone of a reader, to be read to."""
    await assisting.accept_for(
        there.world.ben, there.author, item, "with-facilitator", manner="phone", window_s=window_s
    )
    await there.service.serve_outbox()


async def released_there(there: Custody, *, window_s: int = WINDOW) -> str:
    """A letter that a reader could hand over now."""
    item = await offered_there(there)
    await accepted_there(there, item, window_s=window_s)
    return item


async def entrusted_there(there: Custody, *, window_s: int = WINDOW) -> str:
    """A letter that Ben has entrusted to the first prison's liaisons."""
    item = await released_there(there, window_s=window_s)
    await entrusting.entrust(there.world.ben, there.author, item)
    return item


async def read_there(liaison: Person, item: str) -> bytes:
    """What a liaison's device shows after all of its checks."""
    found = await entrusting.waiting(liaison, item)
    async with await entrusting.open_entrusted(liaison, found) as opened:
        return await opened.contents.to_bytes()


async def finds_nothing(there: Custody, liaison: Person, item: str) -> None:
    """Hold that a liaison is answered about this item as about none at all."""
    rendition = await there.service.value("SELECT id FROM rendition WHERE item_id = $1", item)
    body = Delivery(there.world.case, item, there.author, "read-aloud", there.service.clock.now())
    signed = {"delivery": sign(body, liaison.keys.sign_seed).to_wire()}
    assert item not in {one.item for one in await entrusting.to_deliver(liaison)}
    async with there.service.http(liaison.transport._token) as http:
        nothing = said(await http.post(f"/items/{new_id()}/collecting"))
        assert said(await http.post(f"/items/{item}/collecting")) == nothing
        assert said(await http.post(f"/items/{item}/deliveries", json=signed)) == nothing
        assert said(await http.get(f"/renditions/{rendition}/table")) == nothing

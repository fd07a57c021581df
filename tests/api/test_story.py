"""A letter goes from one person, through review, to the other, by every route on the way."""

from service.client import receiving, reviewing
from service.client.items import item, items
from tests.factories.acts import LETTER, approved_by, opened_text, sent_letter
from tests.factories.in_process import InProcess
from tests.factories.world import World


class TestALetter:
    async def test_reaches_its_recipient_byte_for_byte(
        self, service: InProcess, world: World
    ) -> None:
        sent = await sent_letter(world)
        assert [one.id for one in await reviewing.queue(world.asha)] == [sent]
        await approved_by(world.asha, sent)
        assert await reviewing.queue(world.asha) == []
        await service.serve_outbox()
        assert [one.status for one in await receiving.incoming(world.harmed)] == ["arrived"]
        await receiving.accept(world.harmed, sent, "read")
        await service.serve_outbox()
        assert (await item(world.harmed, sent)).status == "ready"
        assert await opened_text(world.harmed, sent) == LETTER
        assert (await item(world.harmed, sent)).status == "opened"
        assert [one.status for one in await items(world.responsible)] == ["with_facilitator"]

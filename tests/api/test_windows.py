"""When somebody chose to receive something: not a second sooner, by itself, and again."""

from pathlib import Path

import pytest

from service.client import receiving
from service.client.errors import Refusal
from service.client.items import item as look
from service.sealing.schemas import Acceptance
from tests.factories.acts import LETTER, offered_letter, opened_text
from tests.factories.answers import blockers_shown
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import World

SOON = 600


class TestAWindow:
    async def test_that_passed_is_followed_by_another(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await offered_letter(service, world)
        other = await offered_letter(service, world)
        for one in (item, other):
            await receiving.accept(world.harmed, one, "read", window_s=60)
        await service.serve_outbox()
        await opened_text(world.harmed, other)
        assert (await look(world.harmed, item)).status == "ready"
        with pytest.raises(Refusal, match="changed"):
            await receiving.accept(world.harmed, item, "read", window_s=120)
        service.clock.turn(61)
        assert "after-window" in [one for one, _, _ in await blockers_shown(world.asha, item)]
        for one in (item, other):
            await receiving.accept(world.harmed, one, "read", window_s=60)
        # What was read already is read again at once; what was not is released again.
        assert (await look(world.harmed, item)).status == "accepted"
        assert await opened_text(world.harmed, other) == LETTER
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == LETTER
        accepted = await service.rows(
            "SELECT sequence FROM statement WHERE item_id = $1 AND type = $2 ORDER BY sequence",
            item,
            Acceptance.TYPE,
        )
        assert [row["sequence"] for row in accepted] == [1, 2]
        await export_holds(world, world.asha, tmp_path)

    async def test_that_passed_before_the_release_is_looked_at_no_more(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "read", window_s=10)
        service.clock.turn(11)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "accepted"
        open_rows = "SELECT count(*) FROM outbox WHERE done IS NULL AND task = 'release'"
        assert await service.value(open_rows) == 0
        await receiving.accept(world.harmed, item, "read", window_s=60)
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == LETTER

    async def test_opens_by_itself_and_not_a_second_sooner(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        opens = service.clock.now() + SOON
        await receiving.accept(world.harmed, item, "read", from_=opens)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "accepted"
        due = "SELECT due FROM outbox WHERE done IS NULL AND task = 'release'"
        assert await service.value(due) == opens
        service.clock.turn(SOON - 1)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "accepted"
        service.clock.turn(1)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "ready"
        assert await opened_text(world.harmed, item) == LETTER

"""Two released letters between the same people; one will be attacked where it is stored.

Owns what the recipient's own, unchanged client must show of each. Refuses attacks.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest

from service.sealing.errors import Fault, SealingError
from service.sealing.statements import Statement
from tests.attacks.standing_in import StandIn
from tests.factories.acts import LETTER, opened_text
from tests.factories.in_process import InProcess
from tests.factories.vandal import Vandal
from tests.factories.world import World

SPARED = b"The other letter of the same two people."


@dataclass
class Scene:
    """Two released letters between the same people; one will be attacked, the other spared."""

    service: InProcess
    world: World
    vandal: Vandal
    server: StandIn
    attacked: str
    spared: str

    async def check(self, fault: Fault) -> None:
        """Nothing of the attacked letter is shown, for this reason; the spared one opens."""
        await self.shows_nothing(fault)
        assert await opened_text(self.world.harmed, self.spared) == SPARED

    async def shows_nothing(self, fault: Fault) -> None:
        """The recipient's device shows nothing and says why, however often it is asked."""
        for _ in range(2):
            with pytest.raises(SealingError) as refused:
                await opened_text(self.world.harmed, self.attacked)
            assert refused.value.code == fault

    def showing(self, *decisions: Statement) -> AbstractContextManager[None]:
        """Show these as the attacked letter's decisions, whatever the service would pick."""
        shown = [one.to_wire() for one in decisions]
        return self.server.saying(
            f"/items/{self.attacked}/evidence", lambda papers: {**papers, "decisions": shown}
        )

    async def opens(self) -> None:
        assert await opened_text(self.world.harmed, self.attacked) == LETTER

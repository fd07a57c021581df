"""Telling a story step by step, looking at everything after each, and saying what came of it.

Owns the steps, the views after them, and the result that `./gobetween test stories --json` prints:
it goes with the test's report, so it is what the test did. A claim is held only when the story was
told to its end, somebody looked, nothing broke it, and a leak planted in the last view would have.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import pytest

from service.client.person import Person
from tests.factories.in_process import InProcess
from tests.stories.claims import Claim, Look, unnoticed
from tests.stories.views import View, whole_view

PROPERTY: Final = "story"
HARMED, RESPONSIBLE = "the person harmed", "the person responsible"
STAFF, SERVICE = "staff", "the service"


@dataclass
class Telling:
    """One story on its way.

    `sides` are the devices whose views are taken, by whose they are; `heard` the ids that one of
    them was told by somebody, outside of the service.
    """

    story: str
    service: InProcess
    sides: dict[str, Person]
    claims: Sequence[Claim]
    heard: dict[str, set[str]] = field(default_factory=dict)
    breaches: dict[str, list[str]] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    finished: bool = False

    @asynccontextmanager
    async def step(self, words: str, by: str) -> AsyncIterator[None]:
        """Let something happen, whose act it is being said, and look at everything afterwards."""
        yield
        for who, device in self.sides.items():
            before = self.looks.get(who)
            view = await whole_view(self.service, device, self.heard.get(who, set()))
            look = Look(who, by, view, before.view if before else None)
            self.looks[who] = look
            for claim in self.claims:
                if who in claim.who:
                    self._broke(claim, [f"{words}: {one}" for one in claim.broken(look)])

    async def later(self, seconds: int) -> None:
        """Turn the clock. Sessions outlast it, so that nobody has to sign in for the next step."""
        self.service.clock.turn(seconds)
        now = self.service.clock.now()
        awake = "UPDATE session SET last_seen = $1, expires = $2"
        await self.service.rows(awake, now, now + 3600)

    def view(self, who: str) -> View:
        """Return the newest view of one side."""
        return self.looks[who].view

    def finish(self) -> None:
        """Hold of every claim that it was looked at, and could have failed."""
        for claim in self.claims:
            if not set(claim.who) <= self.looks.keys():
                self._broke(claim, ["nobody looked"])
            for who in claim.who:
                if who in self.looks:
                    self._broke(claim, unnoticed(claim, self.looks[who]))
        self.finished = True

    def result(self) -> dict[str, object]:
        """Return what the story's line in the result says, but for whether its test passed."""
        never = [
            {"claim": claim.says, "held": self.finished and claim.says not in self.breaches}
            for claim in self.claims
        ]
        return {"story": self.story, "never": never}

    def _broke(self, claim: Claim, how: list[str]) -> None:
        if how:
            self.breaches.setdefault(claim.says, []).extend(how)


@asynccontextmanager
async def telling(
    request: pytest.FixtureRequest,
    story: str,
    service: InProcess,
    sides: dict[str, Person],
    claims: Sequence[Claim],
) -> AsyncIterator[Telling]:
    """Tell a story; fails at its end where a claim was broken, having looked at all of them."""
    told = Telling(story, service, sides, claims)
    try:
        yield told
        told.finish()
    finally:
        request.node.user_properties.append((PROPERTY, json.dumps(told.result())))
    assert not told.breaches, json.dumps(told.breaches, indent=1, ensure_ascii=False)

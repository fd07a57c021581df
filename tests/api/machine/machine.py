"""The state machine: who does what next, in which of the twins, and whether the connection breaks.

Owns the choosing. Staff, authors, time and the worker do the same in both; what the person harmed
does with what they were sent, they do in one, in the other or in both. After every step both are
held to the facts.
"""

from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from service.client.practising import Entry
from service.client.receiving import Medium
from service.embedded import LocalStack
from tests.api.machine.cutting import CUTS, Cut, Power
from tests.api.machine.facts import DAY, MORNING
from tests.api.machine.play import Play
from tests.api.machine.scene import Twin, make_twins
from tests.api.machine.sides import HARMED, RESPONSIBLE, Side
from tests.factories.copies import Original, Scene, Turning, scene_in, turning
from tests.factories.in_process import InProcess
from tests.factories.world import World

STEPS: Final = 8
SOON: Final = 600
WHERE: Final = st.sampled_from([(0,), (1,), (0, 1)])
WHO: Final = st.sampled_from([HARMED, RESPONSIBLE])
CUT: Final = st.sampled_from(CUTS)
NUMBER: Final = st.integers(0, 5)
YES: Final = st.booleans()
UNTIL: Final = st.sampled_from([60, SOON, 2 * DAY, 300 * DAY])
MEDIA: Final = st.sampled_from(["any", "letter", "recording"])
HOW: Final = st.tuples(
    st.sampled_from([0, 0, 60, SOON]),
    st.sampled_from([60, SOON, 7 * DAY]),
    st.sampled_from(["read", "read", "listen", "on-paper"]),
)
# Of whom, what, for how long, of which round: made an entry once it is known who they are.
RECORDS: Final = st.sampled_from(
    [
        *(("risk", one) for one in ("acceptable", "not-acceptable")),
        *(("restriction", one) for one in ("blocks", "permits", "lifted")),
        *(("clearance", one) for one in ("needed", "given", "not-needed")),
        *(("custody", one) for one in ("in-custody", "community")),
        *(("readiness", one) for one in ("ready", "not-ready")),
        ("plan", "agreed"),
        *(("age", one) for one in ("young", "child", "adult")),
        # What bars by one word alone comes up as often as what has several.
        *(("proceedings", one) for one in ("live", "live", "live", "cleared")),
        *(("employment", one) for one in ("employed", "employed", "employed", "not-employed")),
    ]
)
_HOLDS_UNTIL: Final = {"acceptable", "blocks", "permits", "given", "young", "child"}
_OF_THE_CASE: Final = {"risk", "proceedings", "plan"}


@dataclass(frozen=True)
class Table:
    """The scene, and the app that is turned from copy to copy of it."""

    loop: AbstractEventLoop
    turn: Turning
    scene: Scene[tuple[World, list[Twin]]]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Play]:
        """Give both twins as they were made."""
        async with self.turn.to(self.scene.tenancy, self.scene.at) as service:
            power = Power(service)
            with power.watched():
                yield Play.of(service, power, self.scene.made)


@asynccontextmanager
async def table(
    stack: LocalStack, original: Original, loop: AbstractEventLoop
) -> AsyncIterator[Table]:
    """Make the scene, and keep the app until left."""

    async def make(service: InProcess, world: World) -> tuple[World, list[Twin]]:
        return await make_twins(service, world)

    scene = await scene_in(stack, original, "machine", make)
    async with turning(stack, original) as turn:
        yield Table(loop, turn, scene)
    await stack.drop_tenancy("machine")


class Machine(RuleBasedStateMachine):
    """One example; `at` is where it is played."""

    at: ClassVar[Table]

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._left = AsyncExitStack()
        self._touched = self._written = False
        self._play: Play = self._do(self._left.enter_async_context(self.at.begin()))

    @initialize(number=st.sampled_from(range(50)))
    def is_looked_at(self, number: int) -> None:
        """How much is looked at in the end: drawn, so that what was found is found again."""
        self._number = number

    def _do(self, act: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever is awaited
        return self.at.loop.run_until_complete(act)

    def _step(self, *acts: Coroutine[Any, Any, None], by: str = "") -> None:
        """Let this be done, `by` an author where their answers are compared; and look."""

        async def whole() -> None:
            with self._play.answered_alike(by) if by else nullcontext():
                for one in acts:
                    await one
            await self._look()

        self._play.service.clock.turn(1)
        self._touched = not by
        try:
            self._do(whole())
        finally:
            for one in acts:
                one.close()

    async def _look(self) -> None:
        """After every step: the states, a try at one opening, and what the authors are told.

        The latter where a recipient did something, the worker, or time.
        """
        play = self._play
        play.steps += 1
        await play.hold_states()
        if self._touched:
            await play.look_at_one_letter()
        side = play.sides[play.steps % 2]
        for who in (HARMED, RESPONSIBLE):
            await play.try_what_changed(side, side.to(who, 0))

    def _here(self, where: tuple[int, ...]) -> list[Side]:
        return [self._play.sides[one] for one in where]

    @property
    def _both(self) -> list[Side]:
        return self._play.sides

    def teardown(self) -> None:
        """In the end: every opening, the trails, all an author sees, and that nothing rests."""
        try:
            self._do(self._end())
        finally:
            self._do(self._left.aclose())

    async def _end(self) -> None:
        play = self._play
        for side in play.sides:
            for letter in side.facts.letters:
                await play.try_what_changed(side, letter)
        await play.look_as_authors()
        await play.hold_trails()
        # Not in every example: half of their time would go by, with a hundred routes each.
        if self._number % 25 == 0:
            await play.look_at_everything()
        if self._number % 2 == 0:
            await play.hold_nothing_rests()
        await play.hold_states()

    # What the person harmed does with what was sent to them: in one twin, the other, or both.

    @rule(where=WHERE, number=NUMBER, how=HOW, cut=CUT)
    def accepts(
        self, where: tuple[int, ...], number: int, how: tuple[int, int, Medium], cut: Cut
    ) -> None:
        self._step(
            *(one.accepts(HARMED, one.to(HARMED, number), how, cut) for one in self._here(where))
        )

    @rule(where=WHERE, number=NUMBER, cut=CUT)
    def declines(self, where: tuple[int, ...], number: int, cut: Cut) -> None:
        self._step(
            *(one.declines(HARMED, one.to(HARMED, number), cut) for one in self._here(where))
        )

    @rule(where=WHERE, number=NUMBER, cut=CUT)
    def asks_for(self, where: tuple[int, ...], number: int, cut: Cut) -> None:
        self._step(
            *(one.asks_for(HARMED, one.to(HARMED, number), cut) for one in self._here(where))
        )

    @rule(where=WHERE, number=NUMBER, cut=CUT)
    def opens(self, where: tuple[int, ...], number: int, cut: Cut) -> None:
        self._step(*(one.opens(HARMED, one.to(HARMED, number), cut) for one in self._here(where)))

    @rule(where=WHERE, cut=CUT)
    def asks(self, where: tuple[int, ...], cut: Cut) -> None:
        self._step(*(one.asks(HARMED, cut) for one in self._here(where)))

    @rule(
        where=WHERE,
        standing=st.sampled_from(["tell-me", "only-if-asked", "never"]),
        tell=st.sampled_from(["nothing", "accepted", "opened"]),
        cut=CUT,
    )
    def chooses(self, where: tuple[int, ...], standing: str, tell: str, cut: Cut) -> None:
        self._step(*(one.chooses(HARMED, standing, tell, cut) for one in self._here(where)))

    @rule(where=WHERE, purpose=st.sampled_from(["take-part", "receive"]), yes=YES, cut=CUT)
    def agrees_to_receive(
        self,
        where: tuple[int, ...],
        purpose: str,
        yes: bool,  # noqa: FBT001 - drawn
        cut: Cut,
    ) -> None:
        what = (purpose, "any")
        self._step(*(one.consents(HARMED, what, yes=yes, cut=cut) for one in self._here(where)))

    @rule(where=WHERE, pause=YES, cut=CUT)
    def recipient_pauses(self, where: tuple[int, ...], pause: bool, cut: Cut) -> None:  # noqa: FBT001
        self._step(*(one.pauses(HARMED, pause=pause, cut=cut) for one in self._here(where)))

    # What everybody else does, in both alike; what the author is answered is compared.

    @rule(
        purpose=st.sampled_from(["take-part", "send", "send", "receive"]),
        medium=MEDIA,
        yes=YES,
        cut=CUT,
    )
    def author_agrees(self, purpose: str, medium: str, yes: bool, cut: Cut) -> None:  # noqa: FBT001
        what = (purpose, medium)
        self._step(
            *(one.consents(RESPONSIBLE, what, yes=yes, cut=cut) for one in self._both),
            by=RESPONSIBLE,
        )

    @rule(yes=YES, cut=CUT)
    def author_acknowledges(self, yes: bool, cut: Cut) -> None:  # noqa: FBT001
        self._step(*(one.acknowledges(yes=yes, cut=cut) for one in self._both), by=RESPONSIBLE)

    @rule(pause=YES, cut=CUT)
    def author_pauses(self, pause: bool, cut: Cut) -> None:  # noqa: FBT001
        self._step(
            *(one.pauses(RESPONSIBLE, pause=pause, cut=cut) for one in self._both), by=RESPONSIBLE
        )

    @rule(number=NUMBER, cut=CUT)
    def author_recalls(self, number: int, cut: Cut) -> None:
        self._step(
            *(one.recalls(one.to(HARMED, number), cut) for one in self._both), by=RESPONSIBLE
        )

    @precondition(lambda self: not self._written)
    @rule(cut=CUT)
    def author_sends(self, cut: Cut) -> None:
        self._written = True
        self._step(*(one.sends(RESPONSIBLE, cut) for one in self._both), by=RESPONSIBLE)

    @rule(how=HOW, cut=CUT)
    def responsible_accepts(self, how: tuple[int, int, Medium], cut: Cut) -> None:
        who = RESPONSIBLE
        self._step(*(one.accepts(who, one.to(who, 0), how, cut) for one in self._both))

    @rule(cut=CUT)
    def responsible_opens(self, cut: Cut) -> None:
        who = RESPONSIBLE
        self._step(*(one.opens(who, one.to(who, 0), cut) for one in self._both))

    @rule(what=RECORDS, who=WHO, until=UNTIL, number=st.integers(1, 3), served=YES, cut=CUT)
    def staff_record(
        self,
        what: tuple[str, str],
        who: str,
        until: int,
        number: int,
        served: bool,  # noqa: FBT001 - drawn
        cut: Cut,
    ) -> None:
        self._step(*(one.records(_entry(one, what, who, until, number), cut) for one in self._both))
        # What a word lets through, or keeps back, shows once the worker has looked again.
        if served:
            self._step(self._play.serve(cut))

    @rule(number=st.one_of(st.none(), NUMBER), lift=YES, cut=CUT)
    def staff_suspend(self, number: int | None, lift: bool, cut: Cut) -> None:  # noqa: FBT001
        self._step(
            *(
                one.suspends(None if number is None else one.to(HARMED, number), lift=lift, cut=cut)
                for one in self._both
            )
        )

    @rule(number=NUMBER)
    def staff_approve(self, number: int) -> None:
        if self._both[0].to(HARMED, number).state == "sent":
            self._step(*(one.approves(one.to(HARMED, number)) for one in self._both))

    @rule(close=YES)
    def staff_close(self, close: bool) -> None:  # noqa: FBT001
        self._step(*(one.steps(close=close) for one in self._both))

    @rule(cut=CUT)
    def worker_serves(self, cut: Cut) -> None:
        self._step(self._play.serve(cut))

    @rule(seconds=st.sampled_from([30, 60, SOON, DAY, 8 * DAY, 0]), cut=CUT)
    def time_passes(self, seconds: int, cut: Cut) -> None:
        clock = self._play.service.clock
        # Nothing said: until the morning, when what an author may know is looked at anew.
        clock.turn(seconds or DAY - (clock.now() - MORNING) % DAY)
        self._step(self._play.serve(cut))


def _entry(side: Side, what: tuple[str, str], who: str, until: int, number: int) -> Entry:
    kind, status = what
    person = "" if kind in _OF_THE_CASE else side.person(who)
    return Entry(
        kind,
        status,
        person=person,
        subject=person if kind == "restriction" else "",
        round=number if kind in {"readiness", "plan"} else 0,
        media=(("recording",) if number == 1 else ("letter", "recording"))
        if kind == "plan"
        else (),
        until=side.now + until if status in _HOLDS_UNTIL else 0,
    )


def play(at: Table, examples: int, *, number: int | None = None, shrunk: bool = True) -> None:
    """Play so many examples; raises what broke the first of them.

    The same ones each time for the same `number`; without one, others each time.
    """

    class Here(Machine):
        pass

    Here.at = at
    if number is not None:
        seed(number)(Here)
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if shrunk else [Phase.generate],
            suppress_health_check=list(HealthCheck),
            print_blob=False,
            report_multiple_bugs=False,
        ),
    )

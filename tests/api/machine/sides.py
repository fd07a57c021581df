"""One of the twin cases in one example: what its people do in it, and what is then true of it.

Owns each act, done by the real client on the device of whoever's it is, and the fact that it leaves
behind once the service acknowledged it. What the product promises of an act is held here and now:
that it is taken, or that it is refused. Refuses to know what the other case does.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Final

from service.client import choosing, consenting, recalling
from service.client.errors import NotPossible, Refusal
from service.client.person import Person
from service.client.practising import Entry
from service.client.receiving import Medium
from service.client.sending import send_letter
from service.sealing.errors import SealingError
from service.sealing.schemas import Acceptance, Body, Choice, Opening, Pause, Record, Suspension
from service.sealing.schemas import Refusal as SignedRefusal
from service.sealing.statements import Statement, sign
from tests.api.machine.cutting import Cut, Wire
from tests.api.machine.facts import Facts, Letter, Until
from tests.factories.acts import LETTER, approved_by, opened_text
from tests.factories.in_process import InProcess

HARMED: Final = "harmed"
RESPONSIBLE: Final = "responsible"
TEAM: Final = "asha"
_REFUSED: Final = (Refusal, NotPossible, SealingError)
_PLACES: Final = {
    name: f"/cases/{{case}}/{name}s" for name in ("choice", "pause", "suspension", "record")
}


@dataclass
class Side:
    """A case, the devices of those who act in it, and what was acknowledged to them.

    `last` are the newest words, by their type and what they are about; `decisions` the approvals of
    each letter. `counted` are the entries that its trail must have beyond those of the beginning.
    """

    service: InProcess
    case: str
    facts: Facts
    devices: dict[str, Person]
    wires: dict[str, Wire]
    last: dict[tuple[str, str], bytes]
    decisions: dict[str, tuple[bytes, ...]]
    counted: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def now(self) -> int:
        return self.service.clock.now()

    def person(self, who: str) -> str:
        """Return the id of the one on this side of the case."""
        return {HARMED: self.facts.harmed, RESPONSIBLE: self.facts.responsible}[who]

    def to(self, who: str, number: int) -> Letter:
        """Return one of the letters to somebody; counted round."""
        found = [one for one in self.facts.letters if one.recipient == self.person(who)]
        return found[number % len(found)]

    async def _taken(self, who: str, act: Callable[[], Awaitable[object]], cut: Cut = "") -> bool:
        """Let somebody do something; tell whether it was acknowledged."""
        self.wires[who].cut = cut
        try:
            await act()
        except _REFUSED:
            return False
        finally:
            self.wires[who].cut = ""
        return True

    async def _acts(
        self,
        who: str,
        act: Callable[[], Awaitable[object]],
        cut: Cut,
        *,
        taken: bool = True,
        event: str = "",
    ) -> bool:
        """As `_taken`, held to what is expected; counts the entry that the act leaves."""
        found = await self._taken(who, act, cut)
        assert found is taken, f"{event or act} by {who} was {'taken' if found else 'refused'}"
        self.counted[event] += found and bool(event)
        return found

    def _last(self, kind: str, about: str) -> bytes:
        """Return what the next word about the same has to name: the last, or nothing."""
        return self.last.get((kind, about), b"")

    async def _says(
        self,
        who: str,
        word: tuple[str, Body, str],
        cut: Cut,
        *,
        taken: bool = True,
        event: str = "",
    ) -> bool:
        """Sign a word about something and send it, as `_acts`; remember it once acknowledged.

        Without the look that a device takes before: what it would find is known here.
        """
        name, body, about = word
        device = self.devices[who]
        signed = sign(body, device.keys.sign_seed)
        path = f"{_PLACES.get(name, '/items/{item}/' + name)}".format(case=self.case, item=about)
        act = lambda: device.transport.post(path, {name: signed.to_wire()}, repeat=True)  # noqa: E731
        found = await self._acts(who, act, cut, taken=taken, event=event)
        if found:
            self.last[body.TYPE, about] = signed.digest
        return found

    async def consents(self, who: str, what: tuple[str, str], *, yes: bool, cut: Cut) -> None:
        """A yes, or a withdrawal: never refused, whatever else there is."""
        purpose, medium = what
        given, device = "yes" if yes else "withdrawn", self.devices[who]
        await self._acts(
            who,
            lambda: consenting.consent(device, purpose, medium, given=given),
            cut,
            event="person.consented",
        )
        self.facts.agreed.append((device.id, purpose, medium, yes, self.now))

    async def acknowledges(self, *, yes: bool, cut: Cut) -> None:
        given, device = "yes" if yes else "withdrawn", self.devices[RESPONSIBLE]
        act = lambda: consenting.acknowledge(device, given=given)  # noqa: E731
        await self._acts(RESPONSIBLE, act, cut, event="person.acknowledged")
        self.facts.acknowledged = yes

    async def chooses(self, who: str, standing: str, tell: str, cut: Cut) -> None:
        device = self.devices[who]
        body = Choice(
            org=device.org,
            case=self.case,
            person=device.id,
            standing=standing,
            tell_author=tell,
            previous=self._last(Choice.TYPE, device.id),
            at=self.now,
        )
        await self._says(who, ("choice", body, device.id), cut, event="person.chose")
        self.facts.choices[device.id].append((self.now, standing, tell))

    async def pauses(self, who: str, *, pause: bool, cut: Cut) -> None:
        """Pause, or go on; each only after the other."""
        device, paused = self.devices[who], self.facts.paused
        body = Pause(
            org=device.org,
            case=self.case,
            person=device.id,
            paused="yes" if pause else "no",
            previous=self._last(Pause.TYPE, device.id),
            at=self.now,
        )
        new = pause is not (device.id in paused)
        await self._says(who, ("pause", body, device.id), cut, taken=new, event="case.paused")
        (paused.add if pause else paused.discard)(device.id)

    async def sends(self, who: str, cut: Cut) -> None:
        """Write to the other side; what lacks their consent or the plan is not begun."""
        facts, author = self.facts, self.person(who)
        other = self.person(RESPONSIBLE if who == HARMED else HARMED)
        willing = facts.consents(author, "take-part") and facts.consents(author, "send")
        willing = willing and (facts.acknowledged or who == HARMED) and facts.letters_planned
        device, path = self.devices[who], f"/cases/{self.case}/items"
        act = lambda: send_letter(device, LETTER)  # noqa: E731
        sent = await self._acts(who, act, cut, taken=facts.active and willing)
        if not sent:
            return
        self.counted["item.drafted"] += 1
        self.counted["item.submitted"] += 1
        self.counted["item.awaiting-review"] += 1
        letter = Letter(str(self.wires[who].posted[path]["item"]), author, other)
        letter.state = "sent"
        facts.letters.append(letter)

    async def recalls(self, letter: Letter, cut: Cut) -> None:
        """Take a letter back: the same answer however far it has come, and however often."""
        who = HARMED if letter.author == self.facts.harmed else RESPONSIBLE
        device = self.devices[who]
        await self._acts(who, lambda: recalling.recall(device, letter.id), cut)
        self.counted["item.recalled"] += not letter.recalled
        letter.recalled = True

    async def approves(self, letter: Letter) -> None:
        """A facilitator claims it, reads all of it and approves."""
        device, until = self.devices[TEAM], self.facts.rests_until(letter, self.now)
        can = letter.state == "sent" and not letter.recalled and until >= self.now
        # One reader reads for this case, and gives no key away where a child takes two.
        can = can and not self.facts.minors
        if await self._acts(TEAM, lambda: approved_by(device, letter.id), "", taken=can):
            self.counted["item.decided"] += 1
            self.counted["item.approved"] += 1
            letter.state, letter.approved_until = "approved", until
            wire = self.wires[TEAM].posted[f"/items/{letter.id}/decision"]["decision"]
            self.decisions[letter.id] = (Statement.from_wire(wire).digest,)

    async def suspends(self, letter: Letter | None, *, lift: bool, cut: Cut) -> None:
        """Staff stop the case, or one letter of it, or let it go on."""
        scope, suspended = letter.id if letter else "", self.facts.suspended
        body = Suspension(
            case=self.case,
            item=scope,
            reason="new-risk",
            lifted="yes" if lift else "no",
            previous=self._last(Suspension.TYPE, scope),
            at=self.now,
        )
        await self._says(
            TEAM,
            ("suspension", body, scope),
            cut,
            taken=not lift or scope in suspended,
            event="item.suspended" if letter else "case.suspended",
        )
        (suspended.discard if lift else suspended.add)(scope)

    async def steps(self, *, close: bool) -> None:
        """Begin closing, or take that back: what was approved goes on either way."""
        act = "begin-closing" if close else "reopen"
        post = self.devices[TEAM].transport.post
        await self._acts(
            TEAM,
            lambda: post(f"/cases/{self.case}/steps", {"act": act}),
            "",
            taken=self.facts.active is close,
            event="case.closing" if close else "case.reopened",
        )
        self.facts.active = not close

    async def records(self, entry: Entry, cut: Cut) -> None:
        """Staff record something; nobody can record what has run out."""
        body = Record(
            org=self.devices[TEAM].org, case=self.case, previous=b"", at=self.now, **vars(entry)
        )
        about = str(body.about)
        body = replace(body, previous=self._last(Record.TYPE, about))
        await self._says(TEAM, ("record", body, about), cut, event="practice.recorded")
        self._recorded(entry)

    def _recorded(self, entry: Entry) -> None:
        facts, person, status = self.facts, entry.person, entry.status
        if entry.kind == "risk":
            facts.risk = Until(status == "acceptable", entry.until)
        elif entry.kind == "restriction":
            word = Until(status == "permits", entry.until)
            facts.orders[person] = None if status == "lifted" else word
        elif entry.kind == "proceedings":
            facts.proceedings = status == "live"
        elif entry.kind == "clearance":
            facts.clearances[person] = (status, entry.until)
            facts.cleared_here[person] = True
        elif entry.kind == "custody":
            facts.cleared_here[person] = False
            (facts.custody.add if status == "in-custody" else facts.custody.discard)(person)
        elif entry.kind == "readiness":
            word_of = facts.ready.add if status == "ready" else facts.ready.discard
            word_of((person, entry.round))
        elif entry.kind == "plan":
            facts.rounds, facts.media = entry.round, frozenset(entry.media)
        elif entry.kind == "age":
            if status == "adult" and person in facts.minors:
                facts.grown_up[person] = self.now
            (facts.minors.discard if status == "adult" else facts.minors.add)(person)
        else:
            assert entry.kind == "employment"
            employed = facts.employed
            (employed.add if status == "employed" else employed.discard)(person)

    async def accepts(
        self, who: str, letter: Letter, how: tuple[int, int, Medium], cut: Cut
    ) -> None:
        """Choose when and how to receive it; `how` is in how long, for how long, and the way."""
        now = self.now
        wait, lasts, medium = how
        start = now + wait
        body = Acceptance(
            case=self.case,
            item=letter.id,
            person=self.devices[who].id,
            decisions=self.decisions.get(letter.id, ()),
            medium=medium,
            from_=start,
            until=start + lasts,
            accepted=now,
        )
        if await self._says(
            who,
            ("acceptance", body, letter.id),
            cut,
            taken=self.facts.may_be_accepted(letter, now),
            event="item.accepted",
        ):
            letter.window, letter.medium = (start, start + lasts), medium
            letter.accepted.append(now)
            letter.state = "opened" if letter.state == "opened" else "accepted"

    async def declines(self, who: str, letter: Letter, cut: Cut) -> None:
        new = self.facts.may_be_declined(letter)
        body = SignedRefusal(
            case=self.case,
            item=letter.id,
            person=self.devices[who].id,
            decisions=self.decisions.get(letter.id, ()),
            at=self.now,
        )
        taken = new or letter.state == "declined"
        await self._says(who, ("refusal", body, letter.id), cut, taken=taken)
        self.counted["item.declined"] += new
        if new:
            letter.state, letter.window, letter.round = "declined", None, 0

    async def asks_for(self, who: str, letter: Letter, cut: Cut) -> None:
        """Ask for what one refused before."""
        device, stopped = self.devices[who], self.facts.stopped(letter)
        anew = letter.state == "declined" and not stopped
        act = lambda: choosing.ask_for(device, letter.id)  # noqa: E731
        await self._acts(who, act, cut, taken=anew or letter.state == "offered")
        self.counted["item.asked-for"] += anew
        letter.state = "offered" if anew else letter.state

    async def asks(self, who: str, cut: Cut) -> None:
        """Ask whether there is anything."""
        device, facts = self.devices[who], self.facts
        said: list[bool] = []

        async def act() -> None:
            said.append(await choosing.ask(device))

        await self._acts(who, act, cut)
        theirs = [one for one in facts.letters if one.recipient == device.id]
        if facts.standing(device.id) == "never":
            assert said == [False]
            return
        resting = [one for one in theirs if one.state == "approved"]
        for letter in resting:
            if facts.may_be_offered(letter, self.now, asked=True):
                self.counted["item.offered"] += 1
                letter.state = "offered"
            self.goes_back(letter, self.now)
        still = any(one.state == "approved" for one in resting)
        # Whoever got no answer asks again: that they asked stands there twice, and is no decision.
        self.counted["person.asked"] += bool(resting) + (still and cut == "after the commit")
        assert said[-1] is any(one.state == "offered" for one in theirs)

    def goes_back(self, letter: Letter, now: int) -> None:
        """Note that the service, asked to offer a letter, has it read again where that must be."""
        if self.facts.is_to_be_read_again(letter, now):
            self.counted["item.review-again"] += 1
            letter.state = "sent"

    async def opens(self, who: str, letter: Letter, cut: Cut) -> None:
        """Let the device open it: what it shows is every byte, and only when it may."""
        device, may = self.devices[who], self.facts.may_be_opened(letter, self.now)
        shown: list[bytes] = []

        async def act() -> None:
            shown.append(await opened_text(device, letter.id))

        opened = await self._taken(who, act, cut)
        assert shown in ([], [LETTER])
        assert may or not opened, f"opened against {self.facts.in_the_way(letter, self.now)}"
        if letter.state == "released":
            assert opened is may
            if opened:
                self.counted["item.opened"] += 1
                letter.state = "opened"
                letter.opened.append(self.now)

    def opening(self, who: str, letter: Letter) -> dict[str, object] | None:
        """Return what a device would sign to open it now, whatever it checks before."""
        accepted = self._last(Acceptance.TYPE, letter.id)
        if not accepted:
            return None
        device = self.devices[who]
        body = Opening(
            case=self.case,
            item=letter.id,
            person=device.id,
            decisions=self.decisions[letter.id],
            acceptance=accepted,
            opened=self.now,
        )
        return {"opening": sign(body, device.keys.sign_seed).to_wire()}

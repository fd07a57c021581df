"""A case in which either side may have an account or none, so that staff act for them.

Owns who is on it and what each agreed to. Whoever has no account has a team of one liaison, before
whom they consent and choose. Refuses to choose for anybody how they want to hear.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.client.cases import certify_replied, invite_participant, open_case
from service.client.choosing import choose
from service.client.consenting import Spoken, acknowledge, consent
from service.client.hands import Hand, LiaisonHand, OwnHand
from service.client.mandates import mandate
from service.client.person import Person
from service.client.practising import prepared, record
from service.client.signing_in import sign_in
from tests.factories.in_process import InProcess
from tests.factories.prisons import A_YEAR, stated_team
from tests.factories.staff import joined
from tests.factories.world import CARD, LONG, ROUNDS, World, begin, enrolled, without_ties

SIDES = ("harmed", "responsible")


@dataclass(frozen=True)
class Party:
    """One side: who it is, and the device that speaks for them, their own or a liaison's."""

    case: str
    person: str
    device: Person
    own: bool

    @property
    def hand(self) -> Hand:
        """The hand that sends what they say."""
        if self.own:
            return OwnHand(self.device)
        return LiaisonHand(self.device, self.case, self.person)

    @property
    def spoken(self) -> Spoken | None:
        """Before whom their word is said; None where it is signed by themselves."""
        return None if self.own else Spoken(self.case, self.person, "in-person")

    async def chooses(self, standing: str) -> None:
        """Say whether they want to be told."""
        await choose(self.device, standing, spoken=self.spoken)


@dataclass(frozen=True)
class Pairing:
    """An active case of the two; Asha and Ben read for it."""

    service: InProcess
    world: World
    harmed: Party
    responsible: Party


async def paired(
    service: InProcess, world: World, own: Mapping[str, bool], *, language: str = "en"
) -> Pairing:
    """Open a case; `own` says by side who has an account. Everybody agrees in this language."""
    case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
    with_account = {side: await _invited(service, world, case, side) for side in SIDES if own[side]}
    parties = {
        side: with_account[side] if own[side] else await _mandated(service, world, case, side)
        for side in SIDES
    }
    await begin(world.asha, case)
    await without_ties(case, world.ben)
    for side, party in with_account.items():
        device = party.device
        await device.refresh()
        parties[side] = replace(party, device=device)
    for side, party in parties.items():
        await _agrees(party, side, language)
    entries = prepared(
        [one.person for one in parties.values()],
        until=world.asha.clock() + LONG,
        rounds=ROUNDS,
        language=language,
        ready_for=range(1, ROUNDS + 1),
    )
    await record(world.asha, case, *entries)
    here = replace(world, case=case)
    return Pairing(service, here, parties["harmed"], parties["responsible"])


async def _invited(service: InProcess, world: World, case: str, side: str) -> Party:
    invitation = await invite_participant(world.asha, case, side)
    who = await enrolled(service.connect, invitation, service.clock.now)
    await certify_replied(world.asha, case)
    clock = service.clock.now
    person = await sign_in(service.connect(), who.login, who.passphrase, clock=clock)
    return Party(case, person.id, person, own=True)


async def _mandated(service: InProcess, world: World, case: str, side: str) -> Party:
    liaison = await joined(service, world, "liaison")
    team = await stated_team(world, liaison)
    until = service.clock.now() + A_YEAR
    person = await mandate(world.asha, case, side, team=team, until=until)
    return Party(case, person, liaison, own=False)


async def _agrees(party: Party, side: str, language: str) -> None:
    for purpose, medium in (("take-part", "any"), ("send", "any"), ("receive", "any")):
        await consent(party.device, purpose, medium, language=language, spoken=party.spoken)
    if side == "responsible":
        await acknowledge(party.device, language=language, spoken=party.spoken)

"""Where a case asks for two readers, one is not enough, whatever the database says later."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
import pytest_asyncio

from service.client import receiving, reviewing
from service.client.cases import open_case
from service.client.errors import NotPossible, Refusal
from service.client.person import Person
from service.client.sending import send_letter
from service.client.teams import remove_from_team
from service.embedded import LocalStack
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import PersonKeys
from service.sealing.schemas import CaseStatement, Decision
from service.sealing.statements import open_statement, sign
from tests.factories.acts import approved_by, opened_text
from tests.factories.colleagues import colleagues
from tests.factories.copies import Original, Scene, copied, scene_in
from tests.factories.in_process import InProcess
from tests.factories.new_keys import on_new_device, re_enrolled
from tests.factories.vandal import CASE, DECISION, Vandal
from tests.factories.world import CARD, World, both_sides, elsewhere, without_ties

TEXT = b"read by two"


@dataclass
class Specialist:
    """A letter on a case of the special route, read and approved by Asha alone so far."""

    service: InProcess
    world: World
    case: str
    item: str
    harmed: Person
    vandal: Vandal

    def over(self, service: InProcess) -> "Specialist":
        """Give the same people with the same sessions over another app."""
        return replace(
            self,
            service=service,
            world=self.world.over(service.connect, service.clock.now),
            harmed=elsewhere(self.harmed, service.connect(), service.clock.now),
            vandal=Vandal(service),
        )

    async def offered_too_early(self) -> Fault:
        """Say why the recipient's device accepts nothing when the letter is pushed on to it."""
        await self.vandal.force(self.item, "offered")
        with pytest.raises(SealingError) as refused:
            await receiving.accept(self.harmed, self.item, "read")
        await self.vandal.force(self.item, "awaiting_review")
        return refused.value.code

    async def is_read_by_ben_too(self) -> None:
        """Go the way it should: the second reader approves, and the recipient opens."""
        await approved_by(self.world.ben, self.item)
        await self.is_opened()

    async def is_opened(self) -> None:
        """The recipient is offered the letter, accepts and reads it."""
        await self.service.serve_outbox()
        await receiving.accept(self.harmed, self.item, "read")
        await self.service.serve_outbox()
        assert await opened_text(self.harmed, self.item) == TEXT


async def _made(service: InProcess, world: World) -> Specialist:
    (sue,) = await colleagues(service, world, "supervisor")
    readers = [world.ben.id, sue.id]
    case = await open_case(world.asha, readers=readers, card=CARD, route="specialist")
    people = await both_sides(world.asha, case, service.connect, service.clock.now, supervisor=sue)
    await without_ties(case, world.ben, sue)
    item = (await send_letter(people["responsible"], TEXT)).item
    await approved_by(world.asha, item)
    return Specialist(service, world, case, item, people["harmed"], Vandal(service))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def read_once(stack: LocalStack, original: Original) -> Scene[Specialist]:
    """The letter, made once for all that follows."""
    return await scene_in(stack, original, "specialist", _made)


@pytest_asyncio.fixture(loop_scope="session")
async def specialist(
    stack: LocalStack, original: Original, read_once: Scene[Specialist]
) -> AsyncIterator[Specialist]:
    """A copy of it for one test."""
    async with copied(stack, original, read_once.tenancy, read_once.at) as service:
        yield read_once.made.over(service)


async def test_one_reader_is_not_two(specialist: Specialist) -> None:
    assert await specialist.offered_too_early() == Fault.SIGNERS_MISSING
    await specialist.is_read_by_ben_too()


async def test_the_first_reader_gives_nobody_the_key_and_may_not_be_the_second(
    specialist: Specialist,
) -> None:
    granted = await specialist.service.value(
        "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'",
        specialist.item,
    )
    assert granted == 0
    with pytest.raises(Refusal) as refused:
        await reviewing.claim(specialist.world.asha, specialist.item)
    assert refused.value.slug == "forbidden"
    await specialist.is_read_by_ben_too()


async def test_one_reader_twice_is_not_two(specialist: Specialist) -> None:
    first = await specialist.vandal.statement(specialist.item, DECISION)
    body = replace(open_statement(first, Decision), sequence=2, previous=first.digest)
    again = sign(body, specialist.world.asha.keys.sign_seed)
    await specialist.vandal.add(first, again, item=specialist.item, sequence=2)
    assert await specialist.offered_too_early() == Fault.SIGNERS_MISSING
    await specialist.vandal.delete(again)
    await specialist.is_read_by_ben_too()


async def test_a_decision_that_nobody_of_the_team_signed_is_no_reader(
    specialist: Specialist,
) -> None:
    ben, item = specialist.world.ben, specialist.item
    first = await specialist.vandal.statement(item, DECISION)
    forged = sign(open_statement(first, Decision), PersonKeys.generate().sign_seed)
    await specialist.vandal.replace(first, forged)
    await reviewing.claim(ben, item)
    with pytest.raises(SealingError) as refused:
        await reviewing.review(ben, item)
    assert refused.value.code == Fault.DECISION_INVALID
    await specialist.vandal.replace(forged, first)
    await specialist.is_read_by_ben_too()


async def test_a_readers_decision_with_another_signature_is_no_reader(
    specialist: Specialist,
) -> None:
    ben, item = specialist.world.ben, specialist.item
    first = await specialist.vandal.statement(item, DECISION)
    spoilt = replace(first, signature=first.signature[::-1])
    await specialist.vandal.replace(first, spoilt)
    await reviewing.claim(ben, item)
    with pytest.raises(SealingError) as refused:
        await reviewing.review(ben, item)
    assert refused.value.code == Fault.DECISION_INVALID
    await specialist.vandal.replace(spoilt, first)
    await specialist.is_read_by_ben_too()


async def test_the_service_counts_only_decisions_of_the_team(specialist: Specialist) -> None:
    ben, item = specialist.world.ben, specialist.item
    await reviewing.claim(ben, item)
    async with await reviewing.review(ben, item) as reading:
        await reading.read_letter()
        # Ben's device saw a good decision; what the service counts is forged only afterwards.
        first = await specialist.vandal.statement(item, DECISION)
        forged = sign(open_statement(first, Decision), PersonKeys.generate().sign_seed)
        await specialist.vandal.replace(first, forged)
        reading.earlier = replace(reading.earlier, previous=forged.digest)
        with pytest.raises(Refusal) as refused:
            await reviewing.approve(reading)
        assert refused.value.facts["reason"] == "grants"
        await specialist.vandal.replace(forged, first)
        reading.earlier = replace(reading.earlier, previous=first.digest)
        await reviewing.approve(reading)
    await specialist.service.serve_outbox()
    await receiving.accept(specialist.harmed, item, "read")
    await specialist.service.serve_outbox()
    assert await opened_text(specialist.harmed, item) == TEXT


async def test_a_case_weakened_by_one_of_its_own_facilitators_is_as_strict_as_before(
    specialist: Specialist,
) -> None:
    newest = await specialist.vandal.statement(specialist.case, CASE)
    said = open_statement(newest, CaseStatement)
    assert said.signers == 2
    weaker = sign(
        replace(
            said,
            sequence=said.sequence + 1,
            previous=newest.digest,
            route="ordinary",
            signers=1,
        ),
        specialist.world.asha.keys.sign_seed,
    )
    await specialist.vandal.add(newest, weaker, item=None, sequence=said.sequence + 1)
    assert await specialist.offered_too_early() == Fault.SIGNERS_MISSING
    # It stands, but nobody vouches for a trail that the newest case statement is not on.
    with pytest.raises(NotPossible) as refused:
        await approved_by(specialist.world.ben, specialist.item)
    assert refused.value.slug == "not-vouched"
    await specialist.is_opened()


async def test_a_case_rewritten_in_place_is_not_the_one_its_author_named(
    specialist: Specialist,
) -> None:
    newest = await specialist.vandal.statement(specialist.case, CASE)
    weaker = replace(open_statement(newest, CaseStatement), signers=1)
    rewritten = sign(weaker, specialist.world.asha.keys.sign_seed)
    await specialist.vandal.replace(newest, rewritten)
    assert await specialist.offered_too_early() == Fault.MANIFEST_INVALID
    await specialist.vandal.replace(rewritten, newest)
    await specialist.is_read_by_ben_too()


async def test_a_first_reader_who_has_left_counts_where_the_second_vouched_for_them(
    specialist: Specialist,
) -> None:
    await remove_from_team(specialist.world.ben, specialist.case, specialist.world.asha.id)
    await specialist.is_read_by_ben_too()


async def test_a_first_reader_who_has_left_counts_for_nothing_where_nobody_vouched(
    specialist: Specialist,
) -> None:
    ben, item = specialist.world.ben, specialist.item
    await remove_from_team(ben, specialist.case, specialist.world.asha.id)
    await reviewing.claim(ben, item)
    async with await reviewing.review(ben, item) as reading:
        await reading.read_letter()
        kept_back = await specialist.vandal.keep_back_heads(ben.identity.sign_public)
        with pytest.raises(Refusal) as refused:
            await reviewing.approve(reading)
        assert refused.value.facts["reason"] == "grants", "the service counts one reader too"
    with pytest.raises(SealingError) as unseen:
        await reviewing.review(ben, item)
    assert unseen.value.code is Fault.SIGNER_REMOVED
    await specialist.vandal.give_back(kept_back)
    await specialist.is_read_by_ben_too()


async def test_a_first_approval_for_lost_keys_counts_once_it_is_handed_on(
    specialist: Specialist,
) -> None:
    there = replace(specialist.world, case=specialist.case, harmed=specialist.harmed)
    new, vouched = await re_enrolled(specialist.service, there, there.harmed.id)
    assert vouched.regranted == (specialist.item,), "it gave nothing, and names the old key"
    specialist.harmed = await on_new_device(specialist.service, new)
    await specialist.is_read_by_ben_too()

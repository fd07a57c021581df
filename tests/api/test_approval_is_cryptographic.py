"""With full write access to database and store, nothing is shown that no reader approved.

The recipient's own client is unchanged. Each attack stands beside a letter that was left alone,
or is undone again, and that one opens.
"""

from dataclasses import dataclass, replace

import pytest
import pytest_asyncio

from service.client import receiving
from service.sealing.container import DigestTable, build_table, new_content_key
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import seal_grant
from service.sealing.keys import PersonKeys
from service.sealing.schemas import (
    CaseStatement,
    Certificate,
    Decision,
    DecisionRecipient,
    Manifest,
)
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import new_team
from tests.factories.acts import LETTER, opened_text, released_letter, sent_letter
from tests.factories.in_process import InProcess
from tests.factories.vandal import CASE, DECISION, MANIFEST, TEAM, Vandal
from tests.factories.world import World

SPARED = b"The other letter of the same two people."


@dataclass
class Scene:
    """Two released letters between the same people; one will be attacked, the other spared."""

    service: InProcess
    world: World
    vandal: Vandal
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

    async def opens(self) -> None:
        assert await opened_text(self.world.harmed, self.attacked) == LETTER


@pytest_asyncio.fixture(loop_scope="session")
async def scene(service: InProcess, world: World) -> Scene:
    return Scene(
        service,
        world,
        Vandal(service),
        await released_letter(service, world),
        await released_letter(service, world, SPARED),
    )


async def test_left_alone_both_letters_open(scene: Scene) -> None:
    await scene.opens()
    assert await opened_text(scene.world.harmed, scene.spared) == SPARED


@pytest.mark.parametrize("state", ["offered", "accepted", "released", "opened"])
async def test_a_forced_state_shows_nothing(scene: Scene, state: str) -> None:
    scene.attacked = await sent_letter(scene.world)
    await scene.vandal.force(scene.attacked, state)
    with pytest.raises(SealingError) as refused:
        await receiving.accept(scene.world.harmed, scene.attacked, "read")
    assert refused.value.code == Fault.DECISION_MISSING
    await scene.check(Fault.DECISION_MISSING)


class TestAGrant:
    async def test_of_another_letter_opens_nothing(self, scene: Scene) -> None:
        harmed = scene.world.harmed.id
        own = await scene.vandal.grant(scene.attacked, harmed)
        other = await scene.vandal.grant(scene.spared, harmed)
        await scene.vandal.replace_grant(scene.attacked, harmed, other)
        await scene.check(Fault.GRANT_REPLACED)
        await scene.vandal.replace_grant(scene.attacked, harmed, own)
        await scene.opens()

    async def test_of_a_key_that_the_vandal_chose_opens_nothing(self, scene: Scene) -> None:
        harmed = scene.world.harmed
        rendition = await scene.vandal.rendition(scene.attacked)
        made = seal_grant(scene.attacked, rendition, harmed.keys.box_public, new_content_key())
        await scene.vandal.replace_grant(scene.attacked, harmed.id, made)
        await scene.check(Fault.GRANT_REPLACED)


class TestADecision:
    async def test_in_whose_place_stands_one_about_another_letter_approves_nothing(
        self, scene: Scene
    ) -> None:
        own = await scene.vandal.statement(scene.attacked, DECISION)
        other = await scene.vandal.statement(scene.spared, DECISION)
        await scene.vandal.replace(own, replace(other))
        await scene.shows_nothing(Fault.DECISION_OTHER_ITEM)

    async def test_whose_words_were_changed_approves_nothing(self, scene: Scene) -> None:
        own = await scene.vandal.statement(scene.attacked, DECISION)
        other = await scene.vandal.statement(scene.spared, DECISION)
        await scene.vandal.replace(own, replace(own, payload=other.payload))
        await scene.check(Fault.DECISION_INVALID)

    async def test_replayed_on_a_letter_that_nobody_read_approves_nothing(
        self, scene: Scene
    ) -> None:
        given = await scene.vandal.statement(scene.attacked, DECISION)
        approved, scene.attacked = scene.attacked, await sent_letter(scene.world)
        # Sealed by the author to their own team; the vandal has no key to seal on.
        stolen = await scene.vandal.grant(approved, scene.world.harmed.id)
        await scene.vandal.add(given, given, item=scene.attacked, sequence=1)
        await scene.vandal.add_grant(scene.attacked, scene.world.harmed.id, stolen)
        await scene.vandal.force(scene.attacked, "offered")
        with pytest.raises(SealingError) as refused:
            await receiving.accept(scene.world.harmed, scene.attacked, "read")
        assert refused.value.code == Fault.DECISION_OTHER_ITEM
        await scene.check(Fault.DECISION_OTHER_ITEM)
        assert await opened_text(scene.world.harmed, approved) == LETTER

    async def test_that_is_gone_approves_nothing(self, scene: Scene) -> None:
        await scene.vandal.delete(await scene.vandal.statement(scene.attacked, DECISION))
        await scene.check(Fault.DECISION_MISSING)

    @pytest.mark.parametrize("who", ["nobody known", "responsible", "harmed", "administrator"])
    async def test_signed_by_somebody_who_is_no_reader_approves_nothing(
        self, scene: Scene, who: str
    ) -> None:
        own = await scene.vandal.statement(scene.attacked, DECISION)
        keys = PersonKeys.generate() if who == "nobody known" else getattr(scene.world, who).keys
        forged = sign(open_statement(own, Decision), keys.sign_seed)
        await scene.vandal.replace(own, forged)
        await scene.check(Fault.DECISION_INVALID)

    async def test_that_says_return_approves_nothing(self, scene: Scene) -> None:
        own = await scene.vandal.statement(scene.attacked, DECISION)
        body = replace(open_statement(own, Decision), verdict="return", recipients=())
        await scene.vandal.replace(own, sign(body, scene.world.asha.keys.sign_seed))
        await scene.check(Fault.DECISION_INVALID)


class TestTheCiphertext:
    async def test_with_another_letters_slice_is_not_shown(self, scene: Scene) -> None:
        await scene.vandal.swap_slice(scene.attacked, scene.spared)
        await scene.check(Fault.CHUNK_REPLACED)

    async def test_with_one_bit_changed_is_not_shown(self, scene: Scene) -> None:
        await scene.vandal.change_slice(scene.attacked)
        await scene.check(Fault.CHUNK_REPLACED)

    async def test_with_another_letters_digest_table_is_not_shown(self, scene: Scene) -> None:
        own = await scene.vandal.table(scene.attacked)
        await scene.vandal.put_table(scene.attacked, await scene.vandal.table(scene.spared))
        await scene.shows_nothing(Fault.TABLE_REPLACED)
        await scene.vandal.put_table(scene.attacked, own)
        await scene.opens()

    async def test_with_slice_and_table_both_of_another_letter_is_not_shown(
        self, scene: Scene
    ) -> None:
        await scene.vandal.put_table(scene.attacked, await scene.vandal.table(scene.spared))
        await scene.vandal.swap_slice(scene.attacked, scene.spared)
        await scene.check(Fault.TABLE_REPLACED)

    async def test_with_a_table_that_fits_what_was_changed_is_not_shown(self, scene: Scene) -> None:
        table = DigestTable.from_bytes(await scene.vandal.table(scene.attacked))
        await scene.vandal.change_slice(scene.attacked)
        fitting = build_table(table.header, table.padded, [bytes(32)] * table.chunks)
        await scene.vandal.put_table(scene.attacked, fitting.to_bytes())
        await scene.check(Fault.TABLE_REPLACED)


class TestTheManifest:
    async def test_signed_by_another_than_its_author_shows_nothing(self, scene: Scene) -> None:
        own = await scene.vandal.statement(scene.attacked, MANIFEST)
        forged = sign(open_statement(own, Manifest), PersonKeys.generate().sign_seed)
        await scene.vandal.replace(own, forged)
        await scene.check(Fault.MANIFEST_INVALID)


class TestTheRecipientsKey:
    async def test_replaced_in_the_decision_shows_nothing(self, scene: Scene) -> None:
        """As if a reader's device had been made to seal to somebody else's key."""
        own = await scene.vandal.statement(scene.attacked, DECISION)
        body = open_statement(own, Decision)
        elsewhere: tuple[DecisionRecipient, ...] = tuple(
            replace(one, key=PersonKeys.generate().box_public) for one in body.recipients
        )
        told = sign(replace(body, recipients=elsewhere), scene.world.asha.keys.sign_seed)
        await scene.vandal.replace(own, told)
        await scene.check(Fault.RECIPIENT_MISMATCH)

    async def test_replaced_in_the_certificate_shows_nothing(self, scene: Scene) -> None:
        """The vandal certifies a key of their own, with a signature of their own."""
        await self._spared_opens_first(scene)
        own, body = await self._certificate(scene)
        keys = PersonKeys.generate()
        forged = replace(body, sign=keys.sign_public, box=keys.box_public)
        await scene.vandal.replace(own, sign(forged, keys.sign_seed))
        await scene.shows_nothing(Fault.CERTIFICATE_INVALID)

    @pytest.mark.parametrize(
        ("follows", "fault"),
        [(False, Fault.OWN_KEY_REPLACED), (True, Fault.RE_ENROLMENT_MISSING)],
        ids=["as if it were the first", "as a second enrolment by one alone"],
    )
    async def test_replaced_by_a_facilitator_is_noticed_on_ones_own_device(
        self, scene: Scene, *, follows: bool, fault: Fault
    ) -> None:
        """Even a real facilitator's signature does not make another key this person's."""
        await self._spared_opens_first(scene)
        own, body = await self._certificate(scene)
        seed, keys = scene.world.asha.keys.sign_seed, PersonKeys.generate()
        previous = own.digest if follows else b""
        newer = sign(
            replace(body, sign=keys.sign_public, box=keys.box_public, previous=previous), seed
        )
        case = await scene.vandal.statement(scene.world.case, CASE)
        said = open_statement(case, CaseStatement)
        people = tuple(
            replace(one, certificate=newer.digest) if one.person == body.person else one
            for one in said.people
        )
        following = replace(said, sequence=said.sequence + 1, previous=case.digest, people=people)
        await scene.vandal.add(own, newer, item=None, sequence=0)
        await scene.vandal.add(case, sign(following, seed), item=None, sequence=following.sequence)
        await scene.shows_nothing(fault)

    async def test_replaced_in_the_account_alone_changes_nothing_for_the_recipient(
        self, scene: Scene
    ) -> None:
        await scene.service.rows(
            "UPDATE account SET box = $2 WHERE id = $1",
            scene.world.harmed.id,
            PersonKeys.generate().box_public,
        )
        await scene.opens()

    async def _spared_opens_first(self, scene: Scene) -> None:
        assert await opened_text(scene.world.harmed, scene.spared) == SPARED

    async def _certificate(self, scene: Scene) -> tuple[Statement, Certificate]:
        rows = await scene.service.rows(
            "SELECT s.digest FROM statement s JOIN case_person p ON p.certificate = s.id"
            " WHERE p.person = $1",
            scene.world.harmed.id,
        )
        shown = await scene.world.harmed.transport.get(f"/cases/{scene.world.case}")
        found = [Statement.from_wire(one) for one in shown["certificates"]]
        own = next(one for one in found if one.digest == rows[0]["digest"])
        return own, open_statement(own, Certificate)


class TestTheCase:
    async def test_stated_anew_by_the_vandal_shows_nothing(self, scene: Scene) -> None:
        assert await opened_text(scene.world.harmed, scene.spared) == SPARED
        case = await scene.vandal.statement(scene.world.case, CASE)
        said = open_statement(case, CaseStatement)
        following = replace(said, sequence=said.sequence + 1, previous=case.digest)
        forged = sign(following, PersonKeys.generate().sign_seed)
        await scene.vandal.add(case, forged, item=None, sequence=following.sequence)
        await scene.shows_nothing(Fault.CASE_INVALID)

    async def test_put_back_to_what_it_said_before_shows_nothing(self, scene: Scene) -> None:
        assert await opened_text(scene.world.harmed, scene.spared) == SPARED
        newest = await scene.vandal.statement(scene.world.case, CASE)
        await scene.vandal.delete(newest)
        await scene.shows_nothing(Fault.CASE_OLDER)

    async def test_with_a_team_of_the_vandals_shows_nothing(self, scene: Scene) -> None:
        assert await opened_text(scene.world.harmed, scene.spared) == SPARED
        team = await scene.vandal.statement(scene.world.case, TEAM)
        keys = PersonKeys.generate()
        theirs, _ = new_team(
            scene.world.org,
            scene.world.case,
            scene.world.case,
            [(scene.world.asha.id, keys.box_public)],
            keys.sign_seed,
            scene.service.clock.now(),
        )
        await scene.vandal.replace(team, theirs)
        await scene.shows_nothing(Fault.TEAM_INVALID)

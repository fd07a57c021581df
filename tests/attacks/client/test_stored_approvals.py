"""With full write access to database and store, nothing is shown that no reader approved.

The recipient's own client is unchanged. Each attack stands beside a letter that was left alone,
or is undone again, and that one opens.
"""

from dataclasses import replace

import pytest

from service.client import receiving
from service.sealing.container import new_content_key
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import seal_grant
from service.sealing.keys import PersonKeys
from service.sealing.schemas import Decision, Manifest
from service.sealing.statements import open_statement, sign
from tests.attacks.client.scene import SPARED, Scene
from tests.factories.acts import LETTER, opened_text, sent_letter
from tests.factories.vandal import DECISION, MANIFEST


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
        # The service as it is lets it fall; the attacker's own shows it.
        await scene.shows_nothing(Fault.DECISION_MISSING)
        with scene.showing(other):
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
        await scene.check(Fault.DECISION_MISSING)
        with scene.showing(given):
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
        returned = sign(body, scene.world.asha.keys.sign_seed)
        await scene.vandal.replace(own, returned)
        await scene.check(Fault.DECISION_MISSING)
        with scene.showing(returned):
            await scene.check(Fault.DECISION_INVALID)


class TestTheManifest:
    async def test_signed_by_another_than_its_author_shows_nothing(self, scene: Scene) -> None:
        own = await scene.vandal.statement(scene.attacked, MANIFEST)
        forged = sign(open_statement(own, Manifest), PersonKeys.generate().sign_seed)
        await scene.vandal.replace(own, forged)
        await scene.check(Fault.MANIFEST_INVALID)

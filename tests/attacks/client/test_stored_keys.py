"""Keys and case statements exchanged in the database: the recipient's device notices."""

from dataclasses import replace

import pytest

from service.sealing.errors import Fault
from service.sealing.keys import PersonKeys
from service.sealing.schemas import CaseStatement, Certificate, Decision, DecisionRecipient
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import new_team
from tests.attacks.client.scene import SPARED, Scene
from tests.factories.acts import opened_text
from tests.factories.vandal import CASE, DECISION, TEAM


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

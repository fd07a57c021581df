"""What somebody asks of who writes to them reaches the other side through the team alone."""

from dataclasses import replace

import pytest

from service.client import notes, receiving, wishing
from service.client.errors import NotPossible, Refusal
from service.client.wishing import Wishes
from service.sealing.encoding import new_id
from tests.factories.acts import kept_back, offered_letter
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.world import World

ASKED = Wishes(named="Mrs Ll\u0177r", sign=False, typed=True, more="Please not on my birthday.")


class TestWishes:
    async def test_are_read_by_the_other_side_once_a_reader_passed_them_on(
        self, world: World
    ) -> None:
        assert await wishing.wishes_of_the_other(world.responsible) == []
        await wishing.wish(world.harmed, ASKED)
        assert await wishing.wishes_of_the_other(world.responsible) == []
        assert await wishing.pass_on_wishes(world.asha, world.case, world.harmed.id) == ASKED
        assert await wishing.wishes_of_the_other(world.responsible) == [ASKED]
        assert await wishing.wishes_of_the_other(world.harmed) == []

    async def test_that_are_thought_over_leave_the_other_side_what_they_have(
        self, world: World
    ) -> None:
        await wishing.wish(world.harmed, ASKED)
        await wishing.pass_on_wishes(world.asha, world.case, world.harmed.id)
        other = replace(ASKED, named="")
        await wishing.wish(world.harmed, other)
        assert await wishing.wishes_of_the_other(world.responsible) == [ASKED]
        await wishing.pass_on_wishes(world.ben, world.case, world.harmed.id)
        assert await wishing.wishes_of_the_other(world.responsible) == [other]
        # A reader takes back what was passed on, and nothing earlier comes in its place.
        await notes.write_note(world.asha, world.case, world.harmed.id, wishing.WISHES, "{}")
        assert await wishing.wishes_of_the_other(world.responsible) == []

    async def test_in_another_form_are_passed_on_by_nobody(self, world: World) -> None:
        with pytest.raises(NotPossible) as missing:
            await wishing.pass_on_wishes(world.asha, world.case, world.harmed.id)
        assert missing.value.slug == "no-wishes"
        for text in ("{}", "[]", "not JSON", '{"named":1,"sign":true,"typed":true,"more":""}'):
            await notes.write_note(
                world.harmed,
                world.case,
                world.harmed.id,
                wishing.WISHES,
                text,
                ("team", "author"),
            )
            with pytest.raises(NotPossible) as refused:
                await wishing.pass_on_wishes(world.asha, world.case, world.harmed.id)
            assert refused.value.slug == "wishes-unreadable"


class TestASupporter:
    async def test_is_named_to_the_team_and_its_author_cannot_try_whether_one_is(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        lie = await kept_back(
            world.responsible,
            lambda: notes.write_note(world.responsible, world.case, item, "supporter", "x"),
        )
        answers = []
        path = f"/cases/{world.case}/notes"
        async with service.http(world.responsible.transport._token) as http:
            answers.append(said(await http.post(path, json=lie)))
            await notes.write_note(world.harmed, world.case, item, "supporter", "My sister")
            await receiving.accept(world.harmed, item, "read")
            answer = await http.post(path, json=lie)
            answers.append(said(answer))
        assert slug(answer) == "invalid"
        assert answers[0] == answers[1]
        [note] = await notes.read_notes(world.ben, world.case)
        assert (note.subject, note.field, note.text) == (item, "supporter", "My sister")
        assert await notes.read_notes(world.responsible, world.case) == []
        with pytest.raises(Refusal):
            await notes.write_note(world.harmed, world.case, new_id(), "supporter", "x")

"""Captions: written by a recording's author, read by a reader, shown beside it and never alone."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from service.client import deciding, keeping, recalling, receiving, reviewing, suspending
from service.client.captions import send_again, send_captions
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.items import items
from service.client.regranting import regrant_all
from service.client.safer import ask_for_edits, see_own
from service.client.sending import replace_recording, send_letter
from service.sealing.encoding import b64, new_id
from service.sealing.errors import SealingError
from service.sealing.schemas_edits import Edit
from tests.factories.acts import approved_by, kept_back
from tests.factories.answers import said, slug
from tests.factories.captioned import SAID, TEXT, Captioned, captioned, opened_with_captions
from tests.factories.in_process import InProcess
from tests.factories.new_keys import on_new_device, re_enrolled
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds
from tests.factories.world import Neighbours, World

CUT = Edit("cut", 500, 900, 0, 0, 0, 0)
OTHER = TEXT.replace(SAID.encode(), b"Other words.")


@pytest.fixture
async def film(service: InProcess, world: World, tmp_path: Path) -> Captioned:
    return await captioned(service, world, tmp_path)


@pytest.fixture
async def ready(service: InProcess, world: World, tmp_path: Path) -> Captioned:
    return await opened_with_captions(service, world, tmp_path)


async def _draft(film: Captioned) -> dict[str, Any]:
    author = film.world.responsible
    return await kept_back(author, lambda: send_captions(author, film.item, TEXT))


async def _safer(film: Captioned) -> None:
    """Have a time cut out of the recording, and its author agree."""
    await reviewing.claim(film.world.ben, film.item)
    await ask_for_edits(film.world.ben, film.item, (CUT,))
    await film.made(b"stands for what is left " * 200)
    async with await see_own(film.world.responsible, film.item) as edited:
        await edited.watch()
        await edited.agree()


class TestFromWritingToShowing:
    async def test_they_are_shown_beside_the_recording_that_was_opened(
        self, film: Captioned, tmp_path: Path
    ) -> None:
        world = film.world
        captions = await film.written()
        assert await film.state(captions) == "awaiting_review"
        await reviewing.claim(world.asha, captions)
        async with await reviewing.review(world.asha, captions) as reading:
            assert await reading.read_letter() == TEXT.decode()
            assert reading.coverage.unit == "characters"
            await reviewing.approve(reading)
        await film.service.serve_outbox()
        await film.approved()
        await film.accepted()
        [shown] = await film.shown()
        assert (shown.item, shown.language) == (captions, "en")
        assert [(one.from_ms, one.until_ms, one.text) for one in shown.cues] == [(200, 1900, SAID)]
        assert await film.state(captions) == "approved"
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["items"], counted["decisions"], counted["openings"]) == (2, 2, 1)

    async def test_they_are_neither_announced_nor_listed_nor_received_by_themselves(
        self, ready: Captioned
    ) -> None:
        [captions] = await ready.told(ready.world.responsible)
        her = ready.world.harmed
        await ready.shown()
        assert [one.id for one in await items(her)] == [ready.item]
        offered = await ready.service.trail(ready.world.case, "item.offered")
        assert len(offered) == 1
        async with ready.service.http(her.transport._token) as http:
            nothing = said(await http.get(f"/items/{new_id()}"))
            for path in ("", "/evidence", "/captions"):
                assert said(await http.get(f"/items/{captions}{path}")) == nothing
            acceptance = await kept_back(her, lambda: receiving.accept(her, ready.item, "listen"))
            refused = await http.post(f"/items/{captions}/acceptance", json=acceptance)
            assert said(refused) == nothing

    async def test_nothing_of_them_is_shown_before_the_recording_was_opened(
        self, ready: Captioned
    ) -> None:
        assert await ready.told() == []
        [mine] = await ready.told(ready.world.responsible)
        rendition = await ready.service.value("SELECT id FROM rendition WHERE item_id = $1", mine)
        async with ready.service.http(ready.world.harmed.transport._token) as http:
            nothing = said(await http.get(f"/renditions/{new_id()}/table"))
            assert said(await http.get(f"/renditions/{rendition}/table")) == nothing
        assert len(await ready.shown()) == 1
        ready.service.clock.turn(601)
        assert await ready.told() == []

    async def test_what_nobody_approved_is_shown_to_its_author_and_the_reader_alone(
        self, ready: Captioned
    ) -> None:
        other = await ready.written(OTHER)
        [shown] = await ready.shown()
        assert shown.cues[0].text == SAID
        assert await ready.told(ready.world.responsible) == [other]
        assert await ready.told(ready.world.ben) == [shown.item]
        await ready.approved(other)
        [newer] = await ready.shown()
        assert newer.cues[0].text == "Other words."

    async def test_captions_in_another_language_stand_beside_the_others(
        self, ready: Captioned
    ) -> None:
        author = ready.world.responsible
        welsh = await send_captions(author, ready.item, OTHER, language="cy")
        await ready.approved(welsh.item)
        assert {one.language for one in await ready.shown()} == {"en", "cy"}

    async def test_they_take_no_round_and_no_reply(self, ready: Captioned) -> None:
        await ready.shown()
        rounds = await ready.service.rows("SELECT round FROM item WHERE round IS NOT NULL")
        assert [one["round"] for one in rounds] == [1]
        # The plan of the world has two rounds: what comes next takes the second, not a third.
        letter = (await send_letter(ready.world.responsible, b"One more.")).item
        await approved_by(ready.world.asha, letter)
        await ready.service.serve_outbox()
        await receiving.accept(ready.world.harmed, letter, "read")
        await ready.service.serve_outbox()
        taken = "SELECT round FROM item WHERE id = $1"
        assert await ready.service.value(taken, letter) == 2

    async def test_they_are_read_again_once_their_approval_has_ended(self, film: Captioned) -> None:
        captions = await film.approved(await film.written())
        waits = "SELECT count(*) FROM outbox WHERE done IS NULL"
        assert await film.service.value(waits) == 1
        film.service.clock.turn(reviewing.APPROVAL_VALID_S + 60)
        await film.service.serve_outbox()
        assert await film.state(captions) == "awaiting_review"
        assert await film.service.value(waits) == 0

    async def test_a_liaison_sends_them_for_whom_they_act(
        self, there: Custody, tmp_path: Path
    ) -> None:
        world, hand = there.world, there.hand(there.first)
        film = await captioned(there.service, world, tmp_path, by=hand)
        captions = (await send_captions(hand, film.item, TEXT)).item
        assert (await look(hand.device, captions)).relates_to == film.item
        await film.approved(captions)
        await film.approved()
        await film.accepted()
        [shown] = await film.shown()
        assert [one.text for one in shown.cues] == [SAID]
        there.service.clock.turn(1)
        again = await send_again(hand, captions, OTHER)
        await film.approved(again.item)
        assert [one.item for one in await film.shown()] == [again.item]
        # Nobody else's, and not those of whom a colleague of another prison acts for.
        with pytest.raises(Refusal) as refused:
            await send_captions(there.hand(there.second), film.item, TEXT)
        assert refused.value.slug == "not-found"
        await export_holds(world, world.asha, tmp_path)


class TestTheirRecording:
    async def test_taken_back_takes_them_along(self, ready: Captioned) -> None:
        assert len(await ready.shown()) == 1
        await recalling.recall(ready.world.responsible, ready.item)
        assert await ready.told() == []

    async def test_suspended_takes_them_along(self, ready: Captioned) -> None:
        assert len(await ready.shown()) == 1
        await suspending.suspend(ready.world.asha, ready.world.case, "safety", item=ready.item)
        assert await ready.told() == []

    async def test_given_back_takes_their_keys_along(self, ready: Captioned) -> None:
        [shown] = await ready.shown()
        waiting = await ready.written(OTHER)
        keys = "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'"
        assert await ready.service.value(keys, shown.item) == 1
        await keeping.keep(ready.world.harmed, ready.item, "return")
        assert await ready.service.value(keys, shown.item) == 0
        with pytest.raises(Refusal) as refused:
            await approved_by(ready.world.asha, waiting)
        assert refused.value.facts["blockers"] == "recording-not-open"

    async def test_comes_to_new_keys_with_them_and_given_back_to_none(
        self, ready: Captioned
    ) -> None:
        [shown] = await ready.shown()
        new, _ = await re_enrolled(ready.service, ready.world, ready.world.harmed.id)
        her = await on_new_device(ready.service, new)
        assert set(await regrant_all(ready.world.ben, ready.world.case, her.id)) <= {
            ready.item,
            shown.item,
        }
        await receiving.accept(her, ready.item, "listen")
        assert [one.item for one in await ready.shown(her)] == [shown.item]
        other = await ready.approved(await ready.written(OTHER))
        await keeping.keep(her, ready.item, "return")
        newer, _ = await re_enrolled(ready.service, ready.world, her.id)
        await on_new_device(ready.service, newer)
        assert await regrant_all(ready.world.ben, ready.world.case, her.id) == ()
        keys = "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'"
        assert await ready.service.value(keys, other) == 0

    async def test_kept_keeps_them(self, ready: Captioned) -> None:
        await ready.shown()
        await keeping.keep(ready.world.harmed, ready.item, "keep")
        ready.service.clock.turn(700)
        assert len(await ready.shown()) == 1
        await keeping.keep(ready.world.harmed, ready.item, "hold")
        async with ready.service.http(ready.world.harmed.transport._token) as http:
            answer = await http.get(f"/items/{ready.item}/captions")
        assert answer.json() == {"captions": []}

    async def test_recalled_while_they_are_read_is_told_to_the_reader(
        self, film: Captioned
    ) -> None:
        captions = await film.written()
        queue = [one.id for one in await reviewing.queue(film.world.asha)]
        assert set(queue) == {film.item, captions}
        await recalling.recall(film.world.responsible, film.item)
        assert await reviewing.queue(film.world.asha) == []
        with pytest.raises(Refusal) as refused:
            await reviewing.claim(film.world.asha, captions)
        assert refused.value.facts["state"] == "recalled"

    async def test_recalled_at_the_same_moment_lets_one_of_both_come_first(
        self, ready: Captioned
    ) -> None:
        await ready.shown()
        author = ready.world.responsible
        await asyncio.gather(
            recalling.recall(author, ready.item), *(ready.told() for _ in range(4))
        )
        assert await ready.told() == []


class TestASaferRendition:
    async def test_leaves_older_captions_behind_until_there_are_others(
        self, film: Captioned, tmp_path: Path
    ) -> None:
        before = await film.approved(await film.written())
        waiting = await film.written(OTHER)
        await _safer(film)
        with pytest.raises(SealingError) as shut:
            await approved_by(film.world.asha, waiting)
        assert shut.value.code == "captions-invalid"
        await film.approved()
        await film.accepted()
        assert await film.shown() == []
        again = await send_again(film.world.responsible, before, TEXT)
        assert (again.version, again.item != before) == (1, True)
        await film.approved(again.item)
        assert [one.item for one in await film.shown()] == [again.item]
        await export_holds(film.world, film.world.asha, tmp_path)

    async def test_is_insisted_on_by_the_service_too(self, film: Captioned) -> None:
        captions, stale = await film.written(), await _draft(film)
        await _safer(film)
        async with film.service.http(film.world.responsible.transport._token) as http:
            refused = await http.post(f"/cases/{film.world.case}/items", json=stale)
        assert (slug(refused), refused.json()["field"]) == ("conflict", "timed-by")
        await reviewing.claim(film.world.asha, captions)
        async with await reviewing.review(film.world.asha, captions) as reading:
            await reading.read_letter()
            reading.recording = None
            with pytest.raises(Refusal) as shut:
                await reviewing.approve(reading)
        assert shut.value.facts["blockers"] == "other-rendition"


class TestTheNextVersion:
    async def test_follows_what_was_returned(self, film: Captioned) -> None:
        captions = await film.written()
        await reviewing.claim(film.world.asha, captions)
        async with await reviewing.review(film.world.asha, captions) as reading:
            await deciding.return_item(reading, "unclear", "Please leave the name out.")
        again = await send_again(film.world.responsible, captions, OTHER)
        assert (again.item, again.version) == (captions, 2)
        assert (await look(film.world.responsible, captions)).relates_to == film.item
        await film.approved(captions)
        assert await film.state(captions) == "approved"

    async def test_stays_captions_and_a_letter_stays_a_letter(
        self, film: Captioned, tmp_path: Path
    ) -> None:
        captions = await film.written()
        await reviewing.claim(film.world.asha, captions)
        async with await reviewing.review(film.world.asha, captions) as reading:
            await deciding.return_item(reading, "unclear", "Please leave the name out.")
        author, other = film.world.responsible, tmp_path / "other.mp4"
        other.write_bytes(b"stands for another recording")
        with pytest.raises(Refusal) as refused:
            await replace_recording(author, captions, other)
        assert (refused.value.slug, refused.value.facts["reason"]) == ("invalid", "kind")
        letter = (await send_letter(author, b"A letter.")).item
        with pytest.raises(NotPossible) as none:
            await send_again(author, letter, TEXT)
        assert none.value.slug == "no-captions"


class TestWhatIsRefused:
    async def test_of_no_recording_of_the_author_s_own(
        self, film: Captioned, neighbours: Neighbours
    ) -> None:
        author = film.world.responsible
        body = await _draft(film)
        letter = (await send_letter(author, b"A letter.")).item
        theirs = (await send_letter(neighbours.harmed, b"A letter.")).item
        odd: tuple[dict[str, object], ...] = (
            {"relates_to": new_id()},
            {"relates_to": letter},
            {"relates_to": theirs},
            {"relates_to": None, "timed_by": None},
            {"timed_by": None},
            {"relates_to": None},
            {"kind": "letter"},
        )
        async with film.service.http(author.transport._token) as http:
            for one in odd:
                answer = await http.post(f"/cases/{film.world.case}/items", json=body | one)
                assert (slug(answer), answer.json()["reason"]) == ("invalid", "relates-to"), one
            other = {"timed_by": b64(bytes(32))}
            answer = await http.post(f"/cases/{film.world.case}/items", json=body | other)
            assert (slug(answer), answer.json()["field"]) == ("conflict", "timed-by")

    async def test_before_there_is_a_rendition_and_once_it_was_taken_back(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        film = await captioned(service, world, tmp_path)
        body = await _draft(film)
        await recalling.recall(world.responsible, film.item)
        async with service.http(world.responsible.transport._token) as http:
            answer = await http.post(f"/cases/{world.case}/items", json=body)
            assert (slug(answer), answer.json()["state"]) == ("conflict", "recalled")
            about = {key: body[key] for key in ("relates_to", "timed_by")}
            asked = await http.get(
                f"/cases/{world.case}/sending",
                params={"kind": "captions", "length": 100, **about},
            )
            assert said(asked) == said(answer)

    async def test_is_named_by_line_and_nothing_is_sent(self, film: Captioned) -> None:
        tagged = TEXT.replace(b"Annwyl", b"<b>Annwyl</b>")
        with pytest.raises(NotPossible, match="Line 5: The words are plain") as refused:
            await film.written(tagged)
        assert refused.value.slug == "captions-refused"
        late = TEXT.replace(b"00:01.900", b"00:02.001")
        with pytest.raises(NotPossible, match="Line 4: The recording is over by then"):
            await film.written(late)
        assert [one.kind for one in await items(film.world.responsible)] == ["video_message"]

    async def test_is_the_same_whatever_its_recipient_did(self, ready: Captioned) -> None:
        author = ready.world.responsible
        before = (await look(author, ready.item)).status
        await ready.shown()
        await keeping.keep(ready.world.harmed, ready.item, "return")
        again = await ready.written(OTHER)
        seen = await look(author, again)
        assert (seen.status, before) == ("with_facilitator", "with_facilitator")
        assert (await look(author, ready.item)).status == before

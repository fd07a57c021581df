"""A safer rendition: a reader asks, a worker makes it, its author agrees; then it counts."""

from pathlib import Path
from typing import Any

import pytest

from service.client import deciding, recalling, receiving, reviewing
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.person import Person
from service.client.reviewing import Reading
from service.client.safer import ask_for_edits, see_own
from service.client.sending import replace_recording, send_recording
from service.client.tightening import ask_for_two_readers
from service.sealing.errors import SealingError
from service.sealing.fields import write_record
from service.sealing.schemas import Agreement, RenditionStatement
from service.sealing.schemas_edits import EDITS, Edit, changed
from service.sealing.statements import sign
from tests.factories.acts import approved_by, kept_back
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.verdicts import export_holds
from tests.factories.world import World

RECORDED = b"stands for a recording " * 300
SAFER = b"stands for what is left of it " * 200
CUT = Edit("cut", 500, 900, 0, 0, 0, 0)
EDITS_ASKED = (CUT, Edit("blur", 0, 0, 100, 100, 300, 300), changed("voice"))


class Film:
    """A recording of the person responsible, and the worker that makes of it what is asked."""

    def __init__(self, service: InProcess, world: World, hands: MediaHands, item: str) -> None:
        self.service, self.world, self.hands, self.item = service, world, hands, item

    async def asked(self, *edits: Edit, by: Person | None = None) -> None:
        reader = by or self.world.asha
        await reviewing.claim(reader, self.item)
        await ask_for_edits(reader, self.item, edits)

    async def made(self, content: bytes = SAFER) -> None:
        await self.hands.hand_in(await self.taken(), content)

    async def failed(self) -> None:
        taken = await self.taken()
        failing = f"/worker/jobs/{taken['job']}/failure"
        await self.hands.transport.post(failing, {"attempt": 1, "reason": "damaged"})

    async def taken(self) -> dict[str, Any]:
        return await self.hands.start(await self.hands.job_of(self.item))

    async def agreed(self) -> None:
        async with await see_own(self.world.responsible, self.item) as edited:
            await edited.watch()
            await edited.agree()

    async def state(self) -> object:
        return await self.service.value("SELECT state FROM item WHERE id = $1", self.item)

    async def safer(self, person: Person) -> str | None:
        return (await look(person, self.item)).safer


@pytest.fixture
async def film(service: InProcess, world: World, tmp_path: Path) -> Film:
    path = tmp_path / "recording.mp4"
    path.write_bytes(RECORDED)
    sent = await send_recording(world.responsible, path, kind="video_message")
    hands = await MediaHands(service, world).sign_in()
    film = Film(service, world, hands, sent.item)
    await film.made(MADE)
    return film


def _wire(*edits: Edit) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = [write_record(one) for one in edits]
    return written


async def _refused(reader: Person, item: str) -> Refusal:
    """What the service says to an approval that a device was kept from holding back."""

    async def insisting(reading: Reading) -> None:
        object.__setattr__(reading.submitted, "unagreed", None)
        await reviewing.approve(reading)

    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        await reading.watch()
        with pytest.raises(Refusal) as refused:
            await insisting(reading)
    await reviewing.hand_back(reader, item)
    return refused.value


class TestFromAskingToOpening:
    async def test_its_recipient_opens_what_its_author_agreed_to(
        self, film: Film, tmp_path: Path
    ) -> None:
        world, author = film.world, film.world.responsible
        await film.asked(*EDITS_ASKED)
        assert (await film.state(), await film.safer(world.asha)) == ("editing", "making")
        assert await film.safer(author) is None
        taken = await film.taken()
        assert taken["edits"] == EDITS.write(EDITS_ASKED)
        await film.hands.hand_in(taken, SAFER)
        assert await film.safer(author) == await film.safer(world.asha) == "wanted"
        async with await see_own(author, film.item) as edited:
            assert edited.edits == EDITS_ASKED
            await edited.watch(tmp_path / "seen.mp4")
            await edited.agree()
            await edited.agree()
        assert (tmp_path / "seen.mp4").read_bytes() == SAFER
        assert await film.safer(author) == await film.safer(world.asha) == "agreed"
        await approved_by(world.ben, film.item)
        await film.service.serve_outbox()
        await receiving.accept(world.harmed, film.item, "read")
        await film.service.serve_outbox()
        async with await receiving.open_item(world.harmed, film.item) as opened:
            assert await opened.contents.to_bytes() == SAFER
        assert (await export_holds(world, world.asha, tmp_path))["openings"] == 1

    async def test_a_plain_one_that_is_asked_for_again_needs_nobody_s_word(
        self, film: Film
    ) -> None:
        await film.asked(CUT)
        await film.made()
        await film.asked()
        await film.made(MADE)
        assert await film.safer(film.world.asha) is None
        await approved_by(film.world.ben, film.item)
        assert await film.state() == "approved"

    async def test_what_was_approved_of_the_one_before_counts_no_more(
        self, film: Film, tmp_path: Path
    ) -> None:
        await ask_for_two_readers(film.world.asha, film.world.case)
        await approved_by(film.world.asha, film.item)
        await film.asked(CUT, by=film.world.ben)
        await film.made()
        await film.agreed()
        await approved_by(film.world.asha, film.item)
        assert await film.state() == "awaiting_review"
        await approved_by(film.world.ben, film.item)
        assert await film.state() == "approved"
        await film.service.serve_outbox()
        assert await export_holds(film.world, film.world.asha, tmp_path)

    async def test_it_keeps_its_place_in_the_queue(self, film: Film) -> None:
        since = "SELECT waiting_since FROM item WHERE id = $1"
        before = await film.service.value(since, film.item)
        film.service.clock.turn(60)
        await film.asked(CUT)
        await film.made()
        assert await film.service.value(since, film.item) == before

    async def test_of_the_next_version_nothing_is_shown_that_was_made_of_the_one_before(
        self, film: Film, tmp_path: Path
    ) -> None:
        author = film.world.responsible
        await film.asked(CUT)
        await film.made()
        await reviewing.claim(film.world.ben, film.item)
        async with await reviewing.review(film.world.ben, film.item) as reading:
            await deciding.return_item(reading, "unclear", "Please say it once more.")
        again = tmp_path / "again.mp4"
        again.write_bytes(RECORDED + b"once more")
        await replace_recording(author, film.item, again)
        assert await film.safer(author) is None
        evidence = await author.transport.get(f"/items/{film.item}/evidence")
        assert evidence["rendition"] is None
        assert [one["role"] for one in evidence["renditions"]] == ["original"]
        await film.made(MADE)
        await approved_by(film.world.ben, film.item)
        assert await film.state() == "approved"


class TestWithoutItsAuthor:
    async def test_nobody_is_asked_about_what_they_took_back(self, film: Film) -> None:
        author = film.world.responsible
        await film.asked(CUT)
        await film.made()
        assert await film.safer(author) == "wanted"
        await recalling.recall(author, film.item)
        assert await film.safer(author) is None
        listed = await author.transport.get("/items")
        assert [one["safer"] for one in listed["rows"]] == [None]

    async def test_one_that_could_not_be_made_after_it_leaves_its_author_asked(
        self, film: Film
    ) -> None:
        author = film.world.responsible
        await film.asked(CUT)
        await film.made()
        await film.asked(changed("voice"))
        assert await film.safer(author) is None
        await film.failed()
        assert await film.safer(film.world.asha) == "failed"
        assert await film.safer(author) == "wanted"
        await film.agreed()
        assert await film.safer(author) == "agreed"

    async def test_no_reader_s_device_approves_it(self, film: Film) -> None:
        await film.asked(CUT)
        await film.made()
        with pytest.raises(SealingError) as refused:
            await approved_by(film.world.ben, film.item)
        assert refused.value.code == "agreement-missing"

    async def test_the_service_takes_no_approval_of_it(self, film: Film) -> None:
        await film.asked(CUT)
        await film.made()
        refused = await _refused(film.world.ben, film.item)
        assert (refused.slug, refused.facts["blockers"]) == ("blocked", "agreement-missing")

    async def test_the_database_lets_no_state_past_it(self, film: Film) -> None:
        await film.asked(CUT)
        await film.made()
        await reviewing.claim(film.world.ben, film.item)
        approve = (
            "UPDATE item SET state = 'approved', claimed_by = NULL, claim_until = NULL,"
            " lock_version = lock_version + 1 WHERE id = $1"
        )
        with pytest.raises(Exception, match="its author has not agreed"):
            await film.service.rows(approve, film.item)
        await film.agreed()
        await film.service.rows(approve, film.item)

    async def test_an_agreement_to_the_one_before_does_not_do(self, film: Film) -> None:
        await film.asked(CUT)
        await film.made()
        await film.agreed()
        await film.asked(changed("voice"))
        await film.made()
        assert await film.safer(film.world.responsible) == "wanted"
        assert (await _refused(film.world.ben, film.item)).slug == "blocked"

    async def test_who_declines_can_agree_afterwards(self, film: Film) -> None:
        author = film.world.responsible
        await film.asked(CUT)
        await film.made()
        async with await see_own(author, film.item) as edited:
            await edited.decline()
            await edited.decline()
            assert await film.safer(author) == await film.safer(film.world.asha) == "declined"
            assert (await _refused(film.world.ben, film.item)).slug == "blocked"
            await edited.watch()
            await edited.agree()
            with pytest.raises(Refusal):
                await edited.decline()
        assert await film.safer(author) == "agreed"

    async def test_nothing_is_agreed_to_unseen_or_where_nothing_was_changed(
        self, film: Film
    ) -> None:
        async with await see_own(film.world.responsible, film.item) as plain:
            await plain.watch()
            with pytest.raises(NotPossible, match="Nothing was changed"):
                await plain.agree()
        await film.asked(CUT)
        await film.made()
        async with await see_own(film.world.responsible, film.item) as edited:
            with pytest.raises(NotPossible, match="to its end"):
                await edited.agree()

    async def test_nobody_agrees_to_what_another_took_the_place_of(self, film: Film) -> None:
        await film.asked(CUT)
        await film.made()
        async with await see_own(film.world.responsible, film.item) as edited:
            await edited.watch()
            await film.asked(changed("voice"))
            await film.made()
            for act in (edited.agree, edited.decline):
                with pytest.raises(Refusal) as refused:
                    await act()
                assert refused.value.slug == "conflict"

    async def test_no_reader_agrees_in_its_author_s_name(self, film: Film) -> None:
        await film.asked(CUT)
        await film.made()
        author = film.world.responsible
        async with await see_own(author, film.item) as edited:
            await edited.watch()
            body = await kept_back(author, edited.agree)
            manifest, [made] = edited.submitted.manifest_digest, edited.submitted.rendition_digests
        path, of = f"/items/{film.item}/agreement", edited.submitted.manifest
        said = Agreement(of.case, of.item, manifest, (made,), author.clock())
        own = sign(said, film.world.ben.keys.sign_seed).to_wire()
        for person, sent in ((film.world.ben, body), (author, {"agreement": own})):
            with pytest.raises(Refusal):
                await person.transport.post(path, sent)
        assert await film.safer(author) == "wanted"


class TestAsking:
    async def test_is_for_whoever_holds_it(self, film: Film) -> None:
        world = film.world
        with pytest.raises(Refusal) as unclaimed:
            await ask_for_edits(world.asha, film.item, (CUT,))
        assert unclaimed.value.slug == "conflict"
        await reviewing.claim(world.asha, film.item)
        for person, slug in (
            (world.ben, "forbidden"),
            (world.responsible, "forbidden"),
            (world.harmed, "forbidden"),
        ):
            with pytest.raises(Refusal) as refused:
                await ask_for_edits(person, film.item, (CUT,))
            assert refused.value.slug == slug
        await ask_for_edits(world.asha, film.item, (CUT,))
        await ask_for_edits(world.asha, film.item, (CUT,))
        with pytest.raises(Refusal):
            await ask_for_edits(world.asha, film.item, (changed("voice"),))

    @pytest.mark.parametrize(
        "edits",
        [
            (Edit("cut", 0, 2_000, 0, 0, 0, 0),),
            (Edit("cut", 0, 1_000, 0, 0, 0, 0), Edit("cut", 1_001, 9_000, 0, 0, 0, 0)),
            (Edit("blur", 2_000, 3_000, 0, 0, 1, 1),),
            (),
        ],
    )
    async def test_is_of_what_can_be_made_of_it(self, film: Film, edits: tuple[Edit, ...]) -> None:
        await reviewing.claim(film.world.asha, film.item)
        with pytest.raises(Refusal) as refused:
            await ask_for_edits(film.world.asha, film.item, edits)
        assert refused.value.slug == "invalid"

    async def test_is_refused_in_any_other_form(self, film: Film) -> None:
        await reviewing.claim(film.world.asha, film.item)
        voice, cut = _wire(changed("voice")), _wire(CUT)
        outside = ([*voice, *cut], [*cut, *cut], [{"edit": "cut"}], ["cut"], [*voice] * 33)
        for edits in outside:
            with pytest.raises(Refusal) as refused:
                await film.world.asha.transport.post(f"/items/{film.item}/edits", {"edits": edits})
            assert refused.value.slug == "invalid"

    async def test_of_what_was_taken_back_is_refused(self, film: Film) -> None:
        await reviewing.claim(film.world.asha, film.item)
        await recalling.recall(film.world.responsible, film.item)
        with pytest.raises(Refusal) as refused:
            await ask_for_edits(film.world.asha, film.item, (CUT,))
        assert refused.value.slug == "conflict"


class TestTheWorker:
    async def test_hands_in_just_the_edits_that_were_asked_for(self, film: Film) -> None:
        await film.asked(*EDITS_ASKED)
        taken = await film.taken()
        for edits in ((), (CUT,)):
            with pytest.raises(Refusal) as refused:
                await film.hands.hand_in({**taken, "edits": EDITS.write(edits)}, SAFER)
            assert refused.value.slug == "invalid"
        await film.hands.hand_in(taken, SAFER)

    async def test_that_cannot_make_it_leaves_what_there_was(self, film: Film) -> None:
        await film.asked(CUT)
        await film.failed()
        assert await film.state() == "awaiting_review"
        assert await film.safer(film.world.asha) == "failed"
        assert await film.safer(film.world.responsible) is None
        async with await see_own(film.world.responsible, film.item) as plain:
            assert plain.edits == ()
        await approved_by(film.world.ben, film.item)
        assert await film.state() == "approved"

    async def test_is_welcome_to_finish_the_first_again_after_the_second(self, film: Film) -> None:
        await film.asked(CUT)
        taken = await film.taken()
        finish = await film.hands.kept_finish(taken)
        path = f"/worker/jobs/{taken['job']}/finish"
        await film.hands.transport.post(path, finish)
        await film.asked(changed("voice"))
        await film.made()
        await film.hands.transport.post(path, finish)
        evidence = await film.world.asha.transport.get(f"/items/{film.item}/evidence")
        [newest] = [one for one in evidence["renditions"] if one["role"] == "rendition"]
        assert newest["rendition"] != finish["grants"][0]["rendition"]
        assert evidence["rendition"]["type"] == RenditionStatement.TYPE

"""Return, withhold, escalate and appeal: who may, what follows, and who learns of it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.client import deciding, recalling, receiving, reviewing, sending
from service.client.deciding import return_item, withhold
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.notes import ReadNote, read_notes
from service.client.person import Person
from service.domain.reasons import REASONS, Verdict
from service.sealing.schemas import Decision
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import (
    LETTER,
    approved_by,
    opened_text,
    sent_letter,
    signed_decision,
)
from tests.factories.answers import said, slug
from tests.factories.deciding import (
    WORDS,
    kept_from,
    returned_by,
)
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.vandal import DECISION, Vandal
from tests.factories.verdicts import export_holds
from tests.factories.world import World

BETTER = b"I think about that night. I am sorry.\n"


async def _evidence(person: Person, item: str) -> dict[str, Any]:
    return dict(await person.transport.get(f"/items/{item}/evidence"))


def _decisions(evidence: dict[str, Any]) -> list[Decision]:
    return [open_statement(Statement.from_wire(one), Decision) for one in evidence["decisions"]]


async def _opened(service: InProcess, world: World, item: str) -> bytes:
    """Take an approved item on to its recipient."""
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    return await opened_text(world.harmed, item)


async def _post(service: InProcess, person: Person, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of httpx
    async with service.http(person.transport._token) as http:
        return await http.post(path, json=body)


def _about(notes: list[ReadNote], item: str) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in notes if one.subject == item]


class TestAReturn:
    async def test_is_told_to_its_author_with_words_and_to_nobody_else(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await returned_by(world.asha, item)
        mine = await look(world.responsible, item)
        assert (mine.status, mine.reason) == ("returned", "identifies-someone")
        assert _about(await read_notes(world.responsible, world.case), item) == [
            ("returned-1", WORDS)
        ]
        assert (await look(world.ben, item)).reason == "identifies-someone"
        assert await receiving.incoming(world.harmed) == []
        assert _about(await read_notes(world.harmed, world.case), item) == []
        with pytest.raises(Refusal) as unknown:
            await look(world.harmed, item)
        assert unknown.value.slug == "not-found"
        assert len(await service.trail(world.case, "item.returned")) == 1
        await export_holds(world, world.asha, tmp_path)

    async def test_lets_the_next_version_be_read_and_the_first_reaches_nobody(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await returned_by(world.asha, item)
        sent = await sending.replace_letter(world.responsible, item, BETTER)
        assert (sent.item, sent.version) == (item, 2)
        assert (await look(world.responsible, item)).reason is None
        # Whoever returned it may read the next version like anybody else.
        await approved_by(world.asha, item)
        await service.serve_outbox()
        evidence = await _evidence(world.harmed, item)
        (shown,) = _decisions(evidence)
        assert (shown.sequence, shown.previous, shown.verdict) == (1, b"", "approve")
        assert len(evidence["renditions"]) == 1
        assert await _opened(service, world, item) == BETTER
        await export_holds(world, world.asha, tmp_path)

    async def test_may_come_before_the_end_was_reached_and_says_so(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        async with await reviewing.review(world.asha, item) as reading:
            await return_item(reading, "unclear", WORDS)
        signed = await Vandal(service).statement(item, DECISION)
        coverage = open_statement(signed, Decision).coverage
        assert (coverage.covered, coverage.total) == (0, len(LETTER.decode()))

    async def test_is_not_the_service_s_word_about_a_version_that_came_later(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        first = await signed_decision(world.asha, item)
        await returned_by(world.asha, item)
        await sending.replace_letter(world.responsible, item, BETTER)
        await reviewing.claim(world.asha, item)
        answer = await _post(service, world.asha, f"/items/{item}/decision", first)
        assert (slug(answer), answer.json()["field"]) == ("conflict", "decision")

    async def test_of_an_author_without_keys_reaches_the_team_and_those_who_act(
        self, there: Custody, tmp_path: Path
    ) -> None:
        world, hand = there.world, there.hand(there.first)
        item = (await sending.send_letter(hand, LETTER)).item
        await returned_by(world.asha, item)
        found = await look(there.first.liaisons[0], item)
        assert (found.status, found.reason) == ("returned", "identifies-someone")
        assert _about(await read_notes(world.ben, world.case), item) == [("returned-1", WORDS)]
        await sending.replace_letter(hand, item, BETTER)
        await approved_by(world.ben, item)
        assert await _opened(there.service, world, item) == BETTER
        await export_holds(world, world.asha, tmp_path)


class TestANo:
    @pytest.mark.parametrize(
        ("verdict", "act", "wrong"),
        [(Verdict.RETURN, return_item, "not-wanted"), (Verdict.WITHHOLD, withhold, "unclear")],
    )
    async def test_has_a_reason_of_its_own(
        self, world: World, verdict: Verdict, act: Callable[..., Any], wrong: str
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        async with await reviewing.review(world.asha, item) as reading:
            await reading.read_letter()
            for reason in ("", "because", wrong):
                with pytest.raises(Refusal) as refused:
                    await act(reading, reason, WORDS)
                assert refused.value.facts["reason"] == "reason"
            await act(reading, min(REASONS[verdict]), WORDS)

    @pytest.mark.parametrize("act", [return_item, withhold])
    async def test_comes_with_words_to_its_author(
        self, service: InProcess, world: World, act: Callable[..., Any]
    ) -> None:
        item, path = await sent_letter(world), "/items/{}/decision"
        other = await sent_letter(world, b"another letter")
        await reviewing.claim(world.asha, item)
        honest = await kept_from(world.asha, item, lambda it: act(it, "threatens", WORDS))
        await reviewing.claim(world.asha, other)
        others = await kept_from(world.asha, other, lambda it: act(it, "threatens", WORDS))
        async with await reviewing.review(world.asha, item) as reading:
            alone = await deciding._note(reading, honest_field(honest), WORDS, ())
            across = await deciding._note(
                reading, honest_field(honest), WORDS, ("author", "recipient")
            )
            elsewhere = await deciding._note(reading, "words", WORDS, ("author",))
        for words in (None, others["words"], alone.wire(), across.wire(), elsewhere.wire()):
            body = honest | {"words": words}
            answer = await _post(service, world.asha, path.format(item), body)
            assert slug(answer) == "invalid"
            assert answer.json()["reason"] in {"words", "note-invalid"}
        assert await service.trail(world.case, "note.stated") == []
        assert (await _post(service, world.asha, path.format(item), honest)).status_code == 200
        assert len(await service.trail(world.case, "note.stated")) == 1

    async def test_gives_no_key_away_and_an_approval_has_neither_reason_nor_words(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        yes = await signed_decision(world.asha, item)
        no = await kept_from(world.asha, item, lambda it: return_item(it, "blames", WORDS))
        path = f"/items/{item}/decision"
        answer = await _post(service, world.asha, path, no | {"grants": yes["grants"]})
        assert answer.json()["reason"] == "grants"
        answer = await _post(service, world.asha, path, yes | {"words": no["words"]})
        assert answer.json()["reason"] == "words"
        body = open_statement(Statement.from_wire(yes["decision"]), Decision)
        told = sign(replace(body, reason="other"), world.asha.keys.sign_seed).to_wire()
        answer = await _post(service, world.asha, path, yes | {"decision": told})
        assert answer.json()["reason"] == "reason"
        assert (await _post(service, world.asha, path, yes)).status_code == 200

    @pytest.mark.parametrize("act", [return_item, withhold])
    async def test_sent_twice_is_one_and_of_two_at_once_one_is_heard(
        self, service: InProcess, world: World, act: Callable[..., Any]
    ) -> None:
        item, path = await sent_letter(world), "/items/{}/decision"
        await reviewing.claim(world.asha, item)
        yes = await signed_decision(world.asha, item)
        no = await kept_from(world.asha, item, lambda it: act(it, "threatens", WORDS))
        answers = await asyncio.gather(
            *(_post(service, world.asha, path.format(item), body) for body in (yes, no))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        heard = (yes, no)[[answer.status_code for answer in answers].index(200)]
        again = [await _post(service, world.asha, path.format(item), heard) for _ in "12"]
        assert again[0].status_code == 200
        assert said(again[0]) == said(again[1])
        assert len(await service.trail(world.case, "item.decided")) == 1
        assert len(await service.trail(world.case, "note.stated")) == (heard is no)

    async def test_is_the_claimers_alone(self, service: InProcess, world: World) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        body = await kept_from(world.asha, item, lambda it: withhold(it, "threatens", WORDS))
        for person in (world.responsible, world.harmed, world.administrator):
            answer = await _post(service, person, f"/items/{item}/decision", body)
            assert slug(answer) == "forbidden"
        bens = await _post(service, world.ben, f"/items/{item}/decision", body)
        assert slug(bens) == "forbidden"
        await reviewing.hand_back(world.asha, item)
        late = await _post(service, world.asha, f"/items/{item}/decision", body)
        assert slug(late) == "conflict"
        assert await service.trail(world.case, "note.stated") == []

    async def test_is_not_given_on_what_its_author_took_back(self, world: World) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        async with await reviewing.review(world.asha, item) as reading:
            await recalling.recall(world.responsible, item)
            for act in (return_item, withhold):
                with pytest.raises(Refusal) as refused:
                    await act(reading, "threatens", WORDS)
                assert refused.value.facts["state"] == "recalled"


def honest_field(body: dict[str, Any]) -> str:
    """The field of a note, without its version."""
    verdict = open_statement(Statement.from_wire(body["decision"]), Decision).verdict
    return {"return": "returned", "withhold": "withheld"}[verdict]


class TestHandingBack:
    async def test_puts_it_back_for_others_and_is_the_claimers_alone(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        async with service.http(world.ben.transport._token) as http:
            assert slug(await http.delete(f"/items/{item}/claim")) == "conflict"
        async with service.http(world.harmed.transport._token) as http:
            assert slug(await http.delete(f"/items/{item}/claim")) == "forbidden"
        for _ in "12":
            await reviewing.hand_back(world.asha, item)
        assert [one.id for one in await reviewing.queue(world.ben)] == [item]
        await approved_by(world.ben, item)
        with pytest.raises(Refusal) as late:
            await reviewing.hand_back(world.ben, item)
        assert late.value.slug == "conflict"

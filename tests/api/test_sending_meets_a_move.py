"""What a liaison sends meets a move, or a withdrawal, of whom they act for: one comes first."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from service.client import sending
from service.client.consenting import Spoken, consent
from service.client.person import Person
from service.correspondence import holding, items, submitting, uploads
from service.db.holding import held_case
from service.db.tables import Case
from tests.factories.acts import LETTER, kept_back
from tests.factories.answers import slug
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds


class _About(Exception):  # noqa: N818 - it names what happened
    """It was about to be submitted."""


async def _about_to_submit(there: Custody) -> tuple[str, dict[str, Any]]:
    """Draft and upload a letter; return where it would be submitted, and the body."""
    liaison, kept = there.first.liaisons[0], dict[str, dict[str, Any]]()
    post = liaison.transport.post

    async def until_then(
        path: str, body: dict[str, Any] | None = None, *, repeat: bool = False
    ) -> object:
        if path.endswith("/submission"):
            kept[path] = dict(body or {})
            raise _About
        return await post(path, body, repeat=repeat)

    liaison.transport.post = until_then  # type: ignore[method-assign, assignment]
    with pytest.raises(_About):
        await sending.send_letter(there.hand(there.first), LETTER)
    liaison.transport.post = post  # type: ignore[method-assign]
    ((path, body),) = kept.items()
    return path, body


async def _about_to_draft(there: Custody) -> tuple[str, dict[str, Any]]:
    hand = there.hand(there.first)
    body = await kept_back(hand.device, lambda: sending.send_letter(hand, LETTER))
    return f"/cases/{hand.case}{hand.place}/items", body


def _first(
    monkeypatch: pytest.MonkeyPatch, room: object, act: Callable[[], Awaitable[object]]
) -> list[str]:
    """Let something happen while a request waits for the case; return what will have."""
    real, happened = held_case, list[str]()

    async def after_it(session: Any, case: str) -> Case | None:  # noqa: ANN401 - passed on as it came
        if not happened:
            happened.append(case)
            await act()
        return await real(session, case)

    monkeypatch.setattr(room, "held_case", after_it)
    return happened


async def _withdraws(there: Custody, liaison: Person) -> None:
    spoken = Spoken(there.world.case, there.author, "in-person")
    await consent(liaison, "send", "any", given="withdrawn", spoken=spoken)


@pytest.mark.parametrize(
    ("about_to", "room"),
    [(_about_to_draft, items), (_about_to_submit, holding)],
    ids=["drafting", "submitting"],
)
async def test_a_move_comes_before_what_a_liaison_was_about_to_send(
    there: Custody,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    about_to: Callable[[Custody], Awaitable[tuple[str, dict[str, Any]]]],
    room: object,
) -> None:
    path, body = await about_to(there)
    drafted = await there.service.value("SELECT count(*) FROM item")
    happened = _first(monkeypatch, room, there.moved)
    async with there.service.http(there.first.liaisons[0].transport._token) as http:
        assert slug(await http.post(path, json=body)) == "not-found"
    assert happened == [there.world.case]
    assert await there.service.value("SELECT count(*) FROM item") == drafted
    assert await there.service.trail(there.world.case, "item.submitted") == []
    await export_holds(there.world, there.world.asha, tmp_path)


@pytest.mark.parametrize(
    ("about_to", "room", "states"),
    [(_about_to_draft, items, []), (_about_to_submit, holding, ["draft"])],
    ids=["drafting", "submitting"],
)
async def test_a_withdrawal_comes_before_what_a_liaison_was_about_to_send(
    there: Custody,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    about_to: Callable[[Custody], Awaitable[tuple[str, dict[str, Any]]]],
    room: object,
    states: list[str],
) -> None:
    path, body = await about_to(there)
    colleague = there.first.liaisons[1]
    happened = _first(monkeypatch, room, lambda: _withdraws(there, colleague))
    async with there.service.http(there.first.liaisons[0].transport._token) as http:
        answer = await http.post(path, json=body)
    assert (slug(answer), answer.json()["blockers"]) == ("blocked", "author-consent-missing")
    assert happened == [there.world.case]
    rows = await there.service.rows("SELECT state FROM item")
    assert [row["state"] for row in rows] == states
    await export_holds(there.world, there.world.asha, tmp_path)


async def test_or_waits_until_it_is_submitted(
    there: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, body = await _about_to_submit(there)
    real, free = uploads.check_whole, list[object]()

    async def looked(*given: Any) -> None:  # noqa: ANN401 - passed on as it came
        """Note whether anybody else could take the case now: then the answer would not hold."""
        query = "SELECT id FROM case_file WHERE id = $1 FOR UPDATE SKIP LOCKED"
        free.append(await there.service.rows(query, there.world.case))
        await real(*given)

    monkeypatch.setattr(submitting, "check_whole", looked)
    async with there.service.http(there.first.liaisons[0].transport._token) as http:
        assert (await http.post(path, json=body)).status_code == 200
    assert free == [[]]

"""Somebody without an account, at a terminal from the first: mandated, heard, taken back for."""

import functools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.cli import staff_acts
from service.client import sending
from service.client.case_files import case_in_force
from service.client.cases import open_case
from service.client.consenting import acknowledgements, consents
from service.client.hands import LiaisonHand
from service.client.mandates import mandates
from service.client.organisation import publish_roster
from service.client.organisation_teams import found_team
from service.client.person import Person
from service.client.signing_in import sign_in
from service.sealing.encoding import new_id
from service.sealing.evidence import Evidence
from tests.factories.acts import LETTER
from tests.factories.custody_days import SUNDAY, WEDNESDAY, next_there
from tests.factories.in_process import InProcess
from tests.factories.listening import listening
from tests.factories.pairings import paired
from tests.factories.staff import enlisted
from tests.factories.terminals import Terminal
from tests.factories.world import CARD, World

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def on_the_wall(service: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = functools.partial(sign_in, clock=service.clock.now)
    monkeypatch.setattr(staff_acts, "sign_in", clocked)


def _next_year(service: InProcess) -> str:
    return (
        (datetime.fromtimestamp(service.clock.now(), UTC) + timedelta(days=365)).date().isoformat()
    )


async def _listed(world: World, member: Person, purpose: str) -> str:
    team = await found_team(member, purpose, [])
    await publish_roster(world.administrator, world.root)
    return team


async def test_somebody_without_an_account_joins_a_case_agrees_and_is_left(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    known = await enlisted(service, world, "liaison")
    liaison = await sign_in(
        service.connect(), known.login, known.passphrase, clock=service.clock.now
    )
    team = await _listed(world, liaison, "liaison")
    case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
    async with listening(service.app) as address:
        asha = Terminal(world.credentials["asha"], address, tmp_path, "case")
        acts = Terminal(known, address, tmp_path, "liaison")
        heard = Terminal(known, address, tmp_path, "spoken")
        until = _next_year(service)
        given = await asha.type("mandate", case, "responsible", "--team", team, "--until", until)
        his = given["person"]
        (row,) = (await acts.type("people"))["people"]
        assert (row["case"], row["person"], row["until"]) == (case, his, given["until"])
        assert row["until"].startswith(until)
        said = ("--manner", "in-person")
        await heard.type("consent", case, his, "take-part", *said)
        await heard.type("consent", case, his, "send", "--medium", "letter", *said)
        await heard.type("acknowledge", case, his, *said)
        shown = [(one.person, one.purpose, one.given) for one in await consents(world.asha, case)]
        assert shown == [(his, "take-part", "yes"), (his, "send", "yes")]
        (accepted,) = await acknowledgements(world.asha, case)
        assert (accepted.person, accepted.given) == (his, "yes")
        await heard.type("consent", case, his, "take-part", "--withdraw", *said)
        assert (await consents(world.asha, case))[-1].given == "withdrawn"
        again = ("--team", team, "--until", until, "--person", his)
        other = await asha.type("mandate", case, "harmed", *again, status=1)
        assert other["code"] == "not-on-case"
        assert (await asha.type("mandate", case, "responsible", *again))["person"] == his
        assert [one.person for one in (await case_in_force(world.asha, case)).newest.people] == [
            his
        ]
        await asha.type("mandate-end", case, his)
        assert [one.person for one in await mandates(liaison)] == [his]
        twice = await asha.type("mandate-end", case, his, status=1)
        assert twice["code"] == "not-mandated"
        service.clock.turn(61)
        assert (await acts.type("people"))["people"] == []
        none = await asha.type("mandate-end", case, new_id(), status=1)
    assert none["code"] == "not-mandated"


async def test_what_was_sent_for_somebody_is_taken_back_by_their_liaison(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    made = await paired(service, world, {"harmed": True, "responsible": False})
    known = await enlisted(service, world, "liaison")
    liaison = await sign_in(
        service.connect(), known.login, known.passphrase, clock=service.clock.now
    )
    team = await _listed(world, liaison, "liaison")
    case, his = made.world.case, made.responsible.person
    async with listening(service.app) as address:
        asha = Terminal(world.credentials["asha"], address, tmp_path, "case")
        until = _next_year(service)
        await asha.type(
            "mandate", case, "responsible", "--team", team, "--until", until, "--person", his
        )
        item = (await sending.send_letter(LiaisonHand(liaison, case, his), LETTER)).item
        there = Terminal(known, address, tmp_path, "recall")
        assert (await there.type(item))["taken_back"]
        stranger = Terminal(world.credentials["ben"], address, tmp_path, "recall")
        assert (await stranger.type(item, status=1))["code"] == "not-found"
    shown = Evidence.from_wire(await world.ben.transport.get(f"/items/{item}/evidence"))
    assert len(shown.recalls) == 1


async def test_what_cannot_be_recorded_or_mandated_is_told_in_words(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    case, her = world.case, world.harmed.id
    duty = await _listed(world, world.asha, "duty")
    until = _next_year(service)
    async with listening(service.app) as address:
        asha = Terminal(world.credentials["asha"], address, tmp_path, "case")
        wrong = ("mandate", case, "harmed", "--team", duty, "--until", until)
        told = await asha.type(*wrong, status=1)
        assert told["code"] == "not-liaison"
        assert "This team is one of duty" in told["error"]
        sunday = _day(next_there(service, SUNDAY))
        day = ("record", case, "custody-day", "supported", "--person", her, "--until")
        told = await asha.type(*day, sunday, status=1)
        assert (told["code"], "Monday to Friday" in told["error"]) == ("invalid", True)
        evening = next_there(service, WEDNESDAY, 20)
        service.clock.turn(evening - service.clock.now())
        told = await asha.type(*day, _day(evening), status=1)
        assert "name a later day" in told["error"]
        told = await asha.type("record", case, "sign-off", "given", status=1)
        assert (told["code"], "A supervisor does this" in told["error"]) == ("forbidden", True)


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()

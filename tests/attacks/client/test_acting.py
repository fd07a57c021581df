"""A server lets somebody act for a person for whom no mandate, or none any more, lets them.

The Python client and the portal refuse the same, whatever the server shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from service.client.errors import NotPossible
from service.client.hands import LiaisonHand
from service.client.person import Person
from service.sealing.errors import SealingError
from service.sealing.schemas import Mandate
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.portal_devices import Shown, portal_acts
from tests.factories.prisons import A_YEAR, Custody

Papers = dict[str, Any]
# What the Python client calls what this device's person may not do, and the portal a mandate.
SAME = {"not-mandated": "mandate-invalid"}


@dataclass(frozen=True)
class Attacked:
    """A case, as the service shows it to the liaison who acts, and everybody in it."""

    there: Custody
    honest: Papers

    def mandate_by(self, signer: Person, **changed: Any) -> Papers:  # noqa: ANN401 - any field
        """Show another mandate in place of the honest one."""
        body = open_statement(Statement.from_wire(self.honest["mandates"][0]), Mandate)
        return {"mandates": [sign(replace(body, **changed), signer.keys.sign_seed).to_wire()]}


async def _python_says(liaison: Person, case: str, author: str, papers: Papers) -> str:
    """Say what the Python client makes of it: the version of the team, or why it refuses."""
    get, hand = liaison.transport.get, LiaisonHand(liaison, case, author)

    async def answered(path: str, **_query: object) -> Papers:
        return papers if path == f"/cases/{case}" else await get(path)

    liaison.transport.get = answered  # type: ignore[method-assign]
    try:
        found = await hand.case_in_force()
        return str(found.people.liaison_team(found.named(author)).version)
    except (SealingError, NotPossible) as error:
        code = str(error.code) if isinstance(error, SealingError) else error.slug
        return SAME.get(code, code)
    finally:
        liaison.transport.get = get  # type: ignore[method-assign]


CHANGED: dict[str, tuple[Callable[[Attacked], Papers], str]] = {
    "as it is": (lambda _case: {}, "1"),
    "no mandate": (lambda _case: {"mandates": []}, "mandate-invalid"),
    "no team": (lambda _case: {"teams": []}, "mandate-invalid"),
    "a mandate by the liaison themselves": (
        lambda case: case.mandate_by(case.there.first.liaisons[0]),
        "mandate-invalid",
    ),
    "a longer mandate": (
        lambda case: case.mandate_by(case.there.world.asha, until=2_000_000_000),
        "mandate-invalid",
    ),
}


@pytest.mark.parametrize("how", list(CHANGED))
async def test_a_liaison_acts_on_no_papers_that_do_not_let_them(there: Custody, how: str) -> None:
    liaison, case = there.first.liaisons[0], there.world.case
    honest = await liaison.transport.get(f"/cases/{case}")
    change, code = CHANGED[how]
    papers = honest | change(Attacked(there, honest))
    assert await _python_says(liaison, case, there.author, papers) == code
    assert portal_acts(Shown(liaison, papers, there.author)) == [code]


async def test_nobody_of_another_team_acts_and_nobody_once_the_mandate_is_over(
    there: Custody,
) -> None:
    """Though the server shows them everything that it shows the liaison who may."""
    liaison, case = there.first.liaisons[0], there.world.case
    papers = await liaison.transport.get(f"/cases/{case}")
    stranger = there.second.liaisons[0]
    assert await _python_says(stranger, case, there.author, papers) == "mandate-invalid"
    assert portal_acts(Shown(stranger, papers, there.author)) == ["mandate-invalid"]
    assert await _python_says(liaison, case, there.author, papers) == "1"
    there.service.clock.turn(A_YEAR + 1)
    assert await _python_says(liaison, case, there.author, papers) == "mandate-invalid"
    assert portal_acts(Shown(liaison, papers, there.author)) == ["mandate-invalid"]

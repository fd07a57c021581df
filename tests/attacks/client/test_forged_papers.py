"""Papers forged on their way to the Python client: nothing is shown, signed or sealed.

Each attack is undone again, and then the same device opens, reads or sends; where it has an honest
twin, that opens too.
"""

import pytest

from service.sealing.errors import SealingError
from tests.attacks.client.stage import Stage
from tests.attacks.papers.approvals import APPROVALS
from tests.attacks.papers.form import Attack
from tests.attacks.papers.items import ITEMS, RENDITIONS
from tests.attacks.papers.keys import KEYS
from tests.attacks.papers.standing import STANDING

pytestmark = pytest.mark.timeout(300)


def _name(attack: Attack) -> str:
    return attack.name


async def _is_refused(stage: Stage, attack: Attack) -> None:
    before = len(stage.server.asked)
    with stage.forging(attack), pytest.raises(SealingError) as refused:
        await stage.does(attack)
    assert refused.value.code == attack.fault
    told = {one.method for one in stage.server.asked[before:]}
    assert told == {"GET"}, "nothing was signed, sealed or remembered"
    if attack.honest is not None:
        with stage.forging(attack, honestly=True):
            await stage.does(attack)
    else:
        await stage.does(attack)


@pytest.mark.parametrize("attack", APPROVALS, ids=_name)
async def test_an_approval_that_nobody_gave_opens_nothing(stage: Stage, attack: Attack) -> None:
    await _is_refused(stage, attack)


@pytest.mark.parametrize("attack", KEYS, ids=_name)
async def test_a_key_or_a_time_put_in_anothers_place_is_noticed(
    stage: Stage, attack: Attack
) -> None:
    await _is_refused(stage, attack)


@pytest.mark.parametrize("attack", [*ITEMS, *RENDITIONS], ids=_name)
async def test_an_item_that_is_not_its_authors_is_not_shown(stage: Stage, attack: Attack) -> None:
    await _is_refused(stage, attack)


@pytest.mark.parametrize("attack", STANDING, ids=_name)
async def test_the_word_of_who_may_not_give_it_counts_for_nothing(
    stage: Stage, attack: Attack
) -> None:
    await _is_refused(stage, attack)

"""A trail that was cut or rewritten is countersigned by nobody who saw it before."""

import json
from collections.abc import Callable

import pytest

from service.client.countersigning import countersign
from service.sealing.encoding import b64, canonical, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.trail import BEFORE_THE_FIRST, entry_hash
from tests.attacks.client.stage import Stage

pytestmark = pytest.mark.timeout(300)


def _cut(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return rows[:-2]


def _rewritten(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Another time in the last entry, and a chain that fits it."""
    before = BEFORE_THE_FIRST if len(rows) == 1 else unb64(str(rows[-2]["hash"]))
    entry = json.loads(unb64(str(rows[-1]["entry"])))
    raw = canonical({**entry, "at": entry["at"] + 1})
    return [*rows[:-1], {**rows[-1], "entry": b64(raw), "hash": b64(entry_hash(before, raw))}]


def _taken_out(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [*rows[:3], *rows[4:]]


@pytest.mark.parametrize("change", [_cut, _rewritten, _taken_out])
async def test_a_trail_that_went_back_is_not_countersigned(
    stage: Stage, change: Callable[[list[dict[str, object]]], list[dict[str, object]]]
) -> None:
    facilitator = stage.device_of(stage.world.asha)
    await countersign(facilitator, stage.world.case)
    before = len(stage.server.asked)
    with (
        stage.server.saying(
            f"/chains/{stage.world.case}", lambda page: {**page, "rows": change(page["rows"])}
        ),
        pytest.raises(SealingError) as refused,
    ):
        await countersign(facilitator, stage.world.case)
    assert refused.value.code == Fault.TRAIL_BROKEN
    assert {one.method for one in stage.server.asked[before:]} == {"GET"}
    await countersign(facilitator, stage.world.case)
    assert stage.server.asked[-1].method == "POST"

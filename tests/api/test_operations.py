"""What an operator may look at says how the service is, and of whom it says nothing."""

import re

import pytest

from service.media.store import S3Store
from tests.factories.acts import offered_letter
from tests.factories.in_process import InProcess
from tests.factories.world import World

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ROOT = "https://gobetween.test"


async def test_live_and_ready_answer_anybody(service: InProcess) -> None:
    async with service.http() as http:
        for path in ("/health/live", "/health/ready"):
            assert (await http.get(ROOT + path)).status_code == 200


async def test_ready_says_no_when_the_object_store_does_not_answer(
    service: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_answer(_store: S3Store) -> bool:
        return False

    monkeypatch.setattr(S3Store, "ready", no_answer)
    async with service.http() as http:
        answer = await http.get(f"{ROOT}/health/ready")
    assert answer.status_code == 503


async def test_metrics_count_requests_and_name_nobody(service: InProcess, world: World) -> None:
    item = await offered_letter(service, world)
    async with service.http(world.harmed.transport._token) as http:
        await http.get(f"/items/{item}")
        metrics = (await http.get(f"{ROOT}/metrics")).text
    assert 'route="/items/{item}"' in metrics or 'route="/api/v1/items/{item}"' in metrics
    assert AN_ID.findall(metrics) == []
    for name in world.credentials.values():
        assert name.login not in metrics

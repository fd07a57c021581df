"""Every story has a copy of one world, with a clock that it turns."""

import pytest

from tests.factories.copies import neighbours, original, service, turn, world
from tests.factories.prisons import in_custody, there
from tests.factories.stretching import stretched_lightly

__all__ = [
    "in_custody",
    "neighbours",
    "original",
    "service",
    "stretched_lightly",
    "there",
    "turn",
    "world",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each story its minutes: everything is looked at after each of its steps."""
    for one in items:
        one.add_marker(pytest.mark.timeout(600))

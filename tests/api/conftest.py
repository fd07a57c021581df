"""Every test has a copy of one world, and the API over it in this process."""

from tests.factories.copies import neighbours, original, service, world

__all__ = ["neighbours", "original", "service", "world"]

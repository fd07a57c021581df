"""The Gobetween service: one package, split into rooms.

Each room says in its first lines what it owns. Which room may import which other is
written once, in ``pyproject.toml`` under ``[tool.importlinter]``, and held by the tests
in ``tests/conventions``.
"""

__version__ = "0.1.0"

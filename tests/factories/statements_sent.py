"""What this process sends to the database, for tests that count it instead of timing it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def statements_sent() -> Iterator[list[str]]:
    """Every SQL statement that this process sends, in order, with what begins and ends them.

    Some go through SQLAlchemy and some straight to the driver; beginning, committing and rolling
    back goes through the driver in either case.
    """
    seen: list[str] = []

    def through_an_engine(_c: Any, _cu: Any, statement: str, *_rest: Any) -> None:  # noqa: ANN401 - the hook's own
        seen.append(re.sub(r"\s+", " ", statement))

    def noted(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(driver: Any, statement: str, *rest: Any, **how: Any) -> Any:  # noqa: ANN401 - the driver's own
            seen.append(re.sub(r"\s+", " ", statement))
            return ask(driver, statement, *rest, **how)

        return asked

    event.listen(Engine, "before_cursor_execute", through_an_engine)
    try:
        with pytest.MonkeyPatch.context() as patched:
            for name in ("execute", "fetch", "fetchrow", "fetchval"):
                patched.setattr(asyncpg.Connection, name, noted(getattr(asyncpg.Connection, name)))
            yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", through_an_engine)

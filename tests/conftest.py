"""What every suite may share: one running stack, and an empty tenancy on it for each test.

Where a suite runs on several cores, each process has a stack of its own.
"""

import functools
import itertools
from collections.abc import AsyncIterator, Iterator
from zlib import crc32

import pytest
import pytest_asyncio
from nacl.bindings import crypto_pwhash_alg
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from service.embedded import LocalStack, Tenancy
from service.sealing import wrapping

_numbers = itertools.count(1)
# A third of its suite's time by itself, in parts that share nothing but a scene.
_MACHINE = "test_machine.py"
# The story is told once in minutes: the files that need it run where it was told.
_OF_THE_STORY = ("countersigning", "keyboard", "portal_policy", "story")


class _ByFile(LoadScopeScheduling):  # type: ignore[misc] # published without types
    """Gives each process whole files, so that what a file makes once is made once."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        shared = [f"tests/browser/test_{name}.py" for name in _OF_THE_STORY]
        if file.endswith(_MACHINE):
            return f"{file} {crc32(test.encode()) % 2}"
        return "the story" if file in shared else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    """Say how tests are shared out where a suite runs on several cores."""
    return _ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """Stretch each secret once in a process: who enrols and then signs in asks the same twice.

    Half a second of a core each time; of what the suite `api` spent on it, half was for the same.
    """
    with pytest.MonkeyPatch.context() as patched:
        once = functools.cache(crypto_pwhash_alg)
        patched.setattr(wrapping, "crypto_pwhash_alg", once)
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LocalStack]:
    """PostgreSQL, Redis and an S3 server, started once for the whole suite."""
    async with LocalStack(tmp_path_factory.mktemp("stack"), durable=False) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def tenancy(stack: LocalStack) -> AsyncIterator[Tenancy]:
    """A database, a bucket and a Redis database that no other test has touched or will."""
    name = f"test-{next(_numbers)}"
    yield await stack.make_tenancy(name)
    await stack.drop_tenancy(name)

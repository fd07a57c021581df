"""Ciphertext changed in the store, in front of the real portal: nothing of it is shown.

The same letter, left alone, opens before all the changes and after them.
"""

from collections.abc import AsyncIterator
from contextlib import ExitStack

import pytest
import pytest_asyncio

from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from tests.attacks.papers.form import changed
from tests.attacks.papers.stored import (
    DOWNGRADED,
    SPOILS,
    Change,
    Spoil,
    naming_table,
    rewritten,
)
from tests.attacks.portal.stage import (
    LETTER,
    LONG,
    WAITING,
    Stage,
    is_shown_nothing,
    opens,
    text_of,
    tries_to_open,
)

pytestmark = pytest.mark.timeout(300)


async def _papers(stage: Stage, name: str) -> Evidence:
    path = f"/items/{stage.items[name]}/evidence"
    return Evidence.from_wire(await stage.world.harmed.transport.get(path))


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def left_alone(stage: Stage) -> AsyncIterator[None]:
    """The long letter opens to its last character."""
    await opens(stage.recipient, stage.items, LONG)
    yield
    await opens(stage.recipient, stage.items, LONG)


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda one: one.name)
async def test_what_was_changed_in_the_store_is_not_shown(stage: Stage, spoil: Spoil) -> None:
    (rendition, _), *_ = (await _papers(stage, LONG)).grants
    path = f"/renditions/{rendition}"
    with ExitStack() as lies:
        if spoil.slice_ is not None:
            needed = spoil.table is None
            lies.enter_context(
                stage.server.answering(
                    f"{path}/slices/0", spoil.slice_, whole=True, needed=needed
                )
            )
        if spoil.table is not None:
            lies.enter_context(stage.server.answering(f"{path}/table", spoil.table))
        if spoil.fault is None:
            await opens(stage.recipient, stage.items, LONG)
        else:
            await tries_to_open(stage.recipient, stage.items[LONG])
            await is_shown_nothing(stage.recipient, spoil.fault)


async def test_other_words_by_another_key_holder_are_not_shown(stage: Stage) -> None:
    await opens(stage.recipient, stage.items, LETTER)
    papers = await _papers(stage, LETTER)
    other = rewritten(papers, stage.hand, b"Words that the author never wrote.\n")
    path = f"/renditions/{papers.grants[0][0]}"
    with stage.server.answering(f"{path}/slices/0", lambda _own: other.slice_, whole=True):
        await tries_to_open(stage.recipient, stage.items[LETTER])
        await is_shown_nothing(stage.recipient, Fault.CHUNK_REPLACED)
    with stage.server.answering(f"{path}/table", lambda _own: other.table):
        await tries_to_open(stage.recipient, stage.items[LETTER])
        await is_shown_nothing(stage.recipient, Fault.TABLE_REPLACED)
    await opens(stage.recipient, stage.items, LETTER)


@pytest.mark.parametrize(
    ("fault", "change"),
    [(fault, change) for _, fault, change in DOWNGRADED],
    ids=[name for name, _, _ in DOWNGRADED],
)
async def test_a_form_of_container_that_is_not_known_is_not_read(
    stage: Stage, fault: Fault, change: Change
) -> None:
    asha, item = stage.world.asha, stage.items[WAITING]
    papers = await asha.transport.get(f"/items/{item}/evidence")
    path = f"/renditions/{papers['grants'][0]['rendition']}/table"
    downgraded = change(await asha.transport.get_bytes(path))
    forge = naming_table(downgraded)
    with (
        stage.server.answering(path, lambda _own: downgraded),
        stage.server.saying(
            f"/items/{item}/evidence", lambda wire: changed(wire, forge, stage.hand)
        ),
    ):
        await stage.reader.page.evaluate(
            "(item) => { location.hash = `/review/${item}`; }", item
        )
        await is_shown_nothing(stage.reader, fault)
    await stage.reader.goes_home()
    await stage.reader.takes(item)
    assert await stage.reader.reads_to_the_end() == text_of(WAITING)
    await stage.reader.goes_home()

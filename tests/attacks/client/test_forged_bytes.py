"""Ciphertext changed in the store, in front of the Python client: nothing of it is shown.

Each change is undone again, and the letter opens to its last byte.
"""

from contextlib import ExitStack

import pytest

from service.client.errors import ClientError
from service.client.reviewing import review
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from tests.attacks.client.stage import LONG, TEXT, WAITING, Stage
from tests.attacks.papers.form import changed
from tests.attacks.papers.stored import (
    DOWNGRADED,
    SPOILS,
    Change,
    Spoil,
    naming_table,
    rewritten,
)
from tests.factories.acts import opened_text

pytestmark = pytest.mark.timeout(300)


async def _papers(stage: Stage, item: str) -> Evidence:
    return Evidence.from_wire(await stage.world.harmed.transport.get(f"/items/{item}/evidence"))


def _code(error: Exception) -> str:
    return str(getattr(error, "code", "")) or str(getattr(error, "slug", ""))


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda one: one.name)
async def test_what_was_changed_in_the_store_is_not_shown(stage: Stage, spoil: Spoil) -> None:
    rendition = (await _papers(stage, stage.long)).grants[0][0]
    with ExitStack() as lies:
        if spoil.slice_ is not None:
            path = f"/renditions/{rendition}/slices/0"
            needed = spoil.table is None
            lies.enter_context(
                stage.server.answering(path, spoil.slice_, whole=True, needed=needed)
            )
        if spoil.table is not None:
            lies.enter_context(
                stage.server.answering(f"/renditions/{rendition}/table", spoil.table)
            )
        device = stage.device_of(stage.world.harmed)
        if spoil.fault is None:
            assert await opened_text(device, stage.long) == LONG
        else:
            with pytest.raises((SealingError, ClientError)) as refused:
                await opened_text(device, stage.long)
            assert _code(refused.value) == (spoil.client or spoil.fault)
    assert await opened_text(stage.device_of(stage.world.harmed), stage.long) == LONG


@pytest.mark.parametrize("with_table", [True, False], ids=["with-its-table", "slice-alone"])
async def test_other_words_by_another_key_holder_are_not_shown(
    stage: Stage, *, with_table: bool
) -> None:
    """Whoever was given the key could seal anything under it; the author signed for one thing."""
    papers = await _papers(stage, stage.letter)
    other = rewritten(papers, stage.hand, b"Words that the author never wrote.\n")
    path = f"/renditions/{papers.grants[0][0]}"
    with ExitStack() as lies:
        if with_table:
            lies.enter_context(stage.server.answering(f"{path}/table", lambda _own: other.table))
        lies.enter_context(
            stage.server.answering(
                f"{path}/slices/0", lambda _own: other.slice_, whole=True, needed=not with_table
            )
        )
        with pytest.raises(SealingError) as refused:
            await opened_text(stage.device_of(stage.world.harmed), stage.letter)
    assert refused.value.code == (Fault.TABLE_REPLACED if with_table else Fault.CHUNK_REPLACED)
    assert await opened_text(stage.device_of(stage.world.harmed), stage.letter) == TEXT


@pytest.mark.parametrize(
    ("fault", "change"),
    [(fault, change) for _, fault, change in DOWNGRADED],
    ids=[name for name, _, _ in DOWNGRADED],
)
async def test_a_form_of_container_that_is_not_known_is_not_read(
    stage: Stage, fault: Fault, change: Change
) -> None:
    """The author and the server together say that the container is of another version or suite."""
    reader = stage.device_of(stage.world.asha)
    papers = await reader.transport.get(f"/items/{stage.waiting}/evidence")
    path = f"/renditions/{papers['grants'][0]['rendition']}/table"
    downgraded = change(await reader.transport.get_bytes(path))
    forge = naming_table(downgraded)
    with (
        stage.server.answering(path, lambda _own: downgraded),
        stage.server.saying(
            f"/items/{stage.waiting}/evidence", lambda wire: changed(wire, forge, stage.hand)
        ),
        pytest.raises(SealingError) as refused,
    ):
        await review(reader, stage.waiting)
    assert refused.value.code == fault
    async with await review(stage.device_of(stage.world.asha), stage.waiting) as reading:
        assert await reading.read_letter() == WAITING.decode()

"""Four gibibytes through the real service by the Python client, and memory stays flat."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from service.client.case_files import own_case
from service.client.upload import SLICE_CHUNKS
from service.sealing.container import chunk_count, new_content_key, padded_length
from service.sealing.encoding import b64, new_id
from service.sealing.grants import seal_resume
from tests.factories.parts import ROOT, Parts
from tests.factories.world import World
from tests.long.large_files import GIB, check_room, digest_of, write_large

SIZE: Final = 4 * GIB
MOST_OVER_BASE_KIB: Final = 64 * 1024
WITHIN_S: Final = 1200

pytestmark = pytest.mark.timeout(2 * WITHIN_S)


@pytest.fixture
def large(tmp_path: Path, parts: Parts) -> Iterator[Path]:
    """The file that is sent; it takes little room, what is stored of it takes all."""
    check_room(parts.stack.data_dir, SIZE)
    path = write_large(tmp_path / "film.mp4", SIZE)
    yield path
    path.unlink()


async def _drafted(parts: Parts, world: World, digest: bytes) -> str:
    """Begin a draft of the file; returns its item.

    The service takes recordings of 3 GB and refuses more when they are begun. So a small one is
    begun, and then the owner of the tables writes another length: from there on nothing that the
    service, its store or the client does is other than for any container.
    """
    author, item, rendition = world.responsible, new_id(), new_id()
    case = await own_case(author)
    note = seal_resume(item, rendition, author.keys.box_public, new_content_key(), digest, SIZE)
    others = [one.person for one in case.newest.people if one.person != author.id]
    upload = {
        "rendition": rendition,
        "padded": padded_length(1),
        "slice_chunks": SLICE_CHUNKS,
        "resume": b64(note),
    }
    body = {"item": item, "kind": "video_message", "language": "en", "recipients": others}
    await author.transport.post(
        f"/cases/{world.case}/items", body | {"in_reply_to": None, "upload": upload}
    )
    padded = padded_length(SIZE)
    # The database itself refuses a second length.
    await parts.rows("ALTER TABLE rendition DISABLE TRIGGER rendition_length_guard")
    await parts.rows(
        "UPDATE rendition SET padded = $1, chunks = $2 WHERE id = $3",
        *(padded, chunk_count(padded), rendition),
    )
    await parts.rows("ALTER TABLE rendition ENABLE TRIGGER rendition_length_guard")
    return item


def _by_a_device(told: dict[str, Any]) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "tests.long.carrying"],
        cwd=ROOT,
        input=json.dumps(told),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=WITHIN_S,
    )
    figures: dict[str, Any] = json.loads(ended.stdout)
    sys.stderr.write(f"{told['act']}: {figures}\n")
    return figures


async def test_four_gibibytes_are_sealed_stored_fetched_and_opened_with_memory_flat(
    parts: Parts, world: World, large: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    digest = digest_of(large)
    item = await _drafted(parts, world, digest)
    who = world.credentials["responsible"]
    told = {
        "address": parts.address,
        "login": who.login,
        "passphrase": who.passphrase,
        "item": item,
        "path": str(large),
    }
    with capfd.disabled():
        sent = _by_a_device(told | {"act": "send"})
        opened = _by_a_device(told | {"act": "open"})
    stored = await parts.value(
        "SELECT sum(size) FROM slice JOIN rendition ON rendition = id WHERE item_id = $1", item
    )
    assert stored > SIZE
    assert opened["digest"] == digest.hex()
    for figures in (sent, opened):
        assert figures["peak_kib"] - figures["base_kib"] < MOST_OVER_BASE_KIB

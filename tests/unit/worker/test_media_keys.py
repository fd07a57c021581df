from pathlib import Path

import pytest

from service.sealing.encoding import new_id
from service.worker.media_keys import KeyFileRefused, PoolKeys, read_pool_keys

PASSPHRASE = "six plain words for a test"
POOL = PoolKeys.generate(new_id(), bytes(32))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("keys")
    key_file, passphrase_file = folder / "pool.key", folder / "pool.passphrase"
    key_file.write_bytes(POOL.to_key_file(PASSPHRASE))
    passphrase_file.write_text(PASSPHRASE + "\n")
    for path in (key_file, passphrase_file):
        path.chmod(0o600)
    return key_file, passphrase_file


def test_a_pools_keys_come_back_whole(written: tuple[Path, Path]) -> None:
    found = read_pool_keys(*written)
    assert found == POOL
    assert found.entry == POOL.entry
    assert found.pins.root == POOL.root


def test_a_key_file_says_nothing_in_clear(written: tuple[Path, Path]) -> None:
    raw = written[0].read_bytes()
    assert POOL.pool.encode() not in raw
    assert POOL.keys.box_private not in raw


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
@pytest.mark.parametrize("which", [0, 1])
def test_keys_that_others_may_read_are_not_used(
    written: tuple[Path, Path], which: int, mode: int
) -> None:
    written[which].chmod(mode)
    try:
        with pytest.raises(KeyFileRefused, match="0600"):
            read_pool_keys(*written)
    finally:
        written[which].chmod(0o600)


def test_a_wrong_passphrase_is_one_sentence(written: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another one altogether")
    wrong.chmod(0o600)
    with pytest.raises(KeyFileRefused, match="does not open"):
        read_pool_keys(written[0], wrong)


def test_a_missing_key_file_is_one_sentence(written: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(KeyFileRefused, match="cannot be read"):
        read_pool_keys(tmp_path / "none", written[1])

"""The media worker's process beside swap: in production none, unless it is encrypted."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
IN_CLEAR = HEAD + "/swapfile\t\t\tfile\t\t1048572\t\t0\t\t-2\n"
# In a namespace of its own the kernel's list is another.
BESIDE = 'mount --bind "$0" /proc/swaps && exec "$@"'


def started(swaps: str, environment: str, folder: Path) -> tuple[int, str]:
    """Start it where /proc/swaps says this; it has no keys, so it ends by itself in any case."""
    listed = folder / "swaps"
    listed.write_text(swaps)
    ended = subprocess.run(
        [
            *("unshare", "--user", "--map-root-user", "--mount", "--", "sh", "-c", BESIDE),
            *(str(listed), sys.executable, "-m", "service.cli", "media-worker"),
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "GOBETWEEN_ENVIRONMENT": environment,
            "GOBETWEEN_REDIS_URL": "redis://127.0.0.1:1",
            "GOBETWEEN_API_URL": "http://127.0.0.1:1",
            "GOBETWEEN_WORKER_KEY_FILE": str(folder / "none.key"),
            "GOBETWEEN_WORKER_KEY_PASSPHRASE_FILE": str(folder / "none.passphrase"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return ended.returncode, ended.stderr


def test_it_does_not_start_in_production_beside_swap_in_clear(tmp_path: Path) -> None:
    status, said = started(IN_CLEAR, "production", tmp_path)
    assert status == 1
    assert said == (
        "media worker: Swap on /swapfile is not known to be encrypted: "
        "turn it off (swapoff /swapfile), or use zram, or a device of dm-crypt.\n"
    )


def test_it_goes_on_to_its_keys_where_there_is_none(tmp_path: Path) -> None:
    for swaps, environment in ((HEAD, "production"), (IN_CLEAR, "development")):
        status, said = started(swaps, environment, tmp_path)
        assert status == 1
        assert "cannot be read" in said
        assert "wap" not in said

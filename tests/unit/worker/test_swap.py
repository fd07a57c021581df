"""Which swap a media worker may run beside: none that could write a recording down in clear."""

from pathlib import Path

import pytest

from service.worker import swap
from service.worker.swap import BlockDevice, block_devices, swap_in_clear

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
PLAIN_CRYPT = BlockDevice("CRYPT-PLAIN-swap", ("sda2",))
LUKS = BlockDevice("CRYPT-LUKS2-0123456789abcdef-root", ("nvme0n1p3",))
DEVICES = {
    "sda2": BlockDevice(),
    "nvme0n1p3": BlockDevice(),
    "zram0": BlockDevice(spills_to="none"),
    "zram1": BlockDevice(),
    "zram2": BlockDevice(spills_to="/dev/sda2"),
    "dm-0": PLAIN_CRYPT,
    "mapper/swap": PLAIN_CRYPT,
    "dm-1": LUKS,
    "dm-2": BlockDevice("LVM-abc", ("dm-1",)),
    "dm-3": BlockDevice("LVM-def", ("sda2",)),
    "dm-4": BlockDevice("LVM-ghi", ("dm-1", "sda2")),
    "dm-5": BlockDevice("CRYPT-INTEGRITY-swap", ("sda2",)),
    "dm-6": BlockDevice("CRYPT-VERITY-swap", ("sda2",)),
    "dm-7": BlockDevice(),
    "md0": BlockDevice(lies_on=("dm-0", "dm-1")),
    "crypt": BlockDevice(lies_on=("sda2",)),
}


def area(name: str, sort: str = "partition") -> str:
    return f"{name}\t\t\t{sort}\t1048572\t\t0\t\t-2\n"


@pytest.mark.parametrize(
    "swaps",
    [
        "",
        HEAD,
        HEAD + "\n",
        HEAD + area("/dev/zram0"),
        HEAD + area("/dev/zram1"),
        HEAD + area("/dev/dm-0"),
        HEAD + area("/dev/mapper/swap"),
        HEAD + area("/dev/dm-1") + area("/dev/zram0"),
        HEAD + area("/dev/dm-2"),
        HEAD + area("/dev/md0"),
    ],
    ids=[
        *("no words at all", "no area", "an empty line", "zram", "zram that cannot spill"),
        *("plain dm-crypt", "by its name", "LUKS beside zram", "a volume on LUKS"),
        "a mirror of encrypted disks",
    ],
)
def test_swap_that_leaves_nothing_in_clear_is_passed(swaps: str) -> None:
    assert swap_in_clear(swaps, DEVICES) is None


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("/swapfile", "file"),
        ("/home/swap\\040file", "file"),
        ("/somewhere/dev/zram0", "file"),
        ("/dev/sda2", "partition"),
        ("/dev/zram2", "partition"),
        ("/dev/dm-3", "partition"),
        ("/dev/dm-4", "partition"),
        ("/dev/dm-5", "partition"),
        ("/dev/dm-6", "partition"),
        ("/dev/dm-7", "partition"),
        ("/dev/dm-8", "partition"),
        ("/dev/crypt", "partition"),
        ("/dev/zramdisk", "partition"),
        ("none", "virtual"),
    ],
    ids=[
        *("a file", "a file with a space", "a file named as a device", "a disk's part"),
        *("zram that spills to a disk", "a volume in clear", "a volume half in clear"),
        *("one that is only proved", "one that is only verified", "one that says nothing"),
        *("one of which nothing is known", "a name alone", "a name that begins as zram's"),
        "something else",
    ],
)
def test_any_other_is_named(name: str, sort: str) -> None:
    assert swap_in_clear(HEAD + area(name, sort), DEVICES) == name
    assert swap_in_clear(HEAD + area("/dev/zram0") + area(name, sort), DEVICES) == name


def test_what_the_kernel_says_of_its_devices_is_read(tmp_path: Path) -> None:
    for name, words in {
        "sda2/size": "1",
        "dm-0/dm/uuid": "CRYPT-PLAIN-swap",
        "dm-0/dm/name": "swap",
        "dm-0/slaves/sda2": "",
        "zram0/backing_dev": "none",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{words}\n")
    crypt = BlockDevice("CRYPT-PLAIN-swap", ("sda2",))
    assert block_devices(tmp_path) == {
        "sda2": BlockDevice(),
        "dm-0": crypt,
        "mapper/swap": crypt,
        "zram0": BlockDevice(spills_to="none"),
    }
    assert block_devices(tmp_path / "nowhere") == {}


class TestWhatIsSaid:
    def test_of_swap_in_clear_is_what_to_do(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(swap, "SWAPS", tmp_path / "swaps")
        (tmp_path / "swaps").write_text(HEAD + area("/swapfile", "file"))
        said = swap.refusal_of_swap()
        assert said is not None
        assert said.startswith("Swap on /swapfile is not known to be encrypted: turn it off")
        (tmp_path / "swaps").write_text(HEAD)
        assert swap.refusal_of_swap() is None, "the control"

    def test_where_nobody_can_know_is_that_it_must(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(swap, "SWAPS", tmp_path / "nothing here")
        said = swap.refusal_of_swap()
        assert said is not None
        assert said.startswith("Let it read ")

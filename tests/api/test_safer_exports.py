"""An export in which a recording was changed and passed on without its author is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.archive.checking import check_export
from service.archive.form import statement_name
from service.client import reviewing
from service.client.exporting import export_case
from service.client.safer import ask_for_edits, see_own
from service.client.sending import send_recording
from service.sealing.encoding import b64
from service.sealing.schemas import Agreement
from service.sealing.schemas_edits import changed
from service.sealing.statements import sign
from tests.api.exports_changed import insider
from tests.factories.acts import approved_by
from tests.factories.exported import Exported, Files, exchange, of_type, trail_of
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World


async def _exported(service: InProcess, world: World, tmp_path: Path) -> Exported:
    """Export a case in which a voice was changed, agreed to, approved and offered."""
    path = tmp_path / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    item = (await send_recording(world.responsible, path, kind="recorded_message")).item
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(item)))
    await reviewing.claim(world.asha, item)
    await ask_for_edits(world.asha, item, (changed("voice"),))
    await hands.hand_in(await hands.start(await hands.job_of(item)))
    async with await see_own(world.responsible, item) as edited:
        await edited.watch()
        await edited.agree()
    await approved_by(world.ben, item)
    await service.serve_outbox()
    await export_case(world.asha, world.case, tmp_path / "case.zip")
    return Exported(tmp_path / "case.zip", world, item, "")


def _never_asked(case: Exported, files: Files) -> None:
    [word] = of_type(files, Agreement.TYPE)
    del files[statement_name(word.voice)]
    insider(case, files, [one for one in trail_of(files) if one["statement"] != b64(word.voice)])


def _by_a_reader(case: Exported, files: Files) -> None:
    [word] = of_type(files, Agreement.TYPE)
    entries = trail_of(files)
    exchange(files, entries, word, sign(word.body, case.world.ben.keys.sign_seed))
    insider(case, files, entries)


def _only_afterwards(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    agreed = next(one for one in entries if one["event"] == "item.agreed")
    approved = next(n for n, one in enumerate(entries) if one["event"] == "item.approved")
    entries.insert(approved + 1, agreed)
    entries.remove(agreed)
    insider(case, files, entries)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_never_asked, "agreement-missing"),
        (_by_a_reader, "signer-unknown"),
        (_only_afterwards, "agreement-missing"),
    ],
)
async def test_a_change_without_its_author_is_found(
    service: InProcess,
    world: World,
    tmp_path: Path,
    change: Callable[[Exported, Files], None],
    code: str,
) -> None:
    case = await _exported(service, world, tmp_path)
    honest = case.repacked(tmp_path, lambda files: insider(case, files, trail_of(files)))
    assert check_export(honest, world.root.public).first_fault is None
    forged = case.repacked(tmp_path, lambda files: change(case, files))
    fault = check_export(forged, world.root.public).first_fault
    assert fault is not None
    assert fault["code"] == code

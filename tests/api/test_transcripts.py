"""A reader who does not hear a recording goes by what a colleague wrote down of it, and says so."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.archive.checking import check_export
from service.client import receiving, reviewing
from service.client.errors import NotPossible, Refusal
from service.client.exporting import export_case
from service.client.items import item as look
from service.client.notes import write_note
from service.client.person import Person
from service.client.reviewing import Reading
from service.client.sending import send_recording
from service.client.transcripts import read_transcript, write_transcript
from service.sealing.encoding import b64
from service.sealing.schemas import Attestation, Coverage, Decision
from service.sealing.statements import Statement, open_statement, sign
from tests.api.exports_changed import insider
from tests.factories.acts import approved_by, kept_back, sent_letter
from tests.factories.exported import Exported, Files, exchange, of_type, put, trail_of
from tests.factories.in_process import InProcess
from tests.factories.media_hands import FACTS, MADE, Given, MediaHands
from tests.factories.verdicts import export_holds
from tests.factories.world import World

SAID = "0:00 He coughs.\n\n0:01 “I am sorry. Mae yn ddrwg gen i.”\n\nA door closes.\n"
RECORDED = b"stands for a recording " * 300


async def _recording(
    service: InProcess, world: World, tmp_path: Path, patched: pytest.MonkeyPatch, *, picture: bool
) -> str:
    if not picture:
        sound = replace(FACTS, video_codec=None, width=0, height=0)
        patched.setattr(Given, "facts", sound)
    path = tmp_path / "recording.mp4"
    path.write_bytes(RECORDED)
    sent = await send_recording(
        world.responsible, path, kind="video_message" if picture else "recorded_message"
    )
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(sent.item)))
    return sent.item


async def _written_by(reader: Person, item: str, text: str = SAID) -> None:
    """A reader plays a recording to its end, writes down what is heard, and puts it back."""
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        await reading.watch()
        await write_transcript(reading, text)
    await reviewing.hand_back(reader, item)


async def _in_hands(reader: Person, item: str, act: Callable[[Reading], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever is done with it
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        return await act(reading)


async def _approve_unheard(reading: Reading) -> None:
    facts = reading.submitted.rendition
    if facts is not None and facts.media.video_codec:
        await reading.watch()
    assert await read_transcript(reading) == SAID
    await reviewing.approve(reading)


async def _decisions(person: Person, item: str) -> list[Decision]:
    shown = (await person.transport.get(f"/items/{item}/evidence"))["decisions"]
    return [open_statement(Statement.from_wire(one), Decision) for one in shown]


@pytest.mark.parametrize("picture", [True, False])
async def test_a_recording_is_approved_by_a_reader_who_does_not_hear_it(
    service: InProcess,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    picture: bool,  # noqa: FBT001 - drawn
) -> None:
    item = await _recording(service, world, tmp_path, monkeypatch, picture=picture)
    await _written_by(world.asha, item)
    await _in_hands(world.ben, item, _approve_unheard)
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "listen")
    await service.serve_outbox()
    async with await receiving.open_item(world.harmed, item) as opened:
        assert await opened.contents.to_bytes() == MADE
    [decision] = await _decisions(world.harmed, item)
    coverage = decision.coverage
    assert (coverage.unit, coverage.covered, coverage.total) == ("ms", 2000, 2000)
    stored = await service.value(
        "SELECT digest FROM statement WHERE type = 'gobetween/note/1' AND"
        " convert_from(payload, 'UTF8')::jsonb ->> 'field' = 'transcript-1'"
    )
    assert coverage.transcript == bytes(stored)
    assert (await export_holds(world, world.asha, tmp_path))["decisions"] == 1


class TestThereIsNoGoingBy:
    async def test_what_nobody_or_only_oneself_wrote_down(
        self, service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await _recording(service, world, tmp_path, monkeypatch, picture=False)
        with pytest.raises(NotPossible) as missing:
            await _in_hands(world.ben, item, read_transcript)
        assert missing.value.slug == "no-transcript"
        await reviewing.hand_back(world.ben, item)
        await _written_by(world.asha, item)
        with pytest.raises(NotPossible) as own:
            await _in_hands(world.asha, item, read_transcript)
        assert own.value.slug == "no-transcript"

    async def test_a_picture_that_was_not_seen(
        self, service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await _recording(service, world, tmp_path, monkeypatch, picture=True)
        await _written_by(world.asha, item)
        with pytest.raises(NotPossible) as unseen:
            await _in_hands(world.ben, item, read_transcript)
        assert unseen.value.slug == "not-covered"

    async def test_what_was_written_down_before_the_end_or_too_long(
        self, service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await _recording(service, world, tmp_path, monkeypatch, picture=False)
        with pytest.raises(NotPossible) as early:
            await _in_hands(world.asha, item, lambda reading: write_transcript(reading, SAID))
        assert early.value.slug == "not-covered"
        with pytest.raises(NotPossible) as long:
            await _written_by(world.asha, item, "ŵ" * 8001)
        assert long.value.slug == "too-long"


async def _spoilt(reading: Reading, coverage: Coverage) -> dict[str, Any]:
    """Return an approval that says something else of what was covered, not yet sent."""
    await reading.watch() if reading.submitted.rendition else await reading.read_letter()
    reading.cover(coverage)
    return await kept_back(reading.reader, lambda: reviewing.approve(reading))


async def _refused(reader: Person, item: str, coverage: Coverage) -> Refusal:
    body = await _in_hands(reader, item, lambda reading: _spoilt(reading, coverage))
    with pytest.raises(Refusal) as refused:
        await reader.transport.post(f"/items/{item}/decision", body)
    await reviewing.hand_back(reader, item)
    return refused.value


async def _note(service: InProcess, field: str) -> bytes:
    return bytes(
        await service.value(
            "SELECT digest FROM statement WHERE type = 'gobetween/note/1' AND"
            " convert_from(payload, 'UTF8')::jsonb ->> 'field' = $1 ORDER BY sequence DESC",
            field,
        )
    )


class TestTheServiceRefuses:
    async def test_a_decision_by_what_is_no_colleagues_transcript_of_just_this(
        self, service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await _recording(service, world, tmp_path, monkeypatch, picture=False)
        other = await _recording(service, world, tmp_path, monkeypatch, picture=False)
        await _written_by(world.asha, other)
        elsewhere = await _note(service, "transcript-1")
        await write_note(world.asha, world.case, item, "beside-1", SAID)
        beside = await _note(service, "beside-1")
        for named in (bytes(32), elsewhere, beside):
            refused = await _refused(world.ben, item, Coverage("ms", 2000, 2000, named))
            assert refused.facts["reason"] == "transcript"
        await _written_by(world.asha, item)
        theirs = await _note(service, "transcript-1")
        refused = await _refused(world.asha, item, Coverage("ms", 2000, 2000, theirs))
        assert refused.facts["reason"] == "transcript", "nobody goes by their own"

    async def test_one_by_an_older_version_than_the_newest(
        self, service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await _recording(service, world, tmp_path, monkeypatch, picture=False)
        await _written_by(world.asha, item)
        older = await _note(service, "transcript-1")
        await _written_by(world.asha, item, SAID + "\n0:02 He cries.")
        refused = await _refused(world.ben, item, Coverage("ms", 2000, 2000, older))
        assert (refused.slug, refused.facts["field"]) == ("conflict", "transcript")
        assert (await look(world.ben, item)).status == "awaiting_review"

    async def test_a_letter_that_was_not_read_itself(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await write_note(world.asha, world.case, item, "transcript-1", SAID)
        named = await _note(service, "transcript-1")
        with pytest.raises(NotPossible) as letter:
            await _in_hands(world.ben, item, read_transcript)
        assert letter.value.slug == "no-transcript"
        await reviewing.hand_back(world.ben, item)
        await approved_by(world.ben, item)
        assert all(named != one.coverage.transcript for one in await _decisions(world.ben, item))

    async def test_one_that_says_that_a_letter_was_heard_by_another(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await write_note(world.asha, world.case, item, "transcript-1", SAID)
        named = await _note(service, "transcript-1")
        refused = await _refused(world.ben, item, Coverage("ms", 1, 1, named))
        assert refused.facts["reason"] == "transcript"


def _named(case: Exported, files: Files, *, own: bool) -> None:
    """Let Asha's approval, not Ben's, go by her own transcript; or Ben's by what is none."""
    entries = trail_of(files)
    [old] = of_type(files, Decision.TYPE)
    body = open_statement(old, Decision)
    other = replace(body.coverage, transcript=bytes(31) + b"\x01")
    by = case.world.asha if own else case.world.ben
    new = sign(body if own else replace(body, coverage=other), by.keys.sign_seed)
    exchange(files, entries, old, new)
    insider(case, files, entries)


async def test_an_export_in_which_it_was_heard_on_the_authors_side_is_refused(
    service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = await _recording(service, world, tmp_path, monkeypatch, picture=False)
    await _written_by(world.asha, item)
    # From here on Asha would be somebody whose word for it nobody may go by.
    now = service.clock.now()
    attested = Attestation(
        *(world.org, world.case, world.responsible.id, "withdrawal", b"", "phone", b"", now, now)
    )
    await _in_hands(world.ben, item, _approve_unheard)
    path = tmp_path / "case.zip"
    await export_case(world.asha, world.case, path)
    case = Exported(path, world, item, "")

    def before_the_decision(files: Files) -> None:
        entries, said = trail_of(files), sign(attested, world.asha.keys.sign_seed)
        put(files, said)
        at = next(n for n, one in enumerate(entries) if one["event"] == "item.decided")
        line = dict(entries[at]) | {"event": "act.attested", "statement": b64(said.voice)}
        insider(case, files, [*entries[:at], line, *entries[at:]])

    forged = case.repacked(tmp_path, before_the_decision)
    fault = check_export(forged, world.root.public).first_fault
    assert fault is not None
    assert fault["code"] == "decision-invalid"


@pytest.mark.parametrize("own", [True, False])
async def test_an_export_in_which_nobody_else_had_heard_it_is_refused(
    service: InProcess,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    own: bool,  # noqa: FBT001 - drawn
) -> None:
    item = await _recording(service, world, tmp_path, monkeypatch, picture=False)
    await _written_by(world.asha, item)
    await _in_hands(world.ben, item, _approve_unheard)
    path = tmp_path / "case.zip"
    await export_case(world.asha, world.case, path)
    case = Exported(path, world, item, "")
    honest = case.repacked(tmp_path, lambda files: insider(case, files, trail_of(files)))
    assert check_export(honest, world.root.public).first_fault is None
    forged = case.repacked(tmp_path, partial(_named, case, own=own))
    fault = check_export(forged, world.root.public).first_fault
    assert fault is not None
    assert fault["code"] == "decision-invalid"

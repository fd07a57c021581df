"""Names and notes say what somebody of the case signed, and nothing that the server made up."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.sealing.encoding import digest, new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.keys import PersonKeys
from service.sealing.schemas import Note
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.verify_case import verify_case
from service.sealing.verify_later import verify_notes
from tests.attacks.client.stage import Stage

pytestmark = pytest.mark.timeout(300)

FIELD = "name"
Forge = Callable[[Stage, list[Statement]], list[Statement]]


def _resigned(keys_of: Callable[[Stage], PersonKeys]) -> Forge:
    """The newest note, under another's key."""

    def forge(stage: Stage, notes: list[Statement]) -> list[Statement]:
        body = open_statement(notes[-1], Note)
        return [*notes[:-1], sign(body, keys_of(stage).sign_seed)]

    return forge


def _first_left_out(_stage: Stage, notes: list[Statement]) -> list[Statement]:
    return notes[1:]


def _of_another_field(stage: Stage, notes: list[Statement]) -> list[Statement]:
    body = replace(open_statement(notes[-1], Note), field="comment")
    return [*notes[:-1], sign(body, stage.world.responsible.keys.sign_seed)]


def _of_another_case(stage: Stage, notes: list[Statement]) -> list[Statement]:
    body = replace(open_statement(notes[-1], Note), case=new_id())
    return [*notes[:-1], sign(body, stage.world.responsible.keys.sign_seed)]


def _container_exchanged(_stage: Stage, notes: list[Statement]) -> list[Statement]:
    """The true signature under another container's digest."""
    body = replace(open_statement(notes[-1], Note), container=digest(b"another name"))
    made = sign(body, PersonKeys.generate().sign_seed)
    return [*notes[:-1], replace(made, key=notes[-1].key, signature=notes[-1].signature)]


FORGED: dict[str, Forge] = {
    "by-nobody-known": _resigned(lambda stage: stage.hand.own),
    "by-staff-not-on-the-case": _resigned(lambda stage: stage.world.administrator.keys),
    "by-the-worker-pool": _resigned(lambda stage: stage.world.pool.keys),
    "first-version-left-out": _first_left_out,
    "of-another-field": _of_another_field,
    "of-another-case": _of_another_case,
    "container-exchanged": _container_exchanged,
}


async def _read(stage: Stage, subject: str, notes: list[Statement]) -> Note | None:
    """Read notes as a member of the team does, over the case that the service shows."""
    reader = stage.device_of(stage.world.asha)
    shown = Evidence.from_wire(await reader.transport.get(f"/cases/{stage.world.case}"))
    return verify_notes(verify_case(shown, reader.pins), notes, subject, FIELD)


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
async def test_a_forged_name_or_note_is_not_shown(stage: Stage, forge: Forge) -> None:
    subject, at = stage.letter, stage.service.clock.now()
    first = Note(stage.world.case, subject, FIELD, 1, digest(b"one"), ("team",), b"", at)
    signed = sign(first, stage.world.responsible.keys.sign_seed)
    newer = replace(first, version=2, container=digest(b"two"), previous=signed.digest)
    notes = [signed, sign(newer, stage.world.responsible.keys.sign_seed)]
    assert await _read(stage, subject, notes) == newer
    with pytest.raises(SealingError) as refused:
        await _read(stage, subject, forge(stage, notes))
    assert refused.value.code == Fault.NOTE_INVALID

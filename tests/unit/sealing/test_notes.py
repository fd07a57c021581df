"""The text of a note is sealed to its audience alone, and to one place alone."""

from dataclasses import replace

import pytest

from service.sealing.boxes import box_public, new_box_private
from service.sealing.encoding import new_id
from service.sealing.errors import SealingError
from service.sealing.notes import LONGEST_TEXT, MOST_READERS, NotePlace, open_note, seal_note

PLACE = NotePlace(new_id(), new_id(), "name", 1)
TEXT = "Eleri, ac nid “y dioddefwr”"


def test_each_reader_opens_their_own_box() -> None:
    keys = [new_box_private() for _ in range(3)]
    sealed = seal_note(PLACE, [box_public(one) for one in keys], TEXT)
    assert [open_note(PLACE, sealed, one) for one in keys] == [TEXT] * 3


def test_nobody_else_opens_it() -> None:
    sealed = seal_note(PLACE, [box_public(new_box_private())], TEXT)
    with pytest.raises(SealingError) as fault:
        open_note(PLACE, sealed, new_box_private())
    assert fault.value.code == "sealed-unopenable"


@pytest.mark.parametrize(
    "place",
    [
        replace(PLACE, case=new_id()),
        replace(PLACE, subject=new_id()),
        replace(PLACE, field="comment"),
        replace(PLACE, version=2),
    ],
)
def test_it_cannot_be_moved_to_another_place(place: NotePlace) -> None:
    private = new_box_private()
    sealed = seal_note(PLACE, [box_public(private)], TEXT)
    with pytest.raises(SealingError) as fault:
        open_note(place, sealed, private)
    assert fault.value.code == "sealed-mismatch"


def test_its_length_says_nothing_of_a_short_text() -> None:
    box = [box_public(new_box_private())]
    assert len(seal_note(PLACE, box, "")) == len(seal_note(PLACE, box, TEXT * 40))


def test_every_cut_and_every_flipped_byte_is_refused_and_never_crashes() -> None:
    private = new_box_private()
    sealed = seal_note(PLACE, [box_public(private)], TEXT)
    for at in range(0, len(sealed), 97):
        for changed in (sealed[:at], sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]):
            with pytest.raises(SealingError):
                open_note(PLACE, changed, private)


def test_too_much_text_and_too_many_readers_are_refused() -> None:
    box = box_public(new_box_private())
    assert seal_note(PLACE, [box] * MOST_READERS, "a" * LONGEST_TEXT)
    for readers, text in (([box], "a" * (LONGEST_TEXT + 1)), ([], TEXT), ([box] * 17, TEXT)):
        with pytest.raises(SealingError):
            seal_note(PLACE, readers, text)

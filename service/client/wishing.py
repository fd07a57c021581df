"""What somebody asks of who writes to them: how to be named, and whether signed, typed, and more.

Owns the form of these wishes inside a note. Nothing reaches the other side that a reader of the
team has not read and passed on.
"""

import json
from dataclasses import asdict, dataclass
from typing import Final

from service.client.errors import NotPossible
from service.client.notes import Audience, ReadNote, read_notes, write_note
from service.client.person import Person

WISHES: Final = "wishes"


@dataclass(frozen=True)
class Wishes:
    """How to be named; whether a letter may be signed; whether typed, not handwritten; more."""

    named: str = ""
    sign: bool = True
    typed: bool = False
    more: str = ""


async def wish(person: Person, wishes: Wishes) -> None:
    """Tell the team what one asks of who writes to one. Raises NotPossible `no-case`."""
    if person.me.case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    await wish_for(person, person.me.case, person.id, wishes)


async def wish_for(writer: Person, case: str, person: str, wishes: Wishes) -> None:
    """Write down what somebody asks of who writes to them; staff do for whom has no account."""
    text = json.dumps(asdict(wishes), ensure_ascii=False, sort_keys=True)
    await write_note(writer, case, person, WISHES, text, ("team", "author"))


async def pass_on_wishes(reader: Person, case: str, person: str) -> Wishes:
    """Let the other side read this person's wishes as the reader has read them; return them.

    Raises NotPossible `no-wishes`, or `wishes-unreadable` for what is not in their form.
    """
    found = [one for one in await _wishes(reader, case) if one.subject == person]
    if not found:
        raise NotPossible("no-wishes", "This person has said no wishes.")
    wishes = _read(found[-1].text)
    everybody: tuple[Audience, ...] = ("team", "author", "recipient")
    await write_note(reader, case, person, WISHES, found[-1].text, everybody)
    return wishes


async def wishes_of_the_other(person: Person) -> list[Wishes]:
    """Return what the other side asks of who writes to them, as the team passed it on."""
    if person.me.case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    found = await _wishes(person, person.me.case)
    return [_read(one.text) for one in found if one.subject != person.id]


async def _wishes(person: Person, case: str) -> list[ReadNote]:
    return [one for one in await read_notes(person, case) if one.field == WISHES]


def _read(text: str) -> Wishes:
    refused = NotPossible("wishes-unreadable", "These wishes are not in their form.")
    try:
        wire = json.loads(text)
    except ValueError:
        raise refused from None
    if not isinstance(wire, dict) or wire.keys() != asdict(Wishes()).keys():
        raise refused
    kinds = {"named": str, "sign": bool, "typed": bool, "more": str}
    if any(type(wire[name]) is not kind for name, kind in kinds.items()):
        raise refused
    return Wishes(**wire)

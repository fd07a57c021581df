"""What must never appear in anybody's view, as data: a sentence, who looks, and how it would break.

Owns the kinds of claims that stories make. Each kind also says what its opposite would look like:
`plants` are leaks put into a view, every one of which must be noticed, so that no claim holds only
because it cannot fail. Refuses to know any story.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import httpx

from service.sealing.encoding import b64
from tests.stories.views import NUMBER, Answer, View

NEVER: Final = sys.maxsize


@dataclass(frozen=True)
class Look:
    """One side's view after one step: whose act the step was, and the same side's view before."""

    who: str
    by: str
    view: View
    before: View | None = None


Finding = Callable[[Look], list[str]]
Planting = Callable[[Look], Iterable[Look]]
Needles = Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True)
class Claim:
    """Something that must never be so, of these sides.

    `broken` says what in a look breaks it; `plants` gives looks in which it is broken.
    """

    says: str
    who: tuple[str, ...]
    broken: Finding
    plants: Planting


def never_shown(says: str, who: Iterable[str], needles: Needles) -> Claim:
    """Nothing of this is in anything they can see, however it is encoded or sealed to them.

    `needles` by what they are; asked for anew at each look, since a story makes them on its way.
    """

    def broken(look: Look) -> list[str]:
        wanted = {name: needle.lower() for name, needle in needles().items()}
        return [
            f"{name} is in {where}"
            for where, text in look.view.words()
            for name, needle in wanted.items()
            if needle in text.lower()
        ]

    def plants(look: Look) -> Iterable[Look]:
        for needle in needles().values():
            folded = json.dumps({"payload": b64(b"..." + needle + b"..." * 6)}).encode()
            yield _answering(look, "GET /planted", folded)
            yield _opening(look, "planted", b"before " + needle + b" after")

    return Claim(says, tuple(who), broken, plants)


def only_told(says: str, who: Iterable[str], allowed: Iterable[str]) -> Claim:
    """Of what they wrote they are told one of these statuses, and of its recipient nothing."""
    may = frozenset(allowed)

    def broken(look: Look) -> list[str]:
        return [
            f"{one['item']} is shown as {one['status']}, told {one['told']}"
            for one in look.view.items
            if one["part"] == "author" and (one["status"] not in may or one["told"] is not None)
        ]

    def plants(look: Look) -> Iterable[Look]:
        own: list[Mapping[str, Any]] = [one for one in look.view.items if one["part"] == "author"]
        for change in ({"status": "opened"}, {"told": "accepted"}) if own else ():
            yield _with(look, items=({**own[0], **change},))

    return Claim(says, tuple(who), broken, plants)


def unmoved(
    says: str, who: Iterable[str], by: Iterable[str], *, but: tuple[str, ...] = ()
) -> Claim:
    """Their view is the same, byte for byte, after whatever these do as before it.

    `but` names what may change all the same, by words of a path.
    """
    acting = frozenset(by)

    def broken(look: Look) -> list[str]:
        if look.by not in acting or look.before is None:
            return []
        return [
            f"{name} changed when {look.by} did something"
            for now, then in (
                (look.view.answers, look.before.answers),
                (look.view.opened, look.before.opened),
            )
            for name in sorted(now.keys() | then.keys())
            if now.get(name) != then.get(name) and not any(word in name for word in but)
        ]

    def plants(look: Look) -> Iterable[Look]:
        acted = [replace(look, by=one, before=look.view) for one in sorted(acting)]
        for one in acted:
            yield _answering(one, "GET /items", b"something else")
            yield _answering(one, "GET /planted", b"{}")
            yield _opening(one, "planted", b"x")

    return Claim(says, tuple(who), broken, plants)


def closed_until(
    says: str,
    who: Iterable[str],
    items: Callable[[], Mapping[str, bytes]],
    opens: Callable[[], int],
) -> Claim:
    """Until then none of these items' texts, keys or bytes come to them; `items` gives the texts.

    `opens` gives a time, in seconds since 1970, or NEVER.
    """

    def broken(look: Look) -> list[str]:
        if look.view.at >= opens():
            return []
        return [fault for item, text in items().items() for fault in _open(look.view, item, text)]

    def plants(look: Look) -> Iterable[Look]:
        early = _with(look, at=min(look.view.at, opens() - 1))
        for item, text in items().items():
            yield _opening(early, f"item {item}", text)
            for body in (b'{"grants": [{"grant": ""}]}', b'{"grants": [], "opening": {}}'):
                yield _answering(early, f"GET /items/{item}/evidence", body)
            yield _answering(early, f"GET /renditions/{item}/slices/{NUMBER}", b"sealed bytes")

    return Claim(says, tuple(who), broken, plants)


def let_in_nowhere_until(
    says: str,
    who: Iterable[str],
    things: Callable[[], Iterable[str]],
    let_in: Callable[[], int],
    *,
    but: tuple[str, ...] = (),
) -> Claim:
    """Until then, whatever is asked about these ids is answered as if there were nothing.

    `let_in` gives a time, in seconds since 1970, or NEVER; `but` names what may be asked all the
    same, by words of a path.
    """

    def broken(look: Look) -> list[str]:
        if look.view.at >= let_in():
            return []
        return [
            f"{call} answers {answer.status}"
            for call, answer in look.view.answers.items()
            if answer.status != httpx.codes.NOT_FOUND
            and any(one in call for one in things())
            and not any(word in call for word in but)
        ]

    def plants(look: Look) -> Iterable[Look]:
        early = _with(look, at=min(look.view.at, let_in() - 1))
        for one in things():
            yield _answering(early, f"GET /items/{one}", b"{}")

    return Claim(says, tuple(who), broken, plants)


def shut_out_since(
    says: str, who: Iterable[str], things: Callable[[], Iterable[str]], since: Callable[[], int]
) -> Claim:
    """From then on nothing that is asked about these ids is answered, and nothing names them.

    `since` gives a time, in seconds since 1970, or NEVER.
    """
    shut = {httpx.codes.NOT_FOUND, httpx.codes.FORBIDDEN}

    def broken(look: Look) -> list[str]:
        if look.view.at < since():
            return []
        named = list(things())
        found = [
            f"{call} answers {answer.status}"
            for call, answer in look.view.answers.items()
            if answer.status not in shut and any(one in call for one in named)
        ]
        return found + [
            f"{one} is in {where}"
            for where, said in look.view.words()
            for one in named
            if one.encode() in said
        ]

    def plants(look: Look) -> Iterable[Look]:
        late = _with(look, at=max(look.view.at, since()))
        for one in things():
            yield _answering(late, f"GET /items/{one}", b"{}")
            yield _answering(late, "GET /items", one.encode())

    return Claim(says, tuple(who), broken, plants)


def _open(view: View, item: str, text: bytes) -> list[str]:
    """Return by what an item is open to whoever has this view."""
    found = [f"the text of {item} is in {where}" for where, said in view.words() if text in said]
    opened = view.opened.get(f"item {item}", b"refused: ")
    if not opened.startswith(b"refused: "):
        found.append(f"the device opens {item}")
    evidence = view.evidence(item) or {}
    if evidence.get("grants") or evidence.get("opening") is not None:
        found.append(f"the key of {item} is handed over")
    found += [
        f"{call} gives bytes"
        for call, answer in view.answers.items()
        if call.startswith("GET /renditions/")
        and call.endswith(("/table", f"/slices/{NUMBER}"))
        and answer.status == httpx.codes.OK
    ]
    return found


def unnoticed(claim: Claim, look: Look) -> list[str]:
    """Return why a claim could not fail: nothing to plant, or a planted leak that it misses."""
    planted = list(claim.plants(look))
    missed = [number for number, one in enumerate(planted) if not claim.broken(one)]
    if not planted:
        return ["there is nothing that could break it"]
    return [f"a planted leak is not noticed (number {number})" for number in missed]


def _answering(look: Look, call: str, body: bytes) -> Look:
    return _with(look, answers={**look.view.answers, call: Answer(int(httpx.codes.OK), body)})


def _opening(look: Look, name: str, text: bytes) -> Look:
    return _with(look, opened={**look.view.opened, name: text})


def _with(look: Look, **changed: Any) -> Look:  # noqa: ANN401 - fields of a view
    return replace(look, view=replace(look.view, **changed))

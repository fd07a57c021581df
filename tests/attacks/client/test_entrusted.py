"""A server hands a liaison what nobody entrusted to them, or says that they handed it over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from service.archive.checking import check_export
from service.archive.form import statement_name
from service.client import assisting, entrusting
from service.client.entrusting import ToDeliver
from service.client.exporting import export_case
from service.client.person import Person
from service.sealing.encoding import DIGEST_BYTES, b64, new_id, unb64
from service.sealing.errors import SealingError
from service.sealing.schemas import Delivery, Regrant
from service.sealing.statements import Statement, open_statement, sign
from tests.api.exports_changed import insider, of_item, place_of
from tests.factories.acts import LETTER
from tests.factories.exported import Exported, Files, Line, exchange, put, trail_of
from tests.factories.portal_devices import Shown, portal_opens
from tests.factories.prisons import Custody
from tests.factories.through_a_liaison import (
    accepted_there,
    entrusted_there,
    offered_there,
    read_there,
    released_there,
)

Papers = dict[str, Any]


@dataclass(frozen=True)
class Attacked:
    """A letter that was entrusted, and what the server can show of that and of another letter."""

    there: Custody
    item: str
    found: ToDeliver
    honest: Papers
    other: str
    unreleased: Papers

    @property
    def liaison(self) -> Person:
        """Whose device is shown something else."""
        return self.there.first.liaisons[0]

    def shown(self, item: str, papers: Papers) -> Shown:
        """The same, for the portal's own code."""
        return Shown(self.liaison, papers, self.found.person, item)

    async def opens(self, item: str, papers: Papers) -> bytes:
        """What the liaison's device shows, handed these papers when it collects."""
        found, post = replace(self.found, item=item), self.liaison.transport.post

        async def answered(_path: str, _body: object = None, *, repeat: bool = False) -> Papers:
            return papers

        self.liaison.transport.post = answered  # type: ignore[method-assign, assignment]
        try:
            async with await entrusting.open_entrusted(self.liaison, found) as opened:
                return await opened.contents.to_bytes()
        finally:
            self.liaison.transport.post = post  # type: ignore[method-assign]


async def _attacked(there: Custody) -> Attacked:
    other = await offered_there(there, b"This was never released.")
    there.service.clock.turn(60)
    item = await entrusted_there(there)
    liaison = there.first.liaisons[0]
    found = await entrusting.waiting(liaison, item)
    honest = await liaison.transport.post(f"/items/{item}/collecting")
    unreleased = await there.world.ben.transport.get(f"/items/{other}/evidence")
    return Attacked(there, item, found, honest, other, unreleased)


def _regrant(case: Attacked, signer: Person, **changed: Any) -> Papers:  # noqa: ANN401 - any field
    body = open_statement(Statement.from_wire(case.honest["regrants"][0]), Regrant)
    signed = sign(replace(body, **changed), signer.keys.sign_seed)
    return {"regrants": [signed.to_wire()]}


def _own_grant(case: Attacked) -> Papers:
    given = [
        one | {"rendition": case.unreleased["renditions"][0]["rendition"]}
        for one in case.honest["grants"]
    ]
    return case.unreleased | {"regrants": case.honest["regrants"], "grants": given}


Forged = Callable[[Attacked], Papers]
# What the server shows of the letter that was entrusted.
CHANGED: dict[str, tuple[Forged, str]] = {
    "nothing that entrusts it": (lambda _case: {"regrants": []}, "grant-missing"),
    "no key": (lambda _case: {"grants": []}, "grant-missing"),
    "another key": (
        lambda case: {"grants": [one | {"grant": b64(bytes(80))} for one in case.honest["grants"]]},
        "grant-replaced",
    ),
    "entrusted by the liaison themselves": (
        lambda case: _regrant(case, case.liaison),
        "regrant-invalid",
    ),
    "entrusted by its author": (
        lambda case: _regrant(case, case.there.world.harmed),
        "regrant-invalid",
    ),
    "entrusted of another letter": (
        lambda case: _regrant(case, case.there.world.ben, item=new_id()),
        "regrant-invalid",
    ),
    "entrusted under another mandate": (
        lambda case: _regrant(case, case.there.world.ben, certificate=bytes(32)),
        "regrant-invalid",
    ),
    "entrusted to another team": (
        lambda case: _regrant(case, case.there.world.ben, new_key=case.liaison.keys.box_public),
        "regrant-invalid",
    ),
    "entrusted before it was accepted": (
        lambda case: _regrant(case, case.there.world.ben, at=case.found.begins - 1),
        "regrant-invalid",
    ),
    "no acceptance": (lambda _case: {"acceptance": None}, "acceptance-missing"),
    "no attestation of it": (lambda _case: {"attestations": []}, "acceptance-invalid"),
    "no approval": (lambda _case: {"decisions": []}, "decision-missing"),
}


@pytest.mark.parametrize("how", list(CHANGED))
async def test_what_nobody_entrusted_is_not_shown_to_a_liaison(there: Custody, how: str) -> None:
    case = await _attacked(there)
    change, code = CHANGED[how]
    forged = case.honest | change(case)
    with pytest.raises(SealingError) as refused:
        await case.opens(case.item, forged)
    assert refused.value.code == code
    assert await case.opens(case.item, case.honest) == LETTER
    said, key = portal_opens(case.shown(case.item, forged), case.shown(case.item, case.honest))
    assert (said, len(unb64(key))) == (code, DIGEST_BYTES)


async def test_what_was_not_released_is_not_shown_to_a_liaison(there: Custody) -> None:
    """With a key that the server has: of another letter, which was entrusted."""
    case = await _attacked(there)
    papers = _own_grant(case)
    accepted = {key: case.honest[key] for key in ("acceptance", "attestations")}
    for shown, code in ((papers, "acceptance-missing"), (papers | accepted, "acceptance-invalid")):
        with pytest.raises(SealingError) as refused:
            await case.opens(case.other, shown)
        assert refused.value.code == code
        assert portal_opens(case.shown(case.other, shown)) == [code]
    await accepted_there(there, case.other)
    released = await there.world.ben.transport.get(f"/items/{case.other}/evidence")
    forged = papers | released | _own_regrants(case)
    with pytest.raises(SealingError) as refused:
        await case.opens(case.other, forged)
    assert refused.value.code == "regrant-invalid"
    assert portal_opens(case.shown(case.other, forged)) == ["regrant-invalid"]


def _own_regrants(case: Attacked) -> Papers:
    return {key: _own_grant(case)[key] for key in ("regrants", "grants")}


async def test_once_its_window_is_over_a_liaisons_device_opens_nothing(there: Custody) -> None:
    case = await _attacked(there)
    there.service.clock.turn(601)
    with pytest.raises(SealingError) as refused:
        await case.opens(case.item, case.honest)
    assert refused.value.code == "outside-window"
    assert portal_opens(case.shown(case.item, case.honest)) == ["outside-window"]


def _said(there: Custody, by: Person, item: str, person: str) -> Statement:
    body = Delivery(there.world.case, item, person, "read-aloud", there.service.clock.now())
    return sign(body, by.keys.sign_seed)


def _line(entries: list[Line], event: str, statement: Statement | None, item: str) -> Line:
    voice = b64(statement.voice) if statement is not None else ""
    return dict(entries[-1]) | {"event": event, "statement": voice, "subject": item}


async def _exported(there: Custody, item: str, folder: Path) -> Exported:
    path = folder / "case.zip"
    await export_case(there.world.asha, there.world.case, path)
    return Exported(path, there.world, item, "")


def _first_fault(case: Exported, folder: Path, change: Callable[[Files], None]) -> str:
    changed = case.repacked(folder, change)
    fault = check_export(changed, case.world.root.public).first_fault
    return fault["code"] if fault is not None else ""


@pytest.mark.parametrize(
    ("made", "code"),
    [(offered_there, "step-missing"), (released_there, "grant-missing")],
    ids=["never released", "never entrusted"],
)
async def test_a_liaisons_delivery_is_refused_of_what_was(
    there: Custody, tmp_path: Path, made: Callable[[Custody], Any], code: str
) -> None:
    item = await made(there)
    case = await _exported(there, item, tmp_path)

    def delivered(files: Files) -> None:
        signed, entries = _said(there, there.first.liaisons[0], item, there.author), trail_of(files)
        put(files, signed)
        insider(case, files, [*entries, _line(entries, "item.delivered", signed, item)])

    assert _first_fault(case, tmp_path, lambda files: insider(case, files, trail_of(files))) == ""
    assert _first_fault(case, tmp_path, delivered) == code


async def test_a_delivery_is_refused_of_whoever_did_not_act_for_them(
    there: Custody, tmp_path: Path
) -> None:
    item = await entrusted_there(there)
    case = await _exported(there, item, tmp_path)

    def by(signer: Person, person: str) -> Callable[[Files], None]:
        def change(files: Files) -> None:
            signed, entries = _said(there, signer, item, person), trail_of(files)
            put(files, signed)
            insider(case, files, [*entries, _line(entries, "item.delivered", signed, item)])

        return change

    first, second = there.first.liaisons[0], there.second.liaisons[0]
    assert _first_fault(case, tmp_path, by(first, there.author)) == ""
    assert _first_fault(case, tmp_path, by(second, there.author)) == "mandate-invalid"
    world = there.world
    assert _first_fault(case, tmp_path, by(world.administrator, there.author)) == "mandate-invalid"
    assert _first_fault(case, tmp_path, by(first, world.harmed.id)) == "recipient-mismatch"


async def test_an_export_in_which_it_was_entrusted_otherwise_is_refused(
    there: Custody, tmp_path: Path
) -> None:
    item, liaison = await entrusted_there(there), there.first.liaisons[0]
    assert await read_there(liaison, item) == LETTER
    found = await entrusting.waiting(liaison, item)
    await entrusting.handed_over(liaison, found, "read-aloud")
    case = await _exported(there, item, tmp_path)

    def before_its_release(files: Files) -> None:
        entries = trail_of(files)
        entrusted = entries.pop(place_of(entries, "item.entrusted", item))
        entries.insert(place_of(entries, "item.released", item), entrusted)
        insider(case, files, entries)

    def collected_afterwards(files: Files) -> None:
        entries = trail_of(files)
        insider(case, files, [*entries, _line(entries, "item.collected", None, item)])

    def entrusted_by(signer: Person) -> Callable[[Files], None]:
        def change(files: Files) -> None:
            entries, old = trail_of(files), of_item(files, Regrant.TYPE, item)
            new = sign(open_statement(old, Regrant), signer.keys.sign_seed)
            exchange(files, entries, old, new)
            insider(case, files, entries)

        return change

    def left_out(files: Files) -> None:
        old = of_item(files, Regrant.TYPE, item)
        del files[statement_name(old.voice)]
        without = {"item.entrusted", "item.collected"}
        insider(case, files, [one for one in trail_of(files) if one["event"] not in without])

    changes: dict[str, tuple[Callable[[Files], None], str]] = {
        "as it was": (lambda files: insider(case, files, trail_of(files)), ""),
        "before its release": (before_its_release, "step-missing"),
        "collected afterwards": (collected_afterwards, "step-missing"),
        "by a liaison": (entrusted_by(liaison), "regrant-invalid"),
        "by an administrator": (entrusted_by(there.world.administrator), "regrant-invalid"),
        "left out": (left_out, "grant-missing"),
    }
    for name, (change, code) in changes.items():
        assert _first_fault(case, tmp_path, change) == code, name


async def test_nothing_is_collected_in_an_export_after_it_was_refused(
    there: Custody, tmp_path: Path
) -> None:
    item = await entrusted_there(there)
    await assisting.decline_for(there.world.ben, there.author, item, manner="phone")
    case = await _exported(there, item, tmp_path)

    def collected(files: Files) -> None:
        entries = trail_of(files)
        insider(case, files, [*entries, _line(entries, "item.collected", None, item)])

    assert _first_fault(case, tmp_path, lambda files: insider(case, files, trail_of(files))) == ""
    assert _first_fault(case, tmp_path, collected) == "step-missing"


async def test_a_readers_device_entrusts_nothing_that_was_not_accepted_and_released(
    there: Custody,
) -> None:
    """Whatever the server says of it: the words of its recipient are what counts."""
    item, ben = await offered_there(there), there.world.ben
    await there.service.rows("ALTER TABLE item DISABLE TRIGGER item_step_guard")
    await there.service.rows("UPDATE item SET state = 'released' WHERE id = $1", item)
    with pytest.raises(SealingError) as refused:
        await entrusting.entrust(ben, there.author, item)
    assert refused.value.code == "acceptance-missing"

"""Owns the ``verify`` operation: one device, everything it was handed, all its checks in order."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.sealing.captions import Cue
from service.sealing.container import PlainReader
from service.sealing.encoding import digest, unb64
from service.sealing.evidence import Evidence
from service.sealing.fields import write_record
from service.sealing.keys import CasePin, Identity, PersonKeys, Pins
from service.sealing.resting import rests_until
from service.sealing.schemas import ContainerRef
from service.sealing.statements import Statement
from service.sealing.verify import (
    open_container,
    verify_before_opening,
    verify_earlier_decisions,
    verify_for_review,
    verify_for_worker,
    verify_grant,
    verify_offer,
    verify_submitted_grant,
)
from service.sealing.verify_captions import cues_of, verify_captions
from service.sealing.verify_case import verify_case
from service.sealing.verify_later import verify_notes

Given = Mapping[str, Any]


def merged(given: Given, file: Given) -> dict[str, Any]:
    """Lay a vector's input over the scene it names; evidence key by key."""
    scene = file["scenes"][given["scene"]]
    evidence = {**scene["evidence"], **given.get("evidence", {})}
    return {**scene, **given, "evidence": evidence}


def _pins(given: Given) -> Pins:
    cases = {
        one["case"]: CasePin(one["case"], unb64(one["digest"]), one["sequence"])
        for one in given["cases"]
    }
    return Pins(unb64(given["root"]), given["org"], given["roster"], cases)


def _written(pins: Pins) -> dict[str, Any]:
    cases = [
        {"case": one.case, "sequence": one.sequence, "digest": one.digest}
        for one in pins.cases.values()
    ]
    return {"root": pins.root, "org": pins.org, "roster": pins.roster_sequence, "cases": cases}


def _me(full: Given) -> Identity:
    who = full["me"]
    return Identity(who["person"], PersonKeys(unb64(who["sign"]), unb64(who["box"])))


def earlier_readers(given: Given, file: Given) -> Mapping[str, Any]:
    """Make a reader's checks 1 to 6, and 7 of whoever read before."""
    full = merged(given, file)
    evidence, me = Evidence.from_wire(full["evidence"]), _me(full)
    submitted = verify_for_review(evidence, _pins(full["pins"]), me, full["item"])
    earlier = verify_earlier_decisions(submitted, evidence.decisions, me)
    return {
        "readers": earlier.readers,
        "required": earlier.required,
        "last": earlier.last,
        "sequence": earlier.sequence,
        "previous": earlier.previous,
    }


def rests_until_when(given: Given, file: Given) -> Mapping[str, Any]:
    """Make checks 1 to 3, and 15 of the records that an approval would rest on."""
    full = merged(given, file)
    case = verify_case(Evidence.from_wire(full["evidence"]), _pins(full["pins"]))
    shown = [Statement.from_wire(one) for one in full["records"]]
    until = rests_until(case, shown, full["people"])
    return {"until": "" if until is None else until}


def verify_evidence(given: Given, file: Given) -> Mapping[str, Any]:
    """Make every check of the device's kind and open the container."""
    full = merged(given, file)
    evidence, pins = Evidence.from_wire(full["evidence"]), _pins(full["pins"])
    me = _me(full)
    item, now = full["item"], full["now"]
    match full["device"]:
        case "offered":
            approved = verify_offer(evidence, pins, me, item, now)
            return {"pins": _written(approved.pins), "rendition": approved.released.rendition}
        case "recipient":
            approved = verify_before_opening(evidence, pins, me, item, now)
            key = verify_grant(approved, evidence, me)
            return _opened(full, key, approved.released, approved.pins)
        case "reader":
            submitted = verify_for_review(evidence, pins, me, item)
            key = verify_submitted_grant(submitted, evidence, unb64(full["team_private"]))
        case _:
            submitted = verify_for_worker(evidence, pins, item)
            key = verify_submitted_grant(submitted, evidence, me.keys.box_private)
    return _opened(full, key, submitted.container, submitted.pins)


def _opened(full: Given, key: bytes, ref: ContainerRef, pins: Pins) -> Mapping[str, Any]:
    case = next(iter(pins.cases))
    opener = open_container(key, unb64(full["table"]), ref, case, full["item"])
    chunks = [unb64(one) for one in full["chunks"]]
    plain = PlainReader(opener, lambda i: chunks[i] if i < len(chunks) else b"").read_all()
    return {
        "pins": _written(pins),
        "rendition": ref.rendition,
        "plaintext_digest": digest(plain),
    }


def verify_captions_beside(given: Given, file: Given) -> Mapping[str, Any]:
    """Make a recipient's checks of a recording, then those of its captions, and read them."""
    full, beside = merged(given, file), merged(given["beside"], file)
    now, me, pins = full["now"], _me(full), _pins(full["pins"])
    shown = Evidence.from_wire(beside["evidence"])
    recording = verify_before_opening(shown, pins, me, beside["item"], now)
    evidence = Evidence.from_wire(full["evidence"])
    approved = verify_captions(evidence, pins, me, full["item"], recording, now)
    key = verify_grant(approved, evidence, me)
    opener = open_container(
        key, unb64(full["table"]), approved.released, approved.manifest.case, full["item"]
    )
    chunks = [unb64(one) for one in full["chunks"]]
    text = PlainReader(opener, lambda i: chunks[i]).read_all()
    return {
        "pins": _written(approved.pins),
        "rendition": approved.released.rendition,
        "cues": as_told(cues_of(text, recording.submitted)),
    }


def as_told(cues: Sequence[Cue]) -> list[dict[str, Any]]:
    """Write cues as a vector does."""
    return [{"from": one.from_ms, "until": one.until_ms, "text": one.text} for one in cues]


def verify_note(given: Given, file: Given) -> Mapping[str, Any]:
    """Make the recipient's checks 1 to 4, then those of a note."""
    full = merged(given, file)
    evidence, pins = Evidence.from_wire(full["evidence"]), _pins(full["pins"])
    shown = [Statement.from_wire(one) for one in full["notes"]]
    found = verify_notes(verify_case(evidence, pins), shown, full["subject"], full["field"])
    return {"note": "" if found is None else write_record(found)}

"""How each route about items, containers and recordings is called well-formed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from service.sealing.encoding import new_id
from service.sealing.schemas import (
    ContainerRef,
    Delivery,
    Disclosure,
    MediaFacts,
    RenditionStatement,
)
from tests.api.access.calls import (
    ANYTHING,
    SOME_KEY,
    UPLOAD,
    Call,
    Making,
    about,
    json,
    raw,
    signed,
)
from tests.api.access.scene import Caller, Scene, Things


def _draft(_scene: Scene, _caller: Caller, things: Things) -> dict[str, object]:
    return {
        "item": new_id(),
        "kind": "letter",
        "language": "en",
        "recipients": [things["recipient"]],
        "in_reply_to": None,
        "upload": UPLOAD | {"rendition": new_id()},
    }


def _made(caller: Caller, things: Things) -> RenditionStatement:
    return RenditionStatement(
        case=things["case"],
        item=things["recording"],
        manifest=bytes(32),
        input=bytes(32),
        output=ContainerRef(things["recording's container"], bytes(32), 4096),
        tool="none",
        edits=(),
        media=MediaFacts("mp4", "h264", "aac", 1, 1, 1, 1),
        flags=(),
        created=1,
    )


def _delivered(caller: Caller, things: Things) -> Delivery:
    return Delivery(
        case=things["case"],
        item=things["released"],
        person=things["recipient"],
        manner="read-aloud",
        at=1,
    )


def _disclosed(caller: Caller, things: Things) -> Disclosure:
    return Disclosure(
        org=new_id(),
        case=things["case"],
        item=things["waiting"],
        manifest=bytes(32),
        to="police",
        reason="danger-to-life",
        at=1,
    )


def _finished(scene: Scene, caller: Caller, things: Things) -> dict[str, object]:
    return {
        "attempt": 1,
        "grants": [],
        **signed("rendition", _made)(scene, caller, things),
    }


def _containers(*items: str, body: Making | None = None) -> tuple[Call, ...]:
    return tuple(Call(one, {"rendition": f"{one}'s container"}, body) for one in items)


RECORDING = {"kind": "video_message", "length": "4096"}
SLICE = {"slice": 0, "size": 1, "digests": SOME_KEY}
_EVERY = ("draft", "waiting", "held", "offered", "released", "opened")
OF_ITEMS: Final[Mapping[str, tuple[Call, ...]]] = {
    "draft": (Call(body=_draft),),
    "draft_for": (Call(where={"person": "author"}, body=_draft),),
    "ask_to_send": (Call(query=RECORDING),),
    "ask_to_send_for": (Call(where={"person": "author"}, query=RECORDING),),
    "replace": about("waiting", body=json(kind="letter", upload=UPLOAD)),
    "list_items": (Call(),),
    "measure_link": (Call(body=raw(64)),),
    "read_item": about(*_EVERY),
    "read_evidence": about("held", "offered", "opened"),
    "read_captions": about("held", "offered", "opened"),
    "submit": about("draft", body=json(manifest=ANYTHING, grants=[])),
    "review_queue": (Call(),),
    "agency_words": (Call(),),
    "claim": about("waiting", "held"),
    "decide": about("held", body=json(decision=ANYTHING, grants=[])),
    "hand_back": about("waiting"),
    "ask_for_edits": about("waiting", "held", body=json(edits=[])),
    "escalate": about("held", body=json(suspension=ANYTHING)),
    "disclose": about(
        "waiting",
        "draft",
        body=signed("disclosure", _disclosed),
    ),
    "appeal": about("waiting", body=json(appeal=ANYTHING)),
    "ask": (Call(),),
    "ask_again": about("offered", "opened"),
    "decline": about("offered", "opened", body=json(refusal=ANYTHING)),
    "accept": about("held", "offered", body=json(acceptance=ANYTHING)),
    "accept_spoken": about("offered", body=json(acceptance=ANYTHING, attestation=ANYTHING)),
    "decline_spoken": about("offered", body=json(refusal=ANYTHING, attestation=ANYTHING)),
    "ask_again_spoken": about("offered", body=json(attestation=ANYTHING)),
    "keep": about("offered", "opened", body=json(keeping=ANYTHING)),
    "keep_spoken": about("opened", body=json(keeping=ANYTHING, attestation=ANYTHING)),
    "open_item": about("offered", "released", body=json(opening=ANYTHING)),
    "item_blockers": about("waiting", "offered"),
    "recall": about("waiting", "opened", body=json(recall=ANYTHING)),
    "agree": about("waiting", body=json(agreement=ANYTHING)),
    "disagree": about("waiting", "opened", body=json(rendition=SOME_KEY)),
    "share": about("waiting", "opened", body=json(share=ANYTHING)),
    "deliver": about("released", body=signed("delivery", _delivered)),
    "destroy": about("opened", body=json(destruction=ANYTHING)),
    "entrust": about("released", body=json(regrant=ANYTHING, grants=[])),
    "collect": about("entrusted"),
    "my_deliveries": (Call(),),
    "regrant": about("opened", body=json(regrant=ANYTHING, grants=[])),
    "read_rendition": _containers("draft", "held", "released", "opened", "recording"),
    "put_slice": _containers("draft", "held", body=raw(1)),
    "get_slice": _containers("released", "opened", "recording"),
    "read_address": tuple(
        replace(one, query={"first": "0", "length": "1"})
        for one in _containers("released", "opened", "recording")
    ),
    "promise_slices": _containers("draft", "held", body=json(slices=[SLICE])),
    "take_slice": _containers("draft", "held", body=json()),
    "put_table": _containers("draft", "held", body=raw(1)),
    "get_table": _containers("released", "opened", "recording"),
    "start": (Call(body=lambda _s, _c, things: {"attempt": 1, "worker": things["worker"]}),),
    "heartbeat": (Call(body=json(attempt=1, permille=5)),),
    "add_output": (
        Call(body=json(attempt=1, rendition=UPLOAD["rendition"], padded=4096, slice_chunks=1)),
    ),
    "finish": (Call(body=_finished),),
    "fail": (Call(body=json(attempt=1, reason="damaged")),),
}

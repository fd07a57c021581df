"""Items: draft, replace, submit, look; receive."""

import dataclasses
from typing import Annotated

from fastapi import APIRouter, Query

from service.api.access import (
    Author,
    Certified,
    CertifiedBriefly,
    Liaison,
    Participant,
    who,
)
from service.api.addressing import by_address
from service.api.context import Parts, Session
from service.api.paging import After, Limit, cursor
from service.api.schemas.common import Id, Page
from service.api.schemas.items import (
    Accept,
    CaptionsOfAnswer,
    DraftItem,
    EvidenceAnswer,
    ItemAnswer,
    Open,
    OpenedAnswer,
    ReplaceItem,
    SendingAnswer,
    Submit,
    WantedQuery,
)
from service.api.views import (
    captions_answer,
    grant_answers,
    item_answer,
    show_evidence,
    show_item,
)
from service.cases.facts import RULES
from service.correspondence import (
    access,
    beginning,
    captions,
    holding,
    items,
    receiving,
    showing,
    stopping,
    submitting,
    uploads,
)
from service.correspondence.items import NewItem
from service.correspondence.submitting import NewGrant
from service.db.session import transaction
from service.domain.errors import Conflict
from service.domain.roles import Part

router = APIRouter(tags=["items"])
Held = Annotated[bool, Query()]
Wanted = Annotated[WantedQuery, Query()]


def _new(case: str, author: str, body: DraftItem) -> NewItem:
    return NewItem(
        item=body.item,
        case=case,
        author=author,
        kind=body.kind,
        language=body.language,
        recipients=tuple(body.recipients),
        in_reply_to=body.in_reply_to,
        upload=body.upload.new(),
        related=body.related(),
    )


@router.post("/cases/{case}/items", status_code=201)
async def draft(
    case: Id, body: DraftItem, caller: Participant, parts: Parts, session: Session
) -> ItemAnswer:
    """Begin an item in the caller's own case."""
    new = _new(case, caller.actor, body)
    item = await items.draft(session, who(caller), new, rules=RULES, at=parts.clock.now())
    return await show_item(session, caller, item, at=parts.clock.now())


@router.post("/cases/{case}/people/{person}/items", status_code=201)
async def draft_for(
    case: Id, person: Id, body: DraftItem, caller: Liaison, parts: Parts, session: Session
) -> ItemAnswer:
    """Begin an item for a person without an account, for whom the caller may act."""
    new = _new(case, person, body)
    item = await items.draft(session, who(caller), new, rules=RULES, at=parts.clock.now())
    return await show_item(session, caller, item, at=parts.clock.now())


@router.get("/cases/{case}/sending")
async def ask_to_send(
    case: Id, wanted: Wanted, caller: Participant, parts: Parts, session: Session
) -> SendingAnswer:
    """Answer what beginning to send this now would answer, and store nothing."""
    new = wanted.by(case, caller.actor)
    most = await beginning.ask(session, who(caller), new, RULES, parts.clock.now())
    return SendingAnswer(
        largest=most, by_address=by_address(parts, caller, wanted.kind) is not None
    )


@router.get("/cases/{case}/people/{person}/sending")
async def ask_to_send_for(
    case: Id, person: Id, wanted: Wanted, caller: Liaison, parts: Parts, session: Session
) -> SendingAnswer:
    """Answer the same of something for a person without an account, for whom the caller may act."""
    new = wanted.by(case, person)
    most = await beginning.ask(session, who(caller), new, RULES, parts.clock.now())
    return SendingAnswer(
        largest=most, by_address=by_address(parts, caller, wanted.kind) is not None
    )


@router.post("/items/{item}/versions", status_code=201)
async def replace(
    item: Id, body: ReplaceItem, caller: Author, parts: Parts, session: Session
) -> ItemAnswer:
    """Begin the next version of the caller's own item that failed or was returned."""
    row = await items.replace(
        session,
        who(caller),
        item,
        body.kind,
        body.upload.new(),
        timed_by=body.timed_by,
        rules=RULES,
        at=parts.clock.now(),
    )
    return await show_item(session, caller, row, at=parts.clock.now())


@router.get("/items")
async def list_items(
    caller: Certified,
    parts: Parts,
    session: Session,
    after: After,
    limit: Limit = 50,
    *,
    held: Held = False,
) -> Page[ItemAnswer]:
    """Return the items that the caller has a part in, newest first.

    With `held`, those that the service holds for them, which are not among the others.
    """
    rows = await items.list_mine(session, who(caller), after=after, limit=limit + 1, held=held)
    more = len(rows) > limit
    rows = rows[:limit]
    at = parts.clock.now()
    views = await showing.views(session, rows, at=at)
    last = rows[-1][0] if rows else None
    return Page(
        rows=[item_answer(view) for view in views],
        next=cursor(last.created, last.id) if more and last else None,
    )


@router.get("/items/{item}")
async def read_item(item: Id, caller: Certified, parts: Parts, session: Session) -> ItemAnswer:
    """Return one item as the caller may see it."""
    row, part = await access.find_item(session, who(caller), item)
    at = parts.clock.now()
    seen = await showing.view(session, row, part, at=at)
    if part is Part.RECIPIENT:
        late = await receiving.delayed(session, row, rules=RULES, at=at)
        seen = dataclasses.replace(seen, delayed=late)
    if part is Part.AUTHOR:
        seen = dataclasses.replace(seen, recalled=await stopping.recalled(session, row))
    return item_answer(seen)


@router.get("/items/{item}/evidence")
async def read_evidence(
    item: Id, caller: Certified, parts: Parts, session: Session
) -> EvidenceAnswer:
    """Return the statements by which the caller's device judges the item."""
    row, part = await access.find_item(session, who(caller), item)
    return await show_evidence(session, caller, row, part, at=parts.clock.now())


@router.get("/items/{item}/captions")
async def read_captions(
    item: Id, caller: Certified, parts: Parts, session: Session
) -> CaptionsOfAnswer:
    """Return the captions to show beside a recording, with what the caller's device judges by.

    Nothing of the item itself is in the answer: whoever has it has its evidence.
    """
    at = parts.clock.now()
    row, part = await access.find_item(session, who(caller), item)
    found = await captions.beside(session, who(caller), row, part, rules=RULES, at=at)
    return CaptionsOfAnswer(captions=[await captions_answer(session, one) for one in found])


@router.post("/items/{item}/submission")
async def submit(item: Id, body: Submit, caller: CertifiedBriefly, parts: Parts) -> ItemAnswer:
    """Submit a draft whose every sealed byte is stored."""
    # The table is read back between two short transactions: none is held open over the store.
    async with transaction(parts.sessions, caller.org) as session:
        row = await access.find_as(session, who(caller), item, Part.AUTHOR)
        original = await uploads.original_of(session, row)
        if original.table_digest is None:
            raise Conflict(field="table")
        key = uploads.table_key(original, original.table_digest)
    table = await parts.store.get(key)
    async with transaction(parts.sessions, caller.org) as session:
        found = await access.find_as(session, who(caller), item, Part.AUTHOR)
        row = await holding.held(session, found)
        await submitting.submit(
            session,
            row,
            who(caller),
            signed=body.manifest.signed(),
            grants=[NewGrant(g.grantee, g.rendition, g.grant) for g in body.grants],
            table=table,
            rules=RULES,
            at=parts.clock.now(),
        )
        return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/acceptance")
async def accept(
    item: Id, body: Accept, caller: Participant, parts: Parts, session: Session
) -> ItemAnswer:
    """Store the recipient's signed acceptance; the service then releases by itself."""
    row = await receiving.accept(
        session,
        who(caller),
        item,
        body.acceptance.signed(),
        rules=RULES,
        at=parts.clock.now(),
    )
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/opening")
async def open_item(
    item: Id, body: Open, caller: Participant, parts: Parts, session: Session
) -> OpenedAnswer:
    """Store the recipient's signed opening, and in the same transaction hand over the key."""
    row, grants = await receiving.open_item(
        session,
        who(caller),
        item,
        body.opening.signed(),
        rules=RULES,
        at=parts.clock.now(),
    )
    shown = await show_item(session, caller, row, at=parts.clock.now())
    return OpenedAnswer(item=shown, grants=grant_answers(grants))

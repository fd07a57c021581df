"""From rows to read schemas, in one place, so that every route shows an item the same way."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlmodel.ext.asyncio.session import AsyncSession

from service.api.access import who
from service.api.schemas.accounts import InvitationAnswer
from service.api.schemas.items import (
    CaptionsAnswer,
    ContainerAnswer,
    EvidenceAnswer,
    GrantAnswer,
    GroundAnswer,
    HeadAnswer,
    InclusionAnswer,
    ItemAnswer,
    Processing,
    SaferAnswer,
)
from service.api.schemas.steps import StandingInTheWay
from service.api.schemas.teams import CoverAnswer, JoinStepIn, StepInAnswer
from service.cases import stepping_in
from service.cases.facts import RULES
from service.cases.ground import Ground, ground_of
from service.correspondence import evidence, showing
from service.correspondence.access import part_in
from service.correspondence.captions import Beside
from service.correspondence.evidence import EvidenceRows
from service.correspondence.showing import ItemView
from service.db.statements import to_wire
from service.db.tables import Grant, Invitation, Item, Rendition, Statement, StepIn
from service.domain.blockers import CLEARED_BY, Blocker
from service.domain.errors import NotFound
from service.domain.roles import Part
from service.identity.sessions import Caller
from service.sealing.evidence import ShownHead

_PART_NAMES = {Part.AUTHOR: "author", Part.RECIPIENT: "recipient", Part.READER: "staff"}


def item_answer(view: ItemView) -> ItemAnswer:
    """Return an item as this caller may see it."""
    item, staff = view.item, view.part is Part.READER
    job = view.job
    return ItemAnswer(
        item=item.id,
        case=item.case_id,
        kind=item.kind,
        language=item.language,
        version=item.version,
        part=_PART_NAMES.get(view.part, "staff"),
        status=view.status,
        created=item.created,
        author=item.author,
        recipients=sorted(view.recipients),
        in_reply_to=item.in_reply_to,
        relates_to=item.relates_to,
        rendition=view.rendition,
        processing=Processing(
            permille=job.permille,
            attempt=job.attempt,
            queue_position=view.queue_position,
            reason=job.reason,
        )
        if job
        else None,
        told=view.told,
        state=item.state if staff else None,
        claimed_by=item.claimed_by if staff else None,
        reason=view.reason,
        waiting_since=item.waiting_since if view.due is not None else None,
        due=view.due,
        appealed=item.appealed if staff else None,
        recalled=view.recalled,
        delayed=view.delayed,
        kept_until=view.kept_until,
        safer=SaferAnswer.model_validate(asdict(view.safer)) if view.safer else None,
    )


async def show_item(session: AsyncSession, caller: Caller, item: Item, *, at: int) -> ItemAnswer:
    """Return an item that the caller has just acted on; raises `NotFound` without a part in it."""
    part = await part_in(session, who(caller), item)
    if part is None:
        raise NotFound
    return item_answer(await showing.view(session, item, part, at=at))


def container_answer(row: Rendition) -> ContainerAnswer:
    """Return a container's sizes."""
    return ContainerAnswer(
        rendition=row.id,
        role=row.role,
        padded=row.padded,
        chunks=row.chunks,
        slice_chunks=row.slice_chunks,
    )


def grant_answers(rows: list[Grant]) -> list[GrantAnswer]:
    """Return sealed content keys."""
    return [GrantAnswer(rendition=row.rendition, grant=row.sealed) for row in rows]


def ground_answer(ground: Ground) -> GroundAnswer:
    """Return what a case rests on as it travels."""
    return GroundAnswer(
        roster=to_wire(ground.roster),
        team=to_wire(ground.team),
        case_statements=_wires(ground.case_statements),
        certificates=_wires(ground.certificates),
        rosters=_wires(ground.rosters),
        teams=_wires(ground.teams),
        heads=[_head_answer(one) for one in ground.heads],
        covers=_wires(ground.covers),
        step_ins=_wires(ground.step_ins),
        re_enrolments=_wires(ground.re_enrolments),
        mandates=_wires(ground.mandates),
    )


def _wires(rows: list[Statement]) -> list[dict[str, str]]:
    return [to_wire(row) for row in rows]


def _head_answer(shown: ShownHead) -> HeadAnswer:
    return HeadAnswer(
        head=shown.head.to_wire(),
        inclusions=[
            InclusionAnswer(statement=one.statement, index=one.index, proof=list(one.proof))
            for one in shown.inclusions
        ],
    )


def evidence_answer(rows: EvidenceRows, ground: Ground) -> EvidenceAnswer:
    """Return an item's evidence, and what it rests on, as it travels."""
    return EvidenceAnswer(
        **dict(ground_answer(ground)),
        manifest=to_wire(rows.manifest) if rows.manifest else None,
        rendition=to_wire(rows.rendition) if rows.rendition else None,
        decisions=_wires(rows.decisions),
        acceptance=to_wire(rows.acceptance) if rows.acceptance else None,
        opening=to_wire(rows.opening) if rows.opening else None,
        regrants=_wires(rows.regrants),
        agreements=_wires(rows.agreements),
        attestations=_wires(rows.attestations),
        recalls=_wires(rows.recalls),
        suspensions=_wires(rows.suspensions),
        keepings=_wires(rows.keepings),
        grants=grant_answers(rows.grants),
        renditions=[container_answer(row) for row in rows.renditions],
    )


async def show_evidence(
    session: AsyncSession, caller: Caller, item: Item, part: Part, *, at: int
) -> EvidenceAnswer:
    """Return the evidence that this caller may have of an item."""
    rows = await evidence.gather(session, who(caller), item, part, rules=RULES, at=at)
    ground = await ground_of(session, item.case_id, resting=rows.rows())
    return evidence_answer(rows, ground)


async def captions_answer(session: AsyncSession, shown: Beside) -> CaptionsAnswer:
    """Return captions as their caller may see them, and what they rest on."""
    ground = await ground_of(session, shown.item.case_id, resting=shown.rows.rows())
    return CaptionsAnswer(item=shown.item.id, evidence=evidence_answer(shown.rows, ground))


def blocker_answers(blockers: Iterable[Blocker]) -> list[StandingInTheWay]:
    """Return what stands in the way, what clears it, and who can."""
    return [
        StandingInTheWay(slug=one, act=CLEARED_BY[one].act, by=list(CLEARED_BY[one].by))
        for one in blockers
    ]


async def show_cover(session: AsyncSession, caller: Caller, case: str) -> CoverAnswer:
    """Return a case's cover to somebody who may step in; raises `NotFound` for anyone else."""
    found = await stepping_in.covered(session, case, caller.actor)
    return CoverAnswer(
        team=to_wire(found.team),
        cover=to_wire(found.cover),
        teams=_wires(await stepping_in.covering_versions(session, found)),
    )


def step_in_answer(row: StepIn) -> StepInAnswer:
    """Return what waits between two people, without what either of them made."""
    return StepInAnswer(
        step_in=row.id,
        case=row.case_id,
        asker=row.asker,
        joiner=row.joiner,
        capacity=row.capacity,
        state=row.state,
        cover=row.cover,
        reason=row.reason,
        expires=row.expires,
    )


def made_answer(row: StepIn) -> JoinStepIn | None:
    """Return what the second of two made, as it was sent."""
    return JoinStepIn.model_validate_json(row.made) if row.made else None


def invitation_answer(row: Invitation) -> InvitationAnswer:
    """Return an invitation as its maker sees it."""
    return InvitationAnswer(
        invitation=row.id,
        person=row.person,
        login=row.login,
        role=row.role,
        case=row.case_id,
        state=row.state,
        offer=row.offer,
        secret=row.secret,
        reply=row.reply,
        mac=row.reply_mac,
        expires=row.expires,
    )

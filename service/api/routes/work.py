"""What waits for whoever asks, over all of their cases."""

from fastapi import APIRouter

from service.api.access import Reader
from service.api.context import Parts, Session
from service.api.schemas.work import DueAnswer, WorkAnswer
from service.cases import work_list
from service.cases.work_list import Asking

router = APIRouter(tags=["work"])


@router.get("/work")
async def my_work(caller: Reader, parts: Parts, session: Session) -> WorkAnswer:
    """Return what waits for the caller in the cases whose team they are on, soonest first."""
    who = Asking(caller.actor, caller.sign)
    found = await work_list.work_for(session, who, at=parts.clock.now())
    return WorkAnswer(
        rows=[
            DueAnswer(
                kind=one.kind,
                case=one.case,
                item=one.item or None,
                person=one.person or None,
                due=one.due,
                clears=one.clears,
            )
            for one in found.rows
        ],
        total=found.total,
    )

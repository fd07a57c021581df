"""The agency's policy by kind of harm: stated by a supervisor, read by all of its staff."""

from fastapi import APIRouter

from service.api.access import Reader, Staff
from service.api.context import Parts, Session
from service.api.schemas.practice import PoliciesAnswer, PolicyBody
from service.cases import policies
from service.cases.suspending import Staff as Acting
from service.db.statements import to_wire

router = APIRouter(tags=["policies"])


@router.post("/organisation/policies", status_code=204)
async def state_policy(body: PolicyBody, caller: Reader, parts: Parts, session: Session) -> None:
    """Store the organisation's next policy, signed by the caller, who is a supervisor."""
    await policies.state(
        session,
        caller.org,
        Acting(caller.actor, caller.roles, caller.sign),
        body.policy.signed(),
        at=parts.clock.now(),
    )


@router.get("/organisation/policies")
async def list_policies(_caller: Staff, session: Session) -> PoliciesAnswer:
    """Return every policy of the organisation, the first one first."""
    return PoliciesAnswer(policies=[to_wire(row) for row in await policies.policies(session)])

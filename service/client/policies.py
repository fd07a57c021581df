"""The agency's policy by kind of harm, on a supervisor's side and for whoever reads it.

Owns the signed statement and its chain. Refuses to judge a case by it: the service does that, in
the transaction that acts on the answer.
"""

from collections.abc import Mapping

from service.archive.faults import ArchiveError
from service.archive.policies import check_policies
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.schemas import Policy
from service.sealing.schemas_policy import HarmRoute
from service.sealing.schemas_practice import HARMS
from service.sealing.statements import Statement, sign


async def policies(person: Person) -> list[Statement]:
    """Return the organisation's policies, the first one first.

    Raises NotPossible `policy-invalid` where they are no chain of this organisation's from its
    first policy on. Whose key each is signed by, the caller compares with a roster.
    """
    answer = await person.transport.get("/organisation/policies")
    found = [Statement.from_wire(one) for one in answer["policies"]]
    try:
        check_policies(person.org, found)
    except ArchiveError as fault:
        raise NotPossible(
            fault.code, "The policies shown do not follow from one another."
        ) from fault
    return found


async def state_policy(
    supervisor: Person, routes: Mapping[str, str], *, since: int | None = None
) -> int:
    """Sign and send the next policy, in force from `since` on (now, unless later); its sequence.

    `routes` names `ordinary`, `specialist` or `barred` for each of `HARMS`. Raises SealingError
    `statement-schema` for one that leaves a kind out, and Refusal `forbidden` for whoever is no
    supervisor.
    """
    before = await policies(supervisor)
    issued = supervisor.clock()
    body = Policy(
        org=supervisor.org,
        sequence=len(before) + 1,
        previous=before[-1].digest if before else b"",
        routes=tuple(HarmRoute(one, routes[one]) for one in HARMS if one in routes),
        from_=max(issued, since or 0),
        issued=issued,
    )
    await supervisor.transport.post(
        "/organisation/policies",
        {"policy": sign(body, supervisor.keys.sign_seed).to_wire()},
        repeat=True,
    )
    return body.sequence

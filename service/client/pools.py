"""Moving a case on to another pool of media workers.

Owns the facilitator's case statement that names it. Refuses to change anything else with it.
"""

from dataclasses import replace

from service.client.case_files import case_in_force
from service.client.countersigning import countersign
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.statements import sign


async def use_newest_pool(facilitator: Person, case: str) -> str:
    """Name the roster's first pool in the case from now on; return its id.

    What was sent before is still made safe by the pool that it was sent to. The trail is
    countersigned in any case, so that what that pool has made is believed after it has left.
    """
    verified = await case_in_force(facilitator, case)
    if not verified.roster.pools:
        raise NotPossible("no-pool", "The organisation has no pool of media workers yet.")
    pool = verified.roster.pools[0].pool
    if verified.newest.pool == pool:
        await countersign(facilitator, case)
        return pool
    newer = sign(
        replace(
            verified.newest,
            sequence=verified.newest.sequence + 1,
            previous=verified.newest_digest,
            pool=pool,
            issued=facilitator.clock(),
        ),
        facilitator.keys.sign_seed,
    )
    await facilitator.transport.post(
        f"/cases/{case}/statements", {"case_statement": newer.to_wire()}, repeat=True
    )
    await countersign(facilitator, case, newer.voice)
    return pool

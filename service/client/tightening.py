"""Asking for more in a case: two readers in place of one, or the special route.

Owns the case statement that says so. Refuses to ask for less: what a recipient's device has once
been told it goes on asking for.
"""

from dataclasses import replace

from service.client.case_files import case_in_force
from service.client.countersigning import countersign
from service.client.person import Person
from service.sealing.statements import sign

SPECIALIST = "specialist"
TWO = 2


async def ask_for_two_readers(facilitator: Person, case: str, *, specialist: bool = False) -> None:
    """Let two people read everything from now on; again changes nothing."""
    verified = await case_in_force(facilitator, case)
    before = verified.newest
    newer = replace(before, signers=TWO, route=SPECIALIST if specialist else before.route)
    if newer == before:
        return
    stated = sign(
        replace(
            newer,
            sequence=before.sequence + 1,
            previous=verified.newest_digest,
            issued=facilitator.clock(),
        ),
        facilitator.keys.sign_seed,
    )
    await facilitator.transport.post(
        f"/cases/{case}/statements", {"case_statement": stated.to_wire()}, repeat=True
    )
    await countersign(facilitator, case, stated.voice)

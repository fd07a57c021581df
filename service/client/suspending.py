"""What staff do to stop a case or an item, and to let it go on.

Owns the signed suspension, which follows the last one of the same scope.
"""

from service.client.person import Person
from service.sealing.schemas import Suspension
from service.sealing.statements import Statement, open_statement, sign


async def suspend(staff: Person, case: str, reason: str, *, item: str = "") -> bytes:
    """Stop a whole case, or one item of it; return the suspension's digest.

    `reason` is a code of lower-case letters, digits and hyphens.
    """
    return await _state(staff, case, item, reason, lifted="no")


async def lift(reader: Person, case: str, reason: str, *, item: str = "") -> bytes:
    """Let what was suspended go on; only a reader of the case's team may."""
    return await _state(reader, case, item, reason, lifted="yes")


async def _state(staff: Person, case: str, item: str, reason: str, *, lifted: str) -> bytes:
    statement = await signed_suspension(staff, case, item, reason, lifted=lifted)
    await staff.transport.post(
        f"/cases/{case}/suspensions", {"suspension": statement.to_wire()}, repeat=True
    )
    return statement.digest


async def signed_suspension(
    staff: Person, case: str, item: str, reason: str, *, lifted: str = "no"
) -> Statement:
    """Sign a suspension, or its lifting, that follows the last one of the same scope."""
    shown = (await staff.transport.get(f"/cases/{case}/suspensions"))["suspensions"]
    earlier = [Statement.from_wire(one) for one in shown]
    same = [one for one in earlier if open_statement(one, Suspension).item == item]
    return sign(
        Suspension(
            case=case,
            item=item,
            reason=reason,
            lifted=lifted,
            previous=same[-1].digest if same else b"",
            at=staff.clock(),
        ),
        staff.keys.sign_seed,
    )

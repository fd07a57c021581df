"""Where the rooms of cases and of correspondence meet: an attestation that comes with an act."""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.suspending import Staff
from service.cases.witnessing import Speaker, attest_act
from service.correspondence.assisting import Attest, Spoken
from service.identity.sessions import Caller
from service.sealing.statements import Statement


def attesting(caller: Caller, signed: Statement, *, at: int) -> Attest:
    """Return what stores this attestation by the caller, if it is of just the act it came with."""
    staff = Staff(caller.actor, caller.roles, caller.sign)
    speaker = Speaker(staff, caller.acts_for, signed)

    async def attest(session: AsyncSession, case: str, said: Spoken) -> None:
        about = (said.person, said.act, said.subject, said.at)
        await attest_act(session, case, speaker, about, at=at)

    return attest

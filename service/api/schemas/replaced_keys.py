"""Bodies and answers about keys that take the place of others: people's and worker pools'."""

from typing import Annotated, Literal

from pydantic import Field

from service.api.schemas.common import Answer, Body, WireStatement
from service.api.schemas.deciding import RecipientGrant


class ReEnrolmentAnswer(Answer):
    """New keys that wait to be vouched for: who asks, for whom, and what is signed so far."""

    re_enrolment: str
    person: str
    asked_by: str
    created: int
    certificate: dict[str, str]
    by_reader: dict[str, str]
    by_old_key: dict[str, str] | None


class ReEnrolmentsAnswer(Answer):
    """All that waits in a case; there is at most one for each of its people."""

    rows: list[ReEnrolmentAnswer]


class Vouch(Body):
    """One more person's word for new keys; from a reader the next case statement with it."""

    re_enrolment: WireStatement | None = None
    case_statement: WireStatement | None = None


class VouchedAnswer(Answer):
    """Whether the new keys are in force now, or wait for somebody else."""

    state: Literal["waiting", "done"]


class AddRegrant(Body):
    """What was approved for keys that were replaced, handed on to the new ones."""

    regrant: WireStatement
    grants: Annotated[list[RecipientGrant], Field(max_length=40)]


class StateCase(Body):
    """The next case statement; in this version it may name another worker pool, nothing else."""

    case_statement: WireStatement

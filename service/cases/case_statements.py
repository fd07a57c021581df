"""Reading a case statement that a member of staff hands in for one case."""

from service.domain.errors import Invalid
from service.sealing.errors import SealingError
from service.sealing.schemas import CaseStatement
from service.sealing.statements import Statement, open_statement


def check_case_statement(signed: Statement, org: str, case: str, signer: bytes) -> CaseStatement:
    """Return the body; raises `Invalid` unless this member of staff signed it for this case."""
    try:
        body = open_statement(signed, CaseStatement)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != signer or (body.org, body.case) != (org, case):
        raise Invalid(reason="case-invalid")
    return body

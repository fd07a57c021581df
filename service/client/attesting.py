"""What staff sign about others: that somebody did something before them, or was given an item.

Owns attestations and deliveries. Whoever attests counts as being on the author's side from then on.
"""

from service.client.person import Person
from service.sealing.schemas import Attestation, Delivery
from service.sealing.statements import Statement, sign


def attestation(
    staff: Person,
    case: str,
    person: str,
    act: str,
    *,
    manner: str,
    at: int,
    subject: bytes = b"",
    evidence: bytes = b"",
) -> Statement:
    """Return the signed attestation of an act of a person at a time.

    `act` and `manner` are those of protocol.md section 4.17; `subject` is the digest of what it is
    about, empty for the case as a whole, `evidence` the digest of the sealed paper.
    """
    return sign(
        Attestation(
            org=staff.org,
            case=case,
            person=person,
            act=act,
            subject=subject,
            manner=manner,
            evidence=evidence,
            at=at,
            issued=staff.clock(),
        ),
        staff.keys.sign_seed,
    )


async def attest(
    staff: Person,
    case: str,
    person: str,
    act: str,
    *,
    manner: str,
    at: int,
    subject: bytes = b"",
    evidence: bytes = b"",
) -> bytes:
    """Attest an act of a person at a time, as `attestation`; return the attestation's digest."""
    statement = attestation(
        staff, case, person, act, manner=manner, at=at, subject=subject, evidence=evidence
    )
    await staff.transport.post(
        f"/cases/{case}/attestations", {"attestation": statement.to_wire()}, repeat=True
    )
    return statement.digest


async def deliver(staff: Person, case: str, item: str, person: str, manner: str) -> None:
    """Say that a released item was handed over: `read-aloud`, `played` or `printed`."""
    statement = sign(
        Delivery(case=case, item=item, person=person, manner=manner, at=staff.clock()),
        staff.keys.sign_seed,
    )
    await staff.transport.post(
        f"/items/{item}/deliveries", {"delivery": statement.to_wire()}, repeat=True
    )

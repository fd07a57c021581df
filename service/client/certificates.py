"""A participant's certificate, and the case statement that names it, as a facilitator signs them.

Owns what they say. Refuses to check the answer that they rest on; `invitations` has done that.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from service.client.invitations import Replied, staff_and_pools
from service.client.person import Person
from service.sealing.errors import SealingError
from service.sealing.schemas import CasePerson, Certificate
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.verify import VerifiedCase


def certificate_for(
    facilitator: Person, case: VerifiedCase, answer: Replied, previous: bytes = b""
) -> Statement:
    """Sign for the keys of a checked answer; `previous` is the certificate they supersede."""
    body = Certificate(
        org=facilitator.org,
        case=case.newest.case,
        person=answer.person,
        invitation=answer.invitation,
        role=answer.role,
        sign=answer.reply.sign,
        box=answer.reply.box,
        previous=previous,
        issued=facilitator.clock(),
    )
    return sign(body, facilitator.keys.sign_seed)


def next_naming(reader: Person, case: VerifiedCase, named: CasePerson) -> Statement:
    """Sign the next case statement, which names this person's certificate and changes no more."""
    newer = replace(
        case.newest,
        sequence=case.newest.sequence + 1,
        previous=case.newest_digest,
        people=(*(one for one in case.newest.people if one.person != named.person), named),
        issued=reader.clock(),
    )
    return sign(newer, reader.keys.sign_seed)


def known_keys(case: VerifiedCase) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield person, signing key and box key of whoever stands on the roster or in the case."""
    yield from staff_and_pools(case.roster)
    for statement in case.people.evidence.certificates:
        with suppress(SealingError):
            one = open_statement(statement, Certificate)
            yield one.person, one.sign, one.box

"""New keys for a participant who lost theirs, or who has the old ones on another device still.

Owns the code for the same person, the first reader's certificate, the second one's word and the
old key's. Refuses to vouch for keys that were not certified by a reader in force from the very
certificate that the case names, for keys that somebody has already, and twice by one person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.client.case_files import case_in_force, own_case
from service.client.certificates import certificate_for, known_keys, next_naming
from service.client.countersigning import countersign
from service.client.errors import NotPossible
from service.client.invitations import CaseOffer, Invitation, Replied, invite
from service.client.person import Person
from service.client.regranting import regrant_all
from service.sealing.enrolment import keys_number
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import CasePerson, Certificate, ReEnrolment
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.verify import VerifiedCase

KEYS_LOST: Final = "keys-lost"
NEW_DEVICE: Final = "new-device"


@dataclass(frozen=True)
class Waiting:
    """New keys that wait, as this device has verified them; `number` is what it shows of them."""

    re_enrolment: str
    person: str
    asked_by: str
    number: str
    certificate: Statement
    issued: int
    by_old_key: bool


@dataclass(frozen=True)
class Vouched:
    """Whether the new keys are in force now, and the items that were handed on to them."""

    done: bool
    regranted: tuple[str, ...] = ()


async def re_enrol(facilitator: Person, case: str, person: str) -> Invitation:
    """Make a new login and code for somebody of the case; an earlier code of theirs is spent."""
    verified = await case_in_force(facilitator, case)
    named = verified.named(person)
    offer = CaseOffer(case, verified.newest_digest, verified.team.key)
    return await invite(facilitator, named.role, offer, person=person)


async def ask_for(facilitator: Person, case: VerifiedCase, answer: Replied) -> None:
    """Certify new keys from the certificate that they supersede, and vouch for them first."""
    named = case.named(answer.person)
    certificate = certificate_for(facilitator, case, answer, named.certificate)
    await facilitator.transport.post(
        f"/invitations/{answer.invitation}/certificate",
        {
            "certificate": certificate.to_wire(),
            "re_enrolment": _word(facilitator, certificate, KEYS_LOST).to_wire(),
        },
        repeat=True,
    )


async def asked_for(facilitator: Person, case: str) -> set[str]:
    """Return the invitations of a case whose answers wait for somebody else already."""
    return {str(row["re_enrolment"]) for row in await _rows(facilitator, case)}


async def waiting(reader: Person, case: str) -> list[Waiting]:
    """Return what waits in a case of this reader's; raises SealingError for what does not hold."""
    verified = await case_in_force(reader, case)
    return [_checked(verified, row) for row in await _rows(reader, case)]


async def vouch(reader: Person, case: str, person: str) -> Vouched:
    """Vouch for somebody's new keys as the second reader, which puts them in force.

    What was approved for the old keys is handed on to them then. Where the old key has vouched,
    the reader who asked can conclude it too. Raises NotPossible `nobody-waits` or
    `second-reader`.
    """
    verified = await case_in_force(reader, case)
    one = _of(person, [_checked(verified, row) for row in await _rows(reader, case)])
    own = one.certificate.key == reader.identity.sign_public
    if own and not one.by_old_key:
        raise NotPossible("second-reader", "Somebody else of the team must vouch for these keys.")
    word = None if own else _word(reader, one.certificate, KEYS_LOST, one.issued + 1).to_wire()
    named = CasePerson(person, verified.named(person).role, one.certificate.digest)
    newer = next_naming(reader, verified, named)
    answer = await reader.transport.post(
        f"/re-enrolments/{one.re_enrolment}/vouchers",
        {"re_enrolment": word, "case_statement": newer.to_wire()},
    )
    await countersign(reader, case, one.certificate.voice, newer.voice)
    return Vouched(answer["state"] == "done", await regrant_all(reader, case, person))


async def vouch_with_old_key(person: Person, number: str) -> None:
    """Vouch from the old device for the new one, which shows this `number` of its keys.

    A reader of the case's team puts them in force then. Raises NotPossible `nobody-waits`, or
    `other-keys` when what was certified is not what the new device has.
    """
    verified = await own_case(person)
    rows = await _rows(person, verified.newest.case)
    one = _of(person.id, [_checked(verified, row) for row in rows])
    if one.number != number:
        raise NotPossible("other-keys", "The new device has other keys than these.")
    word = _word(person, one.certificate, NEW_DEVICE, one.issued + 1)
    await person.transport.post(
        f"/re-enrolments/{one.re_enrolment}/vouchers",
        {"re_enrolment": word.to_wire()},
        repeat=True,
    )


def number_of(person: Person) -> str:
    """Return what a new device shows of its own keys, to be compared on the old one."""
    return keys_number(person.identity.sign_public, person.identity.box_public)


def _of(person: str, found: list[Waiting]) -> Waiting:
    for one in found:
        if one.person == person:
            return one
    raise NotPossible("nobody-waits", "There are no new keys of this person to vouch for.")


async def _rows(person: Person, case: str) -> list[dict[str, Any]]:
    return list((await person.transport.get(f"/cases/{case}/re-enrolments"))["rows"])


def _checked(case: VerifiedCase, row: Mapping[str, Any]) -> Waiting:
    certificate = Statement.from_wire(row["certificate"])
    body = open_statement(certificate, Certificate)
    named, reader = case.named(body.person), case.reader(certificate)
    said = (body.org, body.case, body.role, body.previous)
    if (
        said != (case.newest.org, case.newest.case, named.role, named.certificate)
        or reader is None
        or "facilitator" not in reader.roles
    ):
        raise SealingError(Fault.CERTIFICATE_INVALID, "New keys are not certified from the old.")
    by_reader = Statement.from_wire(row["by_reader"])
    word = open_statement(by_reader, ReEnrolment)
    if by_reader.key != certificate.key or word != _said(certificate, word):
        raise SealingError(Fault.RE_ENROLMENT_INVALID, "Who certified new keys does not vouch.")
    for person, sign_key, box in known_keys(case):
        if person != body.person and (sign_key == body.sign or box == body.box):
            raise SealingError(Fault.KEY_MISMATCH, "Somebody else has these keys already.")
    return Waiting(
        re_enrolment=str(row["re_enrolment"]),
        person=body.person,
        asked_by=reader.person,
        number=keys_number(body.sign, body.box),
        certificate=certificate,
        issued=word.issued,
        by_old_key=row["by_old_key"] is not None,
    )


def _word(signer: Person, certificate: Statement, reason: str, earliest: int = 0) -> Statement:
    """Sign one's word; never of the second of another's, or the two would have one digest."""
    body = open_statement(certificate, Certificate)
    word = ReEnrolment(
        org=body.org,
        case=body.case,
        person=body.person,
        certificate=certificate.digest,
        previous=body.previous,
        reason=reason,
        issued=max(signer.clock(), earliest),
    )
    return sign(word, signer.keys.sign_seed)


def _said(certificate: Statement, word: ReEnrolment) -> ReEnrolment:
    """What a word for this certificate says, but for its reason and time."""
    body = open_statement(certificate, Certificate)
    return ReEnrolment(
        org=body.org,
        case=body.case,
        person=body.person,
        certificate=certificate.digest,
        previous=body.previous,
        reason=word.reason,
        issued=word.issued,
    )

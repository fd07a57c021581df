"""What people agree to, in their own hand or witnessed: consents, acknowledgements, attestations.

Guarantees: a consent or an acknowledgement is the person's own, or, of somebody without keys, under
the key of a member of staff who attests in the same request that it was said before them; an
attestation is by a member of staff of the case, or by a liaison who may act for that person, and
counts its signer as author-side from then on. Refuses to judge what somebody agreed to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.cases.conflicts import hold_unbiased
from service.cases.ground import signed as signed_of
from service.cases.holding import hold_everything
from service.cases.reading import on_team, refusal
from service.cases.sole_reading import hold_still_read
from service.cases.suspending import Staff
from service.db import statements
from service.db.asked import still_acts
from service.db.declaring import declare, declared
from service.db.tables import Case, CasePerson, Statement
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.roles import Acting as Leave
from service.domain.roles import Side
from service.sealing.errors import SealingError
from service.sealing.schemas import Acknowledgement, Attestation, Choice, Consent
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement
from service.sealing.wordings import wording_of

Acting = Mapping[tuple[str, str], Leave]
Said = TypeVar("Said", Attestation, Consent, Acknowledgement)
# A person changes their mind a few times; a script that never stops is not a person.
MOST_WORDS: Final = 200
# A no waits for nobody.
_HEARD_BY_ANYBODY: Final = frozenset({"refusal", "withdrawal"})


async def attest(
    session: AsyncSession, case_id: str, staff: Staff, acting: Acting, signed: Signed, *, at: int
) -> None:
    """Store an attestation; the same again is welcome.

    `acting` holds for whom the signer may act. Raises `NotFound` for whoever has no part in the
    case, `Invalid` for an attestation of anything else, and `Conflict` where its signer is
    the only one uninvolved who read an approved item of it: a colleague attests instead.
    """
    try:
        body = open_statement(signed, Attestation)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    case = await session.get(Case, case_id)
    team = await on_team(session, case_id, staff.person)
    leave = acting.get((case_id, body.person))
    if case is None or not (team or leave is not None):
        raise await refusal(session, case_id, staff.person)
    known = await session.get(CasePerson, (case.id, body.person)) is not None
    if (
        signed.key != staff.sign
        or (body.org, body.case) != (case.org, case.id)
        or not known
        or body.at > at
        or not await _of_case(session, case.id, body.subject)
    ):
        raise Invalid(reason="attestation-invalid")
    await locked_case(session, case.id)
    if not team and not await still_acts(session, case.id, body.person, leave, at):
        raise await refusal(session, case_id, staff.person)
    if not await declared(session, signed):
        await hold_still_read(session, case.id, staff.person, body)
    await declare_once(session, case, signed, Event.ACT_ATTESTED, (staff.person, body.person), at)


@dataclass(frozen=True)
class Speaker:
    """Who sends a consent or an acknowledgement: the person, or staff in whose presence it was.

    `acting` holds for whom a liaison may act; `attested` is the attestation that staff add.
    """

    staff: Staff
    acting: Acting
    attested: Signed | None = None


async def consent(
    session: AsyncSession, case_id: str, speaker: Speaker, signed: Signed, *, at: int
) -> None:
    """Store a consent or its withdrawal; the same again is welcome.

    Raises `NotFound` for whoever has no part in the case, `Forbidden` for staff who speak for
    somebody with keys of their own, `Invalid`, and `Conflict` for a yes that was said before the
    last withdrawal, or after `MOST_WORDS`; never for a withdrawal.
    """
    body = _read(signed, Consent)
    await _say(session, case_id, speaker, signed, body, body.purpose, at=at)


async def acknowledge(
    session: AsyncSession, case_id: str, speaker: Speaker, signed: Signed, *, at: int
) -> None:
    """Store a person responsible's acknowledgement or its withdrawal; as `consent`."""
    body = _read(signed, Acknowledgement)
    await _say(session, case_id, speaker, signed, body, "acknowledgement", at=at)


async def case_to_speak_in(
    session: AsyncSession, case_id: str, speaker: Speaker, person: str
) -> Case:
    """Return the case in which the speaker may send this person's own word.

    Raises `NotFound` for whoever has no part in it, `Forbidden` for staff who speak for somebody
    with keys, and for somebody without who speaks for themselves.
    """
    caller = speaker.staff
    case = await session.get(Case, case_id)
    row = await session.get(CasePerson, (case_id, person))
    own = person == caller.person
    staff = await on_team(session, case_id, caller.person) or (case_id, person) in speaker.acting
    if case is None or row is None or not (own or staff):
        raise await refusal(session, case_id, caller.person)
    if row.certificate is None if own else row.certificate is not None:
        raise Forbidden
    return case


def spoken_rightly(
    case: Case, speaker: Speaker, signed: Signed, body: Consent | Acknowledgement | Choice, at: int
) -> bool:
    """Tell whether it is the speaker's, of this case, not from the future, attested if it must."""
    said = (signed.key, body.org, body.case) == (speaker.staff.sign, case.org, case.id)
    own = body.person == speaker.staff.person
    return said and body.at <= at and own == (speaker.attested is None)


async def _say(
    session: AsyncSession,
    case_id: str,
    speaker: Speaker,
    signed: Signed,
    body: Consent | Acknowledgement,
    wording: str,
    *,
    at: int,
) -> None:
    case = await case_to_speak_in(session, case_id, speaker, body.person)
    row = await session.get_one(CasePerson, (case_id, body.person))
    words = wording_of(body.wording)
    named = words is not None and (words.name, words.language) == (wording, body.language)
    right = spoken_rightly(case, speaker, signed, body, at) and named
    if not right or (wording == "acknowledgement" and row.side != Side.RESPONSIBLE):
        raise Invalid(reason="consent-invalid")
    # Whatever is being released or opened comes first, or is stopped by a withdrawal.
    await hold_everything(session, case.id)
    await attest_spoken(
        session, case.id, speaker, body, "consent" if body.given == "yes" else "withdrawal", at=at
    )
    event = Event.PERSON_CONSENTED if isinstance(body, Consent) else Event.PERSON_ACKNOWLEDGED
    await _check_latest(session, case.id, signed, body)
    await declare_once(session, case, signed, event, (speaker.staff.person, body.person), at)


async def _check_latest(
    session: AsyncSession, case: str, signed: Signed, body: Consent | Acknowledgement
) -> None:
    """Raise `Conflict` for a yes that was said before the last withdrawal of the same.

    Whoever kept it back, or sends it once more, would else undo what the person said since.
    """
    if body.given != "yes":
        return
    words = [_word(row) for row in await statements.every(session, signed.type, case=case)]
    theirs = [one for one in words if one.person == body.person]
    same = [one for one in theirs if _purpose(one) == _purpose(body)]
    if any(one.given != "yes" and one.at >= body.at for one in same):
        raise Conflict(field="at")
    if len(theirs) >= MOST_WORDS and not await declared(session, signed):
        raise Conflict(field="consents")


async def attest_spoken(
    session: AsyncSession,
    case_id: str,
    speaker: Speaker,
    body: Consent | Acknowledgement | Choice,
    act: str,
    *,
    at: int,
) -> None:
    """Store the attestation that comes with somebody's word, where one must.

    Raises `Invalid` unless it is about just this act: the same person and moment. The case is
    locked.
    """
    # About the case as a whole: so every device counts the witness as on the author's side.
    await attest_act(session, case_id, speaker, (body.person, act, b"", body.at), at=at)


async def attest_act(
    session: AsyncSession,
    case_id: str,
    speaker: Speaker,
    said: tuple[str, str, bytes, int],
    *,
    at: int,
) -> None:
    """Store the attestation that comes along, where one does: of this person, act, subject, time.

    Raises `Invalid` for one of anything else, `Forbidden` before whoever declared a conflict of
    interest, and whatever `attest` raises.
    """
    if speaker.attested is None:
        return
    witness = _read(speaker.attested, Attestation)
    if (witness.person, witness.act, witness.subject, witness.at) != said:
        raise Invalid(reason="attestation-invalid")
    again = await declared(session, speaker.attested)
    await attest(session, case_id, speaker.staff, speaker.acting, speaker.attested, at=at)
    if not again and witness.act not in _HEARD_BY_ANYBODY:
        await hold_unbiased(session, case_id, speaker.staff.person)


async def said(
    session: AsyncSession, case_id: str, caller: Staff, acting: Acting
) -> tuple[list[Statement], list[Statement]]:
    """Return consents and acknowledgements in their order: to the team all, to others their own.

    A liaison's own are those of whom they act for. Raises `NotFound` for whoever has no part.
    """
    people = await people_heard(session, case_id, caller, acting)
    consents = await statements.every(session, Consent.TYPE, case=case_id)
    acknowledged = await statements.every(session, Acknowledgement.TYPE, case=case_id)
    return (
        [row for row in consents if _word(row).person in people],
        [row for row in acknowledged if _word(row).person in people],
    )


async def people_heard(
    session: AsyncSession, case_id: str, caller: Staff, acting: Acting
) -> frozenset[str]:
    """Return whose words this caller may read: the team everybody's, others their own.

    A liaison's own are those of whom they act for. Raises `NotFound` for whoever has no part.
    """
    rows = await session.exec(select(CasePerson.person).where(col(CasePerson.case_id) == case_id))
    people = frozenset(rows)
    if not await on_team(session, case_id, caller.person):
        people = frozenset(
            one for one in people if one == caller.person or (case_id, one) in acting
        )
        if not people:
            raise await refusal(session, case_id, caller.person)
    return people


def _word(row: Statement) -> Consent | Acknowledgement:
    if row.type == Consent.TYPE:
        return open_statement(signed_of(row), Consent)
    return open_statement(signed_of(row), Acknowledgement)


def _purpose(body: Consent | Acknowledgement) -> str:
    return body.purpose if isinstance(body, Consent) else body.TYPE


def _read(signed: Signed, kind: type[Said]) -> Said:
    try:
        return open_statement(signed, kind)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault


async def _of_case(session: AsyncSession, case_id: str, subject: bytes) -> bool:
    if subject == b"":
        return True
    found = await session.exec(
        select(Statement.id).where(
            col(Statement.digest) == subject, col(Statement.case_id) == case_id
        )
    )
    return found.first() is not None


async def declare_once(
    session: AsyncSession, case: Case, signed: Signed, event: Event, who: tuple[str, str], at: int
) -> None:
    """Store a word as the case's next of its type, and name it on the trail; again is welcome.

    `who` is the actor and whom the word is of.
    """
    if await declared(session, signed):
        return
    # Of two words in one second the later must be known as such: a consent, and its withdrawal.
    await locked_case(session, case.id)
    before = len(await statements.every(session, signed.type, case=case.id))
    actor, subject = who
    await declare(
        session,
        signed,
        event,
        org=case.org,
        chain=case.id,
        at=at,
        actor=actor,
        case=case.id,
        subject=subject,
        sequence=before + 1,
    )

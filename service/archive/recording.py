"""Owns what records, refusals and keepings must be at their place on a trail (4.27, 4.30, 4.33).

Refuses to own what follows from a record: no device asks an export whether a case was ready.
"""

from typing import Final, cast

from service.archive.showing import Known
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import hold
from service.sealing.schemas import Keeping, Manifest, Record, Refusal, StaffEntry
from service.sealing.schemas_practice import takes_a_supervisor
from service.sealing.standing import Moment
from service.sealing.statements import Statement
from service.sealing.verify_assisted import is_assisted
from service.sealing.verify_authorship import attested_about
from service.sealing.verify_case import VerifiedCase

SAID: Final = (Record, Keeping, Refusal)
"""The types of what `hold_said` checks."""


def hold_said(known: Known, case: VerifiedCase, evidence: Evidence, statement: Statement) -> None:
    """Hold that a record, a keeping or a refusal is at its place and by whoever may say it.

    Raises SealingError: ``record-invalid``, ``attestation-invalid``, ``certificate-invalid``, or
    ``statement-schema`` for a keeping that does not follow the one before.
    """
    body = known.body(statement)
    if isinstance(body, Record):
        _hold_record(known, case, statement, body)
    elif isinstance(body, Keeping):
        earlier = [one for one in known.keepings(body.item) if one != statement]
        hold(
            Fault.STATEMENT_SCHEMA,
            "A keeping does not follow the one before.",
            body.previous == (earlier[-1].digest if earlier else b""),
        )
        _hold_own_word(
            known, case, evidence, statement, (body.item, body.person, "keeping", body.at)
        )
    elif isinstance(body, Refusal):
        _hold_own_word(
            known, case, evidence, statement, (body.item, body.person, "refusal", body.at)
        )


def _hold_record(known: Known, case: VerifiedCase, statement: Statement, body: Record) -> None:
    """Hold that a record is a reader's of the team, and follows the last one about the same.

    What takes a supervisor is one's. Raises ``record-invalid``.
    """
    reader = case.reader(statement)
    earlier = [
        (one, said)
        for one, said in known.recorded()
        if one != statement and said.about == body.about
    ]
    before, said = earlier[-1] if earlier else (None, None)
    hold(
        Fault.RECORD_INVALID,
        "A record is not its readers' word, or does not follow the one before.",
        reader is not None,
        body.previous == (before.digest if before else b""),
        not takes_a_supervisor(body, said) or (reader is not None and "supervisor" in reader.roles),
    )


def _hold_own_word(
    known: Known,
    case: VerifiedCase,
    evidence: Evidence,
    statement: Statement,
    said: tuple[str, str, str, int],
) -> None:
    """Hold that what is said of an item is under its recipient's key, or attested for who has none.

    `said` is the item, the person, the attested act and the time.
    """
    item, person, act, at = said
    manifest = known.manifest(item)
    body = cast("Manifest", known.body(manifest)) if manifest is not None else None
    if manifest is None or body is None or person not in body.recipients:
        raise SealingError(Fault.CERTIFICATE_INVALID, "It is nobody's to whom the item was sent.")
    if not is_assisted(case, person):
        hold(
            Fault.CERTIFICATE_INVALID,
            "It is under another's key.",
            statement.key == case.certificate(person).sign,
        )
        return
    witness = case.standing.find(statement, _anybody)
    wanted = (person, act, manifest.digest, at)
    hold(
        Fault.ATTESTATION_INVALID,
        "Nobody attests that it was said before them.",
        witness is not None
        and any(
            by == witness.person and (one.person, one.act, one.subject, one.at) == wanted
            for by, one in attested_about(case, evidence, body, manifest.digest)
        ),
    )


def _anybody(_moment: Moment, _entry: StaffEntry) -> bool:
    return True

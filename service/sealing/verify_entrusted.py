"""Owns checks 9c and 10a of section 6: what a reader entrusted to whoever acts for its recipient.

A liaison's device makes them before it opens anything, and whoever checks an export. Refuses to own
the liaison team's key, and what was not released: nobody entrusts that, and nothing else opens it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, open_grant
from service.sealing.holding import hold, opened
from service.sealing.keys import Pins
from service.sealing.schemas import Acceptance, Regrant
from service.sealing.statements import Statement
from service.sealing.verify_assisted import verify_before_handing_over
from service.sealing.verify_case import VerifiedCase
from service.sealing.verify_release import Approved


@dataclass(frozen=True)
class Entrusted:
    """An item that may be handed over now, and the digests of the grants that were sealed for it.

    ``keys`` are the public box keys of the mandated team to which they were.
    """

    approved: Approved
    keys: frozenset[bytes]
    grant_digests: frozenset[bytes]


def verify_entrusted(evidence: Evidence, pins: Pins, person: str, item: str, now: int) -> Entrusted:
    """Checks 1 to 7, 8b, 8c, 9a and 9c, for a liaison of the team that acts for ``person``.

    Raises what ``verify_before_handing_over`` does, ``mandate-invalid`` once the mandate is over,
    ``grant-missing`` where nothing was entrusted, ``regrant-invalid`` and ``signer-removed``.
    """
    approved = verify_before_handing_over(evidence, pins, person, item, now)
    case = approved.submitted.case
    named = case.named(person)
    mandate, _ = case.people.mandate(named)
    hold(Fault.MANDATE_INVALID, "Nobody may act for this person any more.", now <= mandate.until)
    hold(Fault.GRANT_MISSING, "Nobody entrusted this to a liaison.", len(evidence.regrants) > 0)
    found = [_entrusting(evidence, approved, one, person) for one in evidence.regrants]
    return Entrusted(
        approved=approved,
        keys=frozenset(one.new_key for one in found),
        grant_digests=frozenset(
            grant.grant
            for one in found
            for grant in one.grants
            if grant.rendition == approved.released.rendition
        ),
    )


def verify_entrusted_grant(
    entrusted: Entrusted, evidence: Evidence, team_keys: Sequence[bytes]
) -> bytes:
    """Check 10a: the 32-byte content key, from a grant that the regrant names, by a team's key.

    ``team_keys`` are private keys of the liaison team's versions. Raises ``grant-missing``,
    ``grant-replaced``, ``grant-unopenable`` or ``grant-mismatch``.
    """
    manifest, container = entrusted.approved.manifest, entrusted.approved.released
    shown = [grant for rendition, grant in evidence.grants if rendition == container.rendition]
    hold(Fault.GRANT_MISSING, "No grant was given.", bool(shown), bool(entrusted.grant_digests))
    grant = next((one for one in shown if grant_digest(one) in entrusted.grant_digests), None)
    if grant is None:
        raise SealingError(Fault.GRANT_REPLACED, "The grant is not the one that was entrusted.")
    refusal = SealingError(Fault.GRANT_UNOPENABLE, "No key of the team's opens it.")
    for private in team_keys:
        try:
            return open_grant(grant, manifest.item, container.rendition, private)
        except SealingError as error:
            refusal = error if error.code is Fault.GRANT_MISMATCH else refusal
    raise refusal


def verify_handed_over(case: VerifiedCase, statement: Statement, person: str) -> None:
    """Hold that a delivery is by a liaison of the team that acts for its recipient.

    Raises ``mandate-invalid`` or ``signer-removed``.
    """
    named = case.named(person)
    by = None
    if case.people.is_mandated(named):
        _, team = case.people.mandate(named)
        by = case.people.mandated(statement, team)
    hold(Fault.MANDATE_INVALID, "It was handed over by nobody who may.", by is not None)


def _entrusting(
    evidence: Evidence, approved: Approved, statement: Statement, person: str
) -> Regrant:
    """Hold that a reader handed this on, once it was accepted, to the team that acts now."""
    body = opened(statement, Regrant, Fault.REGRANT_INVALID)
    case, manifest = approved.submitted.case, approved.manifest
    named, accepted = case.named(person), _accepted(evidence)
    entries = {
        (digest, entry.key)
        for digest, one in zip(approved.decision_digests, approved.decisions, strict=True)
        for entry in one.recipients
        if entry.person == person
    }
    hold(
        Fault.REGRANT_INVALID,
        "It was not entrusted to whoever acts for this person, since they accepted it.",
        case.reader(statement) is not None,
        (body.case, body.item, body.person) == (manifest.case, manifest.item, person),
        (body.decision, body.old_key) in entries,
        body.certificate == named.certificate,
        body.new_key in _team_keys(case, person),
        max(accepted.accepted, accepted.from_) <= body.at <= accepted.until,
    )
    return body


def _accepted(evidence: Evidence) -> Acceptance:
    return opened(evidence.acceptance, Acceptance, Fault.ACCEPTANCE_INVALID)


def _team_keys(case: VerifiedCase, person: str) -> set[bytes]:
    """The keys of the mandated team's versions, up to the one that the newest roster names."""
    newest = case.people.liaison_team(case.named(person))
    return {
        one.key
        for one in case.people.organisation_teams.values()
        if one.team == newest.team and one.version <= newest.version
    }

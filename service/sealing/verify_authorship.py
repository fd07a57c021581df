"""Owns whose word a manifest is (check 5a of section 6), and who is too near to read it alone.

Refuses to own the rest of the manifest; verify_item.py does.
"""

from dataclasses import dataclass

from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.holding import hold, opened
from service.sealing.schemas import Agreement, Attestation, CasePerson, Manifest, StaffEntry
from service.sealing.standing import Moment, on_team
from service.sealing.statements import Statement
from service.sealing.verify_case import VerifiedCase


@dataclass(frozen=True)
class Authorship:
    """The keys that speak for the author, and the staff who cannot be the only reader.

    ``acting`` are keys of those who act for the author now, if somebody did when this was signed.
    """

    keys: frozenset[bytes]
    involved: frozenset[str]
    acting: frozenset[bytes] = frozenset()


def verify_authorship(
    case: VerifiedCase, evidence: Evidence, statement: Statement, manifest: Manifest
) -> Authorship:
    """Check 5a: the author's own key, or staff in the capacity that the manifest names.

    A superseded key speaks for what it signed while it was certified. Raises
    ``manifest-invalid``, ``mandate-invalid``, ``agreement-missing``, ``agreement-invalid``,
    ``attestation-invalid``, or what checking certificates raises.
    """
    named = case.named(manifest.author)
    attested = attested_about(case, evidence, manifest, statement.digest)
    witnesses = frozenset(person for person, _ in attested)
    acting = _acting(case, named, statement, manifest)
    if acting is not None:
        liaison = _mandated(case, acting, statement, manifest)
        now = frozenset(_now(case, named))
        return Authorship(frozenset((statement.key,)), witnesses | liaison, now)
    keys = frozenset((case.people.in_force(named).sign, *_at_signing(case, manifest, named)))
    if statement.key in keys:
        return Authorship(keys, witnesses)
    scribe = _scribe(case, statement, manifest)
    if not any(
        (act.act, act.subject) == ("agreement", statement.digest)
        and act.person == manifest.author
        and by != scribe.person
        for by, act in attested
    ):
        _check_agreement(evidence, manifest, statement, keys)
    return Authorship(keys, witnesses | {scribe.person})


def _acting(
    case: VerifiedCase, named: CasePerson, statement: Statement, manifest: Manifest
) -> CasePerson | None:
    """How the case names an author for whom a liaison signed: now, or as it did then.

    A mandate that was replaced speaks for what stood on the trail before that; ``signer-removed``
    where nobody vouches for it.
    """
    if manifest.capacity != "liaison":
        return None
    stated = case.statements[manifest.case_statement]
    then = next((one for one in stated.people if one.person == manifest.author), None)
    if then is None or then.certificate == named.certificate or not case.people.is_mandated(then):
        return named if case.people.is_mandated(named) else None
    later = sorted(case.statements.items(), key=lambda one: one[1].sequence)
    replaced = next(
        digest
        for digest, body in later
        if body.sequence > stated.sequence and then not in body.people
    )
    shown = case.people.evidence.case_statements
    if not any(
        case.standing.stood_before(statement, one) for one in shown if one.digest == replaced
    ):
        raise SealingError(
            Fault.SIGNER_REMOVED, "Nobody vouches that a mandate stood when this was signed."
        )
    return then


def _now(case: VerifiedCase, named: CasePerson) -> tuple[bytes, ...]:
    """The keys that speak for an author whom somebody acted for: the team's, or now their own."""
    if not case.people.is_mandated(named):
        return (case.people.in_force(named).sign,)
    team = case.people.liaison_team(named)
    return tuple(
        one.sign for one in case.roster.staff if "liaison" in one.roles and on_team(team, one)
    )


def _at_signing(case: VerifiedCase, manifest: Manifest, newest: CasePerson) -> tuple[bytes, ...]:
    """The author's key as the case statement of the manifest certified it, if it was another."""
    then = case.named(manifest.author, manifest.case_statement)
    if then.certificate == newest.certificate:
        return ()
    # Only a key from which the newest descends: a certificate beside the line is nobody's.
    before = case.people.superseded(newest)
    body = case.people.certificate(then)
    return (body.sign,) if body in before else ()


def _mandated(
    case: VerifiedCase, named: CasePerson, statement: Statement, manifest: Manifest
) -> frozenset[str]:
    mandate, team = case.people.mandate(named)
    hold(
        Fault.MANDATE_INVALID,
        "Nobody was mandated to act for the author then.",
        case.people.mandated(statement, team) is not None,
        manifest.created <= mandate.until,
    )
    return frozenset(one.person for one in team.members)


def _scribe(case: VerifiedCase, statement: Statement, manifest: Manifest) -> StaffEntry:
    def of_the_team(moment: Moment, entry: StaffEntry) -> bool:
        return on_team(moment.team, entry)

    entry = (
        case.standing.find(statement, of_the_team)
        if manifest.capacity in ("scribe", "interpreter")
        else None
    )
    if entry is None:
        raise SealingError(Fault.MANIFEST_INVALID, "The manifest is not signed by its author.")
    return entry


def _check_agreement(
    evidence: Evidence, manifest: Manifest, statement: Statement, keys: frozenset[bytes]
) -> None:
    """What another wrote for the author is theirs once they agree, under their own key."""
    hold(
        Fault.AGREEMENT_MISSING,
        "The author has not agreed to what was written for them.",
        len(evidence.agreements) > 0,
    )
    for one in evidence.agreements:
        body = opened(one, Agreement, Fault.AGREEMENT_INVALID)
        hold(
            Fault.AGREEMENT_INVALID,
            "An agreement is not the author's, to this.",
            one.key in keys,
            body.case == manifest.case,
            body.item == manifest.item,
            body.manifest == statement.digest,
        )


def attested_about(
    case: VerifiedCase, evidence: Evidence, manifest: Manifest, digest: bytes
) -> list[tuple[str, Attestation]]:
    """Who attested what about this item or the case: none of them is ever its only reader."""
    found = []
    for statement in evidence.attestations:
        body = opened(statement, Attestation, Fault.ATTESTATION_INVALID)
        witness = case.standing.find(statement, _anybody)
        if witness is None or (body.case, body.org) != (manifest.case, case.newest.org):
            raise SealingError(
                Fault.ATTESTATION_INVALID, "An attestation is of another case, or by nobody known."
            )
        if body.involves(digest):
            found.append((witness.person, body))
    return found


def _anybody(_moment: Moment, _entry: StaffEntry) -> bool:
    return True

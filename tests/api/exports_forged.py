"""Copies of an export with words in them that nobody of the case said, countersigned even so."""

from collections.abc import Callable
from dataclasses import replace

from service.archive.form import head_name, read_statement, statement_bytes, statement_name
from service.sealing.encoding import b64, new_id
from service.sealing.heads import InForce, make_head
from service.sealing.schemas import (
    CaseStatement,
    Certificate,
    Consent,
    Delivery,
    Disclosure,
    Head,
    Keeping,
    Manifest,
    Recall,
    Record,
    Team,
)
from service.sealing.statements import Statement, open_statement, sign, sign_public
from tests.api.exports_changed import Change, insider, names_in, of_item, place_of
from tests.factories.exported import Exported, Files, of_type, put, rewrite_trail, trail_of


def _said(event: str, make: Callable[[Exported, Files], Statement]) -> Change:
    """Let the trail end with a statement that nobody of the case made."""

    def change(case: Exported, files: Files) -> None:
        statement = make(case, files)
        put(files, statement)
        entry = dict(trail_of(files)[-1])
        subject = getattr(statement.body, "item", "")
        entry |= {"event": event, "statement": b64(statement.voice), "subject": subject}
        insider(case, files, [*trail_of(files), entry])

    return change


def _consent(case: Exported, _files: Files) -> Statement:
    world = case.world
    body = Consent(
        *(world.org, world.case, world.harmed.id, "receive", "any", bytes(32)),
        *("en", "yes", world.asha.clock()),
    )
    return sign(body, world.responsible.keys.sign_seed)


def _recall(case: Exported, files: Files) -> Statement:
    named = of_item(files, Manifest.TYPE, case.recording).digest
    body = Recall(case.world.case, case.recording, named, case.world.asha.clock())
    return sign(body, case.world.ben.keys.sign_seed)


def _delivery(case: Exported, _files: Files) -> Statement:
    world = case.world
    body = Delivery(world.case, case.letter, world.harmed.id, "played", world.asha.clock())
    return sign(body, world.pool.keys.sign_seed)


def _disclosure(signer: str, *, known: bool) -> Callable[[Exported, Files], Statement]:
    def make(case: Exported, files: Files) -> Statement:
        world = case.world
        named = of_item(files, Manifest.TYPE, case.letter).digest if known else bytes(32)
        at = world.asha.clock()
        body = Disclosure(
            *(world.org, world.case, case.letter, named, "police", "danger-to-life", at),
        )
        return sign(body, getattr(world, signer).keys.sign_seed)

    return make


def _record(signer: str, kind: str, status: str) -> Callable[[Exported, Files], Statement]:
    def make(case: Exported, _files: Files) -> Statement:
        world = case.world
        body = Record(
            *(world.org, world.case, kind, status, "", "", 0, (), b"", 0, b""), world.asha.clock()
        )
        return sign(body, getattr(world, signer).keys.sign_seed)

    return make


def _harm_taken_back(case: Exported, files: Files) -> Statement:
    """By a facilitator, in its place."""
    said = [open_statement(one, Record) for one in of_type(files, Record.TYPE)]
    [before] = [
        one
        for one, body in zip(of_type(files, Record.TYPE), said, strict=True)
        if body.kind == "harm-other"
    ]
    body = replace(open_statement(before, Record), status="absent", previous=before.digest)
    return sign(body, case.world.ben.keys.sign_seed)


def _keeping(signer: str) -> Callable[[Exported, Files], Statement]:
    def make(case: Exported, _files: Files) -> Statement:
        world = case.world
        by = getattr(world, signer)
        body = Keeping(world.case, case.letter, by.id, "return", b"", world.asha.clock())
        return sign(body, by.keys.sign_seed)

    return make


def _team(_case: Exported, files: Files) -> Statement:
    body = open_statement(of_type(files, Team.TYPE)[0], Team)
    return sign(replace(body, team=new_id()), bytes(32))


def _certificate(_case: Exported, files: Files) -> Statement:
    body = open_statement(of_type(files, Certificate.TYPE)[0], Certificate)
    return sign(replace(body, sign=sign_public(bytes(32))), bytes(32))


def _a_head_naming_a_team_of_nobodys(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    team = _team(case, files)
    put(files, team)
    entry = dict(entries[place_of(entries, "team.stated", "")]) | {"statement": b64(team.voice)}
    trail = rewrite_trail(files, [*entries, entry])
    old = max(names_in(files, "heads"))
    last = open_statement(read_statement(files[old]), Head)
    in_force = InForce(last.roster, team.digest)
    seed = case.world.asha.keys.sign_seed
    head = make_head(trail, case.world.org, in_force, seed, last.issued)
    files[head_name(len(trail.entries), head.voice)] = statement_bytes(head)


def _without_any_case_statement(case: Exported, files: Files) -> None:
    gone = {b64(one.voice) for one in of_type(files, CaseStatement.TYPE)}
    for one in of_type(files, CaseStatement.TYPE):
        del files[statement_name(one.voice)]
    insider(case, files, [one for one in trail_of(files) if one["statement"] not in gone])


FORGED: dict[str, tuple[Change, str]] = {
    "another's consent": (_said("person.consented", _consent), "signer-unknown"),
    "a recall by a facilitator": (_said("item.recalled", _recall), "signer-unknown"),
    "a delivery by a machine": (_said("item.delivered", _delivery), "signer-unknown"),
    "a disclosure by a person of the case": (
        _said("item.disclosed", _disclosure("harmed", known=True)),
        "signer-unknown",
    ),
    "a disclosure of a version that never was": (
        _said("item.disclosed", _disclosure("asha", known=False)),
        "statement-misplaced",
    ),
    "a sign-off by a facilitator": (
        _said("practice.recorded", _record("asha", "sign-off", "given")),
        "record-invalid",
    ),
    "a sign-off by an administrator": (
        _said("practice.recorded", _record("administrator", "sign-off", "given")),
        "record-invalid",
    ),
    "a record beside another about the same": (
        _said("practice.recorded", _record("ben", "harm-other", "present")),
        "record-invalid",
    ),
    "a kind of harm taken back by a facilitator": (
        _said("practice.recorded", _harm_taken_back),
        "record-invalid",
    ),
    "what its author gave back": (
        _said("item.given-back", _keeping("responsible")),
        "certificate-invalid",
    ),
    "what a facilitator gave back": (
        _said("item.given-back", _keeping("ben")),
        "certificate-invalid",
    ),
    "a team that nobody names": (_said("team.stated", _team), "unaccounted"),
    "a certificate that nobody names": (_said("person.certified", _certificate), "unaccounted"),
    "a head naming a team of nobody's": (_a_head_naming_a_team_of_nobodys, "head-invalid"),
    "no case statement at all": (_without_any_case_statement, "head-invalid"),
}

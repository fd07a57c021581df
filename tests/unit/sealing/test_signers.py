"""Whose word each statement on a case's trail can be."""

from dataclasses import fields

import pytest

from service.sealing.encoding import new_id
from service.sealing.evidence import ShownHead
from service.sealing.schemas import (
    Acknowledgement,
    Appeal,
    Body,
    Choice,
    Consent,
    Delivery,
    Destruction,
    Disclosure,
    Keeping,
    Manifest,
    Note,
    Record,
    Refusal,
    Share,
)
from service.sealing.signers import Signers
from service.sealing.statements import Statement, sign
from tests.vectors.making.fixed import fixed
from tests.vectors.making.later_attacks import ALL_STORIES
from tests.vectors.making.later_scenes import stage_of
from tests.vectors.making.later_stage import LaterStage
from tests.vectors.making.policies import POLICY
from tests.vectors.making.scenes import NOW, person, seed

CASE, ITEM, ORG = LaterStage.case, LaterStage.item, LaterStage.org
WHO = person("recipient").person
# Which of these may sign: one of the staff, a liaison, a pool, the person themselves, the author of
# the item, and another person of the case.
MAY: dict[str, set[str]] = {
    "acceptance": {"person"},
    "acknowledgement": {"person"},
    "agreement": {"liaison", "author"},
    "appeal": {"liaison", "author"},
    "attestation": {"staff"},
    "case": {"staff"},
    "certificate": {"staff"},
    "choice": {"person"},
    "consent": {"person"},
    "cover": {"staff"},
    "decision": {"staff"},
    "delivery": {"staff"},
    "destruction": {"staff"},
    "disclosure": {"staff"},
    "head": {"staff"},
    "keeping": {"person"},
    "mandate": {"staff"},
    "manifest": {"staff", "author"},
    "note": {"staff", "person", "author", "other"},
    "opening": {"person"},
    "policy": set(),
    "re-enrolment": {"staff", "person"},
    "recall": {"liaison", "author"},
    "record": {"staff"},
    "refusal": {"person"},
    "regrant": {"staff"},
    "rendition": {"pool"},
    "roster": set(),
    "share": {"person"},
    "step-in": {"staff"},
    "suspension": {"staff"},
    "team": {"staff"},
}
IN_NO_STORY: list[Body] = [
    Consent(ORG, CASE, WHO, "receive", "any", fixed("wording"), "cy", "yes", NOW),
    Share(CASE, ITEM, WHO, new_id(), NOW),
    Note(CASE, ITEM, "name", 1, fixed("note"), ("team",), b"", NOW),
    Delivery(CASE, ITEM, WHO, "played", NOW),
    Acknowledgement(ORG, CASE, WHO, fixed("wording"), "cy", "yes", NOW),
    Record(ORG, CASE, "proceedings", "live", "", "", 0, (), b"", 0, b"", NOW),
    Destruction(CASE, ITEM, new_id(), "kept long enough", NOW),
    Appeal(CASE, ITEM, fixed("manifest"), fixed("decision"), NOW),
    Choice(ORG, CASE, WHO, "never", "nothing", b"", NOW),
    Refusal(CASE, ITEM, WHO, (fixed("decision"),), NOW),
    POLICY,
    Keeping(CASE, ITEM, WHO, "hold", b"", NOW),
    Disclosure(ORG, CASE, ITEM, fixed("manifest"), "police", "danger-to-life", NOW),
]


def _statements() -> dict[str, Statement]:
    """One of each type, whoever signed it."""
    found = {}
    for name, story in ALL_STORIES.items():
        evidence = story(stage_of(name)).evidence
        for field in fields(evidence):
            value = getattr(evidence, field.name)
            for one in value if isinstance(value, tuple) else (value,):
                shown = one.head if isinstance(one, ShownHead) else one
                if isinstance(shown, Statement):
                    found[shown.type.split("/")[1]] = shown
    return found | {
        one.type.split("/")[1]: one for one in (sign(body, seed("author")) for body in IN_NO_STORY)
    }


STATEMENTS = _statements()


def _signers(part: str, statement: Statement) -> Signers:
    """Everybody there is has keys of their own but one part, who has the signer's."""
    body = statement.body
    key = frozenset((statement.key,))
    author = getattr(body, "author", "")
    own = getattr(body, "person", WHO)
    nobody = frozenset((fixed("nobody"),))
    return Signers(
        staff=key if part == "staff" else nobody,
        liaisons=key if part == "liaison" else nobody,
        pools=key if part == "pool" else nobody,
        people={
            (author or "the author"): key if part == "author" else nobody,
            own: key if part == "person" else nobody,
            "another": key if part == "other" else nobody,
        },
        authors={getattr(body, "manifest", b""): author or "the author"},
    )


def test_every_type_of_the_trail_is_in_the_table() -> None:
    assert STATEMENTS.keys() == MAY.keys()


@pytest.mark.parametrize("kind", list(MAY))
def test_only_whoever_may_say_it_is_believed(kind: str) -> None:
    statement = STATEMENTS[kind]
    parts = ("staff", "liaison", "pool", "person", "author", "other")
    believed = {part for part in parts if _signers(part, statement).may_sign(statement)}
    assert believed == MAY[kind]


@pytest.mark.parametrize(
    "kind", ["acceptance", "acknowledgement", "choice", "consent", "keeping", "refusal"]
)
def test_staff_sign_what_somebody_without_keys_said_before_them(kind: str) -> None:
    statement = STATEMENTS[kind]
    key = frozenset((statement.key,))
    assert Signers(staff=key).may_sign(statement)
    assert not Signers(staff=key, people={WHO: frozenset((fixed("nobody"),))}).may_sign(statement)
    assert not Signers(pools=key, people={"another": key}).may_sign(statement)


def test_a_recall_of_something_unknown_is_no_authors() -> None:
    recall = STATEMENTS["recall"]
    authors = {person("author").person: frozenset((recall.key,))}
    assert not Signers(people=authors).may_sign(recall)
    manifest = STATEMENTS["manifest"]
    assert isinstance(manifest.body, Manifest)

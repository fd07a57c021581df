"""Which reason goes with which verdict."""

from service.domain.reasons import REASONS, Reason, Verdict, words_field
from service.sealing.schemas import APPROVE


def test_every_reason_is_of_a_verdict_and_an_approval_has_none() -> None:
    assert REASONS[Verdict.APPROVE] == {""}
    assert REASONS[Verdict.RETURN] | REASONS[Verdict.WITHHOLD] == set(Reason)
    assert "" not in REASONS[Verdict.RETURN] | REASONS[Verdict.WITHHOLD]


def test_the_verdicts_are_those_of_the_decision_statement() -> None:
    assert set(Verdict) == {APPROVE, "return", "withhold"}


def test_the_words_to_an_author_are_of_the_version_that_they_are_about() -> None:
    assert words_field(Verdict.RETURN, 1) == "returned-1"
    assert words_field(Verdict.WITHHOLD, 12) == "withheld-12"

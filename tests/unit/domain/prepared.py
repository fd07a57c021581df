"""Two people with whom everything was done, every way in which one thing was not, and the rest."""

from dataclasses import replace

from hypothesis import strategies as st

from service.domain.blockers import Blocker
from service.domain.practice import Minor, Permit, Plan, PracticeFacts, Prepared, Trigger

NOW = 1_900_000_000
AUTHOR = Prepared(
    informed=True,
    consented=True,
    ready=True,
    acknowledged=True,
    orders=(Permit(given=True, until=NOW),),
    clearance=Permit(given=True, until=NOW),
)
RECIPIENT = replace(AUTHOR, acknowledged=None, orders=(), clearance=None)
PREPARED = PracticeFacts(
    now=NOW,
    medium="letter",
    round=2,
    author=AUTHOR,
    recipient=RECIPIENT,
    risk=Permit(given=True, until=NOW),
    proceedings_live=False,
    plan=Plan(rounds=2, media=frozenset({"letter", "paper"})),
)
_NO = Permit(given=False, until=0)
_OVER = Permit(given=True, until=NOW - 1)


def _author(**changed: object) -> PracticeFacts:
    return replace(PREPARED, author=replace(AUTHOR, **changed))  # type: ignore[arg-type]


def _recipient(**changed: object) -> PracticeFacts:
    return replace(PREPARED, recipient=replace(RECIPIENT, **changed))  # type: ignore[arg-type]


ALONE = {
    Blocker.AUTHOR_NOT_INFORMED: _author(informed=False),
    Blocker.RECIPIENT_NOT_INFORMED: _recipient(informed=False),
    Blocker.AUTHOR_CONSENT_MISSING: _author(consented=False),
    Blocker.RECIPIENT_CONSENT_MISSING: _recipient(consented=False),
    Blocker.ACKNOWLEDGEMENT_MISSING: _author(acknowledged=False),
    Blocker.RISK_NOT_ASSESSED: replace(PREPARED, risk=None),
    Blocker.RISK_EXPIRED: replace(PREPARED, risk=_OVER),
    Blocker.RISK_NOT_ACCEPTABLE: replace(PREPARED, risk=_NO),
    Blocker.RESTRICTION_BLOCKS: _recipient(orders=(Permit(given=True, until=NOW), _NO)),
    Blocker.RESTRICTION_EXPIRED: _author(orders=(_OVER,)),
    Blocker.PROCEEDINGS_LIVE: replace(PREPARED, proceedings_live=True),
    Blocker.CLEARANCE_MISSING: _recipient(clearance=_NO),
    Blocker.CLEARANCE_EXPIRED: _author(clearance=_OVER),
    Blocker.AUTHOR_NOT_READY: _author(ready=False),
    Blocker.RECIPIENT_NOT_READY: _recipient(ready=False),
    Blocker.PLAN_MISSING: replace(PREPARED, plan=None),
    Blocker.MEDIUM_NOT_IN_PLAN: replace(PREPARED, medium="recording"),
    Blocker.ROUNDS_USED_UP: replace(PREPARED, round=3),
    Blocker.AGE_PASSED: replace(_author(minor=Minor(NOW - 1, guardian=True)), signers=2),
    Blocker.GUARDIAN_MISSING: replace(_recipient(minor=Minor(NOW, guardian=False)), signers=2),
    Blocker.SECOND_READER_MISSING: _author(minor=Minor(NOW, guardian=True)),
    Blocker.EMPLOYED_HERE: _author(employed=True),
    Blocker.SIGN_OFF_MISSING: replace(PREPARED, signed_off=False),
    Blocker.PAUSED: replace(PREPARED, paused=True),
    Blocker.HARM_NOT_RECORDED: replace(PREPARED, harm=False),
    Blocker.RISK_TRIGGERED: replace(
        PREPARED,
        triggers=frozenset({Trigger.MOVE, Trigger.PAUSE}),
        happened=frozenset({Trigger.PAUSE, Trigger.ESCALATION}),
    ),
    Blocker.REPLY_NOT_IN_PLAN: replace(PREPARED, outside_plan=True),
    Blocker.BARRED_BY_POLICY: replace(PREPARED, special=True, signers=2, barred=True),
}
"""Each blocker of preparation by itself."""

_permits = st.builds(Permit, given=st.booleans(), until=st.integers(NOW - 2, NOW + 2))
_people = st.builds(
    Prepared,
    informed=st.booleans(),
    consented=st.booleans(),
    ready=st.booleans(),
    acknowledged=st.none() | st.booleans(),
    orders=st.lists(_permits, max_size=2).map(tuple),
    clearance=st.none() | _permits,
    minor=st.none() | st.builds(Minor, until=st.integers(NOW - 2, NOW + 2), guardian=st.booleans()),
    employed=st.booleans(),
)
practices = st.builds(
    PracticeFacts,
    now=st.just(NOW),
    medium=st.sampled_from(["letter", "recording"]),
    round=st.integers(1, 3),
    author=st.just(AUTHOR) | _people,
    recipient=st.just(RECIPIENT) | _people,
    risk=st.none() | _permits,
    proceedings_live=st.booleans(),
    plan=st.none()
    | st.builds(
        Plan,
        rounds=st.integers(1, 3),
        media=st.frozensets(st.sampled_from(["letter", "recording"])),
    ),
    signers=st.integers(1, 2),
    signed_off=st.booleans(),
    paused=st.booleans(),
    special=st.booleans(),
    harm=st.booleans(),
    barred=st.booleans(),
    triggers=st.frozensets(st.sampled_from(Trigger), max_size=2),
    happened=st.frozensets(st.sampled_from(Trigger), max_size=2),
    outside_plan=st.booleans(),
    day_confirmed=st.booleans(),
)


def rightly_prepared(facts: PracticeFacts) -> bool:
    """Say in the practice's words, apart from the rules' own, whether the two may exchange."""

    def stands(word: Permit) -> bool:
        return word.given and facts.now <= word.until

    def right(one: Prepared) -> bool:
        return (
            one.informed
            and one.consented
            and one.ready
            and one.acknowledged is not False
            and all(stands(order) for order in one.orders)
            and (one.clearance is None or stands(one.clearance))
            and not one.employed
            and (one.minor is None or stands_for_a_minor(one.minor))
        )

    def stands_for_a_minor(one: Minor) -> bool:
        return one.guardian and facts.now <= one.until and facts.signers == 2

    return (
        right(facts.author)
        and right(facts.recipient)
        and facts.risk is not None
        and stands(facts.risk)
        and not facts.proceedings_live
        and facts.plan is not None
        and facts.medium in facts.plan.media
        and facts.round <= facts.plan.rounds
        and facts.signed_off
        and not facts.paused
        and facts.harm
        and not facts.barred
        and not facts.outside_plan
        and not any(one in facts.happened for one in facts.triggers)
        and (facts.signers == 2 or not facts.special)
    )

"""Keys in the places of others': participants', teams', pools'; and times turned back.

Owns the lines about substituted keys and rolled-back papers. Refuses devices.
"""

from dataclasses import replace

from service.sealing.encoding import new_id
from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.schemas import CaseStatement, Certificate, Manifest, Roster, Team
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import new_team, next_team, open_team_key
from tests.attacks.papers.form import (
    Attack,
    Forge,
    Hand,
    accepted,
    body_of,
    each_decision,
    newest_case,
    readers_own,
    with_case,
)


def certificate_of(shown: Evidence, person: str) -> Statement:
    """Return the certificate of somebody on the case."""
    read = [(one, open_statement(one, Certificate)) for one in shown.certificates]
    return next(one for one, body in read if body.person == person)


def _certified_by_a_stranger(who: str) -> Forge:
    def forge(shown: Evidence, hand: Hand) -> Evidence:
        own = certificate_of(shown, getattr(hand.world, who).id)
        body = replace(
            body_of(own, Certificate), sign=hand.own.sign_public, box=hand.own.box_public
        )
        forged = sign(body, hand.own.sign_seed)
        others = tuple(one for one in shown.certificates if one != own)
        return replace(shown, certificates=(*others, forged))

    return forge


def certified_anew(shown: Evidence, hand: Hand, who: str, *, follows: bool) -> Evidence:
    """Have one facilitator certify the attacker's keys for somebody, and state the case so."""
    seed, person = hand.world.asha.keys.sign_seed, getattr(hand.world, who).id
    own = certificate_of(shown, person)
    body = replace(
        body_of(own, Certificate),
        sign=hand.own.sign_public,
        box=hand.own.box_public,
        previous=own.digest if follows else b"",
    )
    newer = sign(body, seed)
    people = tuple(
        replace(one, certificate=newer.digest) if one.person == person else one
        for one in newest_case(shown)[1].people
    )
    told = replace(shown, certificates=(*shown.certificates, newer))
    return with_case(told, seed, people=people)


def _own_key_by_one_facilitator(shown: Evidence, hand: Hand) -> Evidence:
    return certified_anew(shown, hand, "harmed", follows=False)


def _own_key_followed_by_one_facilitator(shown: Evidence, hand: Hand) -> Evidence:
    return certified_anew(shown, hand, "harmed", follows=True)


def _author_by_one_facilitator(*, follows: bool) -> Forge:
    """The author's key replaced, and the attacker's own words signed in their name."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        told = certified_anew(shown, hand, "responsible", follows=follows)
        statement, _ = newest_case(told)
        body = replace(body_of(shown.manifest, Manifest), case_statement=statement.digest)
        manifest = sign(body, hand.own.sign_seed)
        told = replace(told, manifest=manifest)
        decided = each_decision(told, readers_own(hand), manifest=manifest.digest)
        return accepted(decided, hand)

    return forge


def _team_of_the_attackers(shown: Evidence, hand: Hand) -> Evidence:
    """A team under a key of the attacker's, with the true members in it."""
    body = body_of(shown.team, Team)
    members = [(one.person, one.box) for one in body.members]
    forged, _ = new_team(body.org, body.team, body.case, members, hand.own.sign_seed, body.issued)
    return replace(shown, team=forged)


def _team_and_case_of_the_attackers(shown: Evidence, hand: Hand) -> Evidence:
    told = _team_of_the_attackers(shown, hand)
    assert told.team is not None
    return with_case(told, hand.own.sign_seed, team=told.team.digest)


def _team_key_exchanged(shown: Evidence, hand: Hand) -> Evidence:
    """The true statement with another key in it: its signature no longer fits."""
    assert shown.team is not None
    forged = sign(replace(body_of(shown.team, Team), key=hand.own.box_public), hand.own.sign_seed)
    return replace(shown, team=replace(forged, key=shown.team.key, signature=shown.team.signature))


def _pool_of_the_attackers(shown: Evidence, hand: Hand) -> Evidence:
    body = body_of(shown.roster, Roster)
    pools = tuple(
        replace(one, sign=hand.own.sign_public, box=hand.own.box_public) for one in body.pools
    )
    following = replace(body, sequence=body.sequence + 1, pools=pools)
    assert shown.roster is not None
    return replace(
        shown, roster=sign(replace(following, previous=shown.roster.digest), hand.own.sign_seed)
    )


def _roster_rolled_back(shown: Evidence, hand: Hand) -> Evidence:
    return replace(shown, roster=hand.first_roster)


def _case_rolled_back(shown: Evidence, _hand: Hand) -> Evidence:
    newest, _ = newest_case(shown)
    return replace(
        shown, case_statements=tuple(one for one in shown.case_statements if one != newest)
    )


def _case_forked(shown: Evidence, hand: Hand) -> Evidence:
    """Another statement under the number that this device has seen, by a real facilitator."""
    newest, body = newest_case(shown)
    other = sign(replace(body, issued=body.issued + 1), hand.world.asha.keys.sign_seed)
    kept = tuple(one for one in shown.case_statements if one != newest)
    return replace(shown, case_statements=(*kept, other))


def with_newer_team(shown: Evidence, hand: Hand) -> Evidence:
    """A second version of the team, made and named by a facilitator as the protocol says."""
    asha = hand.world.asha
    assert shown.team is not None
    private = open_team_key(shown.team, asha.id, asha.keys.box_private)
    members = [(one.person, one.box) for one in body_of(shown.team, Team).members]
    issued = newest_case(shown)[1].issued
    newer, _ = next_team(shown.team, private, members, asha.keys.sign_seed, issued)
    told = replace(shown, team=newer, teams=(*shown.teams, shown.team))
    return with_case(told, asha.keys.sign_seed, team=newer.digest)


def _team_rolled_back(shown: Evidence, hand: Hand) -> Evidence:
    """The case goes back to the version before, in a statement by a real facilitator."""
    told = with_newer_team(shown, hand)
    assert shown.team is not None
    return with_case(told, hand.world.asha.keys.sign_seed, team=shown.team.digest)


def _team_version_hidden(shown: Evidence, hand: Hand) -> Evidence:
    """The newest case statement names the second version, and the first is shown as the newest."""
    return replace(with_newer_team(shown, hand), team=shown.team, teams=())


def _team_version_by_a_stranger(shown: Evidence, hand: Hand) -> Evidence:
    """A second version with the attacker's key, hung on to the true first one."""
    assert shown.team is not None
    body = body_of(shown.team, Team)
    forged = sign(
        replace(
            body,
            version=2,
            key=hand.own.box_public,
            previous=shown.team.digest,
            previous_sealed=b"\0" * 96,
        ),
        hand.own.sign_seed,
    )
    told = replace(shown, team=forged, teams=(*shown.teams, shown.team))
    return with_case(told, hand.world.asha.keys.sign_seed, team=forged.digest)


def _of_another_case(shown: Evidence, hand: Hand) -> Evidence:
    """Every statement of the case says that it is of another one."""
    case, seed = new_id(), hand.world.asha.keys.sign_seed
    said: list[Statement] = []
    for one in shown.case_statements:
        body = replace(open_statement(one, CaseStatement), case=case)
        said.append(sign(replace(body, previous=said[-1].digest if said else b""), seed))
    return replace(shown, case_statements=tuple(said))


TEAM, CERTIFICATE = Fault.TEAM_INVALID, Fault.CERTIFICATE_INVALID

KEYS = [
    Attack("recipient-certified-by-a-stranger", CERTIFICATE, _certified_by_a_stranger("harmed")),
    Attack("author-certified-by-a-stranger", CERTIFICATE, _certified_by_a_stranger("responsible")),
    Attack("own-key-by-one-facilitator", Fault.OWN_KEY_REPLACED, _own_key_by_one_facilitator),
    Attack(
        "own-key-followed-by-one-facilitator",
        Fault.RE_ENROLMENT_MISSING,
        _own_key_followed_by_one_facilitator,
    ),
    Attack(
        "author-followed-by-one-facilitator",
        Fault.RE_ENROLMENT_MISSING,
        _author_by_one_facilitator(follows=True),
    ),
    Attack(
        "author-by-one-facilitator-as-if-first",
        CERTIFICATE,
        _author_by_one_facilitator(follows=False),
    ),
    Attack("team-of-the-attackers", TEAM, _team_of_the_attackers),
    Attack("team-key-exchanged", TEAM, _team_key_exchanged),
    Attack("team-and-case-of-the-attackers", Fault.CASE_INVALID, _team_and_case_of_the_attackers),
    Attack("team-for-the-author", TEAM, _team_of_the_attackers, at="author"),
    Attack("pool-for-the-author", Fault.ROSTER_INVALID, _pool_of_the_attackers, at="author"),
    Attack("roster-of-the-attackers", Fault.ROSTER_INVALID, _pool_of_the_attackers),
    Attack("roster-rolled-back", Fault.ROSTER_OLDER, _roster_rolled_back),
    Attack("roster-rolled-back-for-a-reader", Fault.ROSTER_OLDER, _roster_rolled_back, at="reader"),
    Attack(
        "roster-rolled-back-for-the-author", Fault.ROSTER_OLDER, _roster_rolled_back, at="author"
    ),
    Attack("case-rolled-back", Fault.CASE_OLDER, _case_rolled_back),
    Attack("case-forked", Fault.CASE_INVALID, _case_forked),
    Attack("case-of-another-case", Fault.CASE_INVALID, _of_another_case),
    Attack("team-rolled-back", TEAM, _team_rolled_back, with_newer_team, moves=True),
    Attack("team-version-hidden", TEAM, _team_version_hidden, with_newer_team, moves=True),
    Attack(
        "team-version-by-a-stranger", TEAM, _team_version_by_a_stranger, with_newer_team, moves=True
    ),
]

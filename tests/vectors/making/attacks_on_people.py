"""Owns the attacks on roster, case, team and certificates (checks 1 to 4 of section 6)."""

from dataclasses import replace
from typing import Any

from service.sealing.errors import Fault
from service.sealing.schemas import CasePerson, StaffEntry
from tests.vectors.making.attacks import BASES, OTHER, Attack, built
from tests.vectors.making.fixed import fixed
from tests.vectors.making.scenes import Scene, Stage, person

ROSTER, CASE, TEAM = Fault.ROSTER_INVALID, Fault.CASE_INVALID, Fault.TEAM_INVALID
CERTIFICATE, OWN = Fault.CERTIFICATE_INVALID, Fault.OWN_KEY_REPLACED


def _entry(name: str, who: str, keys: str) -> StaffEntry:
    held = person(keys)
    return StaffEntry(person(who).person, (name,), held.sign_public, held.box_public)


def _pinned(**changes: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    scene = built(BASES["letter"])
    pin = next(iter(scene.pins.cases.values()))
    return [{"case": pin.case, "sequence": pin.sequence, "digest": pin.digest, **changes}]


def _flipped_roster(scene: Scene) -> object:
    roster = scene.evidence.roster
    return roster and replace(roster, signature=roster.signature[:63] + b"\0")


def _stranger_in(body: Any) -> tuple[CasePerson, ...]:  # noqa: ANN401 - a case statement
    return (*body.people, body.people[0])


def _another_role(body: Any) -> tuple[CasePerson, ...]:  # noqa: ANN401 - a case statement
    return (replace(body.people[0], role="harmed"), body.people[1])


def _another_team(_scene: Scene) -> object:
    return built(Stage(members=("facilitator", "outsider"))).evidence.team


def _lone_team(body: Any) -> Any:  # noqa: ANN401 - a team
    return tuple(replace(one, box=fixed("swapped")) for one in body.members)


ON_ROSTER = [
    Attack("no roster", ROSTER, evidence={"roster": lambda _s: None}),
    Attack("a roster signed by a facilitator", ROSTER, signer={"roster": "facilitator"}),
    Attack("a roster signed by a stranger", ROSTER, signer={"roster": "stranger"}),
    Attack("a roster of another organisation", ROSTER, edit={"roster": {"org": OTHER}}),
    Attack("a team passed as the roster", ROSTER, evidence={"roster": lambda s: s.evidence.team}),
    Attack("a roster with a spoilt signature", ROSTER, evidence={"roster": _flipped_roster}),
    Attack("another root is pinned", ROSTER, pins={"root": person("stranger").sign_public}),
    Attack(
        "a roster that lists a person twice",
        ROSTER,
        edit={"roster": {"staff": lambda b: (*b.staff, _entry("auditor", "outsider", "stranger"))}},
    ),
    Attack(
        "a roster that lists a key under two people",
        ROSTER,
        edit={
            "roster": {"staff": lambda b: (*b.staff, _entry("auditor", "stranger", "facilitator"))}
        },
    ),
    Attack(
        "a roster that lists a pool twice",
        ROSTER,
        edit={
            "roster": {
                "pools": lambda b: (*b.pools, replace(b.pools[0], sign=fixed("another pool")))
            }
        },
    ),
    Attack("a roster rolled back", Fault.ROSTER_OLDER, pins={"roster": 4}),
    Attack(
        "a reader shown a roster rolled back",
        Fault.ROSTER_OLDER,
        "letter",
        "reader",
        pins={"roster": 4},
    ),
    Attack(
        "a worker shown another root's roster",
        ROSTER,
        "recording",
        "worker",
        signer={"roster": "stranger"},
    ),
]

ON_CASE = [
    Attack("no case statement", CASE, evidence={"case_statements": lambda _s: ()}),
    Attack("a case signed by an interpreter", CASE, signer={"case-1": "interpreter"}),
    Attack("a case signed by a participant", CASE, signer={"case-1": "author"}),
    Attack("a case signed by a stranger", CASE, signer={"case-1": "stranger"}),
    Attack("a case of another organisation", CASE, edit={"case-1": {"org": OTHER}}),
    Attack("another case", CASE, edit={"case-1": {"case": OTHER}}),
    Attack("a case that was never pinned", CASE, pins={"cases": []}),
    Attack("a pinned case replaced", CASE, pins={"cases": _pinned(digest=fixed("another"))}),
    Attack("a person twice in a case", CASE, edit={"case-1": {"people": _stranger_in}}),
    Attack(
        "two cases of one sequence",
        CASE,
        "recording",
        edit={"case-2": {"sequence": 1, "previous": b""}},
    ),
    Attack(
        "a case statement that follows another",
        CASE,
        "recording",
        edit={"case-2": {"previous": fixed("another")}},
    ),
    Attack(
        "a case statement of another case beside the newest",
        CASE,
        "recording",
        edit={"case-1": {"case": OTHER}},
    ),
    Attack(
        "the same case statement twice",
        CASE,
        evidence={"case_statements": lambda s: s.evidence.case_statements * 2},
    ),
    Attack("a case rolled back", Fault.CASE_OLDER, pins={"cases": _pinned(sequence=2)}),
]

ON_TEAM = [
    Attack("no team", TEAM, evidence={"team": lambda _s: None}),
    Attack("another team's statement", TEAM, evidence={"team": _another_team}),
    Attack("a team of another case", TEAM, edit={"team": {"case": OTHER}}),
    Attack("a team of another organisation", TEAM, edit={"team": {"org": OTHER}}),
    Attack("a team signed by a stranger", TEAM, signer={"team": "stranger"}),
    Attack("a team signed by staff who are not members", TEAM, signer={"team": "outsider"}),
    Attack("a team signed by a participant", TEAM, signer={"team": "author"}),
    Attack("a team with swapped box keys", TEAM, edit={"team": {"members": _lone_team}}),
    Attack(
        "a member twice in a team",
        TEAM,
        edit={"team": {"members": lambda b: (*b.members, b.members[0])}},
    ),
    Attack("a case signed by staff not on its team", TEAM, signer={"case-1": "outsider"}),
]

ON_CERTIFICATES = [
    Attack("no certificates", CERTIFICATE, evidence={"certificates": lambda _s: ()}),
    Attack(
        "no certificate of the author",
        CERTIFICATE,
        evidence={"certificates": lambda s: s.evidence.certificates[1:]},
    ),
    Attack(
        "no certificate of one's own",
        CERTIFICATE,
        evidence={"certificates": lambda s: s.evidence.certificates[:1]},
    ),
    Attack(
        "an author certified by an interpreter",
        CERTIFICATE,
        signer={"certificate-author": "interpreter"},
    ),
    Attack(
        "an author certified by staff not on the team",
        CERTIFICATE,
        signer={"certificate-author": "outsider"},
    ),
    Attack("an author certified by themself", CERTIFICATE, signer={"certificate-author": "author"}),
    Attack(
        "an author certified in another case",
        CERTIFICATE,
        edit={"certificate-author": {"case": OTHER}},
    ),
    Attack(
        "an author certified in another organisation",
        CERTIFICATE,
        edit={"certificate-author": {"org": OTHER}},
    ),
    Attack(
        "another person's certificate for the author",
        CERTIFICATE,
        edit={"certificate-author": {"person": OTHER}},
    ),
    Attack(
        "an author in another role than certified",
        CERTIFICATE,
        edit={"case-1": {"people": _another_role}},
    ),
    Attack(
        "an author who is not in the case",
        CERTIFICATE,
        edit={"case-1": {"people": lambda b: b.people[1:]}},
    ),
    Attack(
        "one's own person not in the case",
        CERTIFICATE,
        edit={"case-1": {"people": lambda b: b.people[:1]}},
    ),
    Attack(
        "one's own signing key replaced",
        OWN,
        edit={"certificate-recipient": {"sign": person("stranger").sign_public}},
    ),
    Attack(
        "one's own box key replaced",
        OWN,
        edit={"certificate-recipient": {"box": person("stranger").box_public}},
    ),
    Attack(
        "a reader's own box key replaced on the roster",
        OWN,
        "letter",
        "reader",
        given={
            "me": {
                "person": person("facilitator").person,
                "sign": person("facilitator").keys.sign_seed,
                "box": fixed("another"),
            }
        },
    ),
    Attack(
        "a reader who is not on the roster",
        OWN,
        "letter",
        "reader",
        given={
            "me": {
                "person": OTHER,
                "sign": person("facilitator").keys.sign_seed,
                "box": person("facilitator").keys.box_private,
            }
        },
    ),
]

ON_PEOPLE = [*ON_ROSTER, *ON_CASE, *ON_TEAM, *ON_CERTIFICATES]

"""Owns the vectors of what is split: covers of a team's key (4.12), the root's shares (5.4)."""

from dataclasses import replace
from typing import Any

from service.sealing.boxes import seal_to
from service.sealing.covers import OrganisationTeams, make_cover, open_share
from service.sealing.encoding import be32, lp
from service.sealing.errors import Fault
from service.sealing.root_shares import split_root
from service.sealing.schemas import Cover
from service.sealing.statements import Statement, sign, sign_public
from service.sealing.teams import new_team
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, Stage, person, seed

COVER, SHARE, SHARES = Fault.COVER_INVALID, Fault.ROOT_SHARE_INVALID, Fault.ROOT_SHARES_MISMATCH


def _organisation(name: str) -> tuple[Statement, bytes]:
    who = person("supervisor")
    return new_team(
        Stage.org, fixed_id(name), "", [(who.person, who.box_public)], seed("supervisor"), NOW
    )


def _covers() -> list[Vector]:
    team, private = Stage().team()
    (supervisors, first), (duty, second) = _organisation("supervisors"), _organisation("duty")
    cover = make_cover(
        team, private, OrganisationTeams(supervisors, duty), seed("facilitator"), NOW
    )
    halves = {
        "supervisor": (first, open_share(cover, team, "supervisor", first)),
        "duty": (second, open_share(cover, team, "duty", second)),
    }
    op, vectors = "cover.open", []
    wire = {"cover": cover.to_wire(), "team": team.to_wire()}
    for capacity, (key, half) in halves.items():
        given = {**wire, "capacity": capacity, "private": key}
        vectors.append(good(f"the half of the {capacity}", op, given, {"share": half}))
        other = first if key == second else second
        vectors += [
            bad(
                f"the half of the {capacity} with the other's key",
                op,
                {**given, "private": other},
                Fault.SEALED_UNOPENABLE,
            ),
            bad(
                f"the half of the {capacity} of another team",
                op,
                {**given, "team": duty.to_wire()},
                COVER,
            ),
        ]
    body = cover.body
    if not isinstance(body, Cover):
        raise TypeError("a cover is a cover")
    swapped = sign(replace(body, supervisors=body.duty, duty=body.supervisors), seed("facilitator"))
    prefix = lp("gobetween/cover-share/1") + lp("duty") + lp(fixed_id("team")) + be32(2)
    other_version = seal_to(duty.body.key, prefix + halves["duty"][1])  # type: ignore[union-attr]
    moved = replace(body, duty=replace(body.duty, sealed=other_version))
    vectors += [
        bad(
            "a half moved to the other place",
            op,
            {**wire, "cover": swapped.to_wire(), "capacity": "supervisor", "private": second},
            Fault.SEALED_MISMATCH,
        ),
        bad(
            "a half of another version",
            op,
            {
                **wire,
                "cover": sign(moved, seed("facilitator")).to_wire(),
                "capacity": "duty",
                "private": second,
            },
            Fault.SEALED_MISMATCH,
        ),
        bad("a half of nobody", op, {**wire, "capacity": "facilitator", "private": first}, COVER),
        bad(
            "another statement as a cover",
            op,
            {
                "cover": team.to_wire(),
                "team": team.to_wire(),
                "capacity": "duty",
                "private": second,
            },
            Fault.STATEMENT_TYPE,
        ),
    ]
    one, two = halves["supervisor"][1], halves["duty"][1]
    joining: dict[str, Any] = {"team": team.to_wire(), "supervisors": one, "duty": two}
    vectors.append(good("both halves", "cover.join", joining, {"private": private}))
    spoilt: dict[str, dict[str, Any]] = {
        "one of them twice": {"duty": one},
        "one changed": {"duty": two[:-1] + bytes((two[-1] ^ 1,))},
        "one cut short": {"duty": two[:-1]},
        "for another team": {"team": duty.to_wire()},
    }
    vectors += [
        bad(f"both halves, {what}", "cover.join", {**joining, **change}, COVER)
        for what, change in spoilt.items()
    ]
    return vectors


def _root() -> list[Vector]:
    seed_, other = fixed("root/sign"), fixed("stranger/sign")
    lines, strange = split_root(seed_), split_root(other)
    root = sign_public(seed_)
    op, vectors = "root.join", []
    for one, two in ((0, 1), (0, 2), (1, 2), (2, 0)):
        given = {"shares": [lines[one], lines[two]], "root": root}
        vectors.append(good(f"shares {one + 1} and {two + 1}", op, given, {"seed": seed_}))
    words = lines[0].split()
    numbered = "\n".join(f"{at}. {word.title()}" for at, word in enumerate(words, start=1))
    vectors.append(
        good(
            "a share as it is printed",
            op,
            {"shares": [numbered, lines[1]], "root": root},
            {"seed": seed_},
        )
    )
    mistyped = {
        "a word mistyped": [*words[:9], "zero" if words[9] != "zero" else "yoga", *words[10:]],
        "a word that is in no list": [*words[:9], "letter", *words[10:]],
        "two words swapped": [*words[:9], words[10], words[9], *words[11:]],
        "a word missing": words[:-1],
        "a word more": [*words, "zero"],
        "no words": [],
    }
    vectors += [
        bad(what, op, {"shares": [" ".join(typed), lines[1]], "root": root}, SHARE)
        for what, typed in mistyped.items()
    ]
    short = "test share words"
    vectors += [
        bad("other words", op, {"shares": [short, lines[1]], "root": root}, SHARE),
        bad("one share twice", op, {"shares": [lines[0], lines[0]], "root": root}, SHARES),
        bad("shares of two roots", op, {"shares": [lines[0], strange[1]], "root": root}, SHARES),
        bad(
            "shares of another root", op, {"shares": [strange[0], strange[1]], "root": root}, SHARES
        ),
    ]
    return vectors


def halved() -> list[Vector]:
    """Covers and root shares."""
    return _covers() + _root()

"""What a facilitator does for a case: open it, invite its people, certify them, start it.

Owns the case's signed statements. Refuses to certify a key whose answer was not made with the
code that this facilitator handed over, or a key that somebody else already has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.client.case_files import case_in_force, roster_in_force
from service.client.certificates import certificate_for, known_keys, next_naming
from service.client.countersigning import countersign
from service.client.covering import cover_of
from service.client.errors import NotPossible
from service.client.invitations import (
    Answers,
    CaseOffer,
    Invitation,
    Replied,
    Unproven,
    invite,
    keys_of_their_own,
    raised_if_alone,
    replied,
)
from service.client.person import Person
from service.client.re_enrolling import ask_for, asked_for
from service.sealing.encoding import b64, digest, new_id
from service.sealing.grants import seal_card
from service.sealing.schemas import CasePerson, CaseStatement, Roster, Team
from service.sealing.statements import open_statement, sign
from service.sealing.teams import new_team
from service.sealing.verify import VerifiedCase

FORWARD: Final = ("screen", "prepare", "make-ready", "activate")
"""The steps from a case's referral to its first item, in their order."""
_BEFORE: Final = ("referral", "screening", "preparing", "ready")


async def open_case(
    facilitator: Person, *, readers: Sequence[str], card: str, route: str = "ordinary"
) -> str:
    """Open a case for a team of this facilitator and `readers`; return its id.

    `card` holds names and notes in clear; only the team can read it. The team's keys are those
    on the roster. One approving reader is needed on the ordinary route, two on `specialist`.
    """
    _, roster = await roster_in_force(facilitator)
    case, issued = new_id(), facilitator.clock()
    wanted = list(dict.fromkeys((facilitator.id, *readers)))
    team, private = new_team(
        facilitator.org,
        new_id(),
        case,
        [(person, _box_of(roster, person)) for person in wanted],
        facilitator.keys.sign_seed,
        issued,
    )
    sealed_card = seal_card(case, open_statement(team, Team).key, card)
    statement = CaseStatement(
        org=facilitator.org,
        case=case,
        sequence=1,
        previous=b"",
        route=route,
        signers=2 if route == "specialist" else 1,
        team=team.digest,
        people=(),
        pool=_pool(roster),
        card=digest(sealed_card),
        issued=issued,
    )
    cover = await cover_of(facilitator, roster, team, private)
    await facilitator.transport.post(
        "/cases",
        {
            "case": case,
            "team": team.to_wire(),
            "case_statement": sign(statement, facilitator.keys.sign_seed).to_wire(),
            "cover": cover.to_wire() if cover else None,
            "card": b64(sealed_card),
        },
    )
    await countersign(facilitator, case, team.voice)
    return case


async def invite_participant(facilitator: Person, case: str, role: str) -> Invitation:
    """Invite the person harmed (`harmed`) or the person responsible (`responsible`)."""
    verified = await case_in_force(facilitator, case)
    offer = CaseOffer(case, verified.newest_digest, verified.team.key)
    return await invite(facilitator, role, offer)


@dataclass(frozen=True)
class Certified:
    """The persons who are certified now, and the answers that must not be.

    `waiting` have new keys in place of others: somebody else must vouch for them first.
    """

    people: tuple[str, ...]
    unproven: tuple[Unproven, ...]
    waiting: tuple[str, ...] = ()


async def certify_replied(facilitator: Person, case: str) -> Certified:
    """Certify everyone who answered this facilitator's invitations with keys of their own.

    Each gets a signed certificate and a newer case statement that names it. Answers that do not
    hold, or have a key that is on the roster or in the case (`key-mismatch`), stand beside; the
    first such fault is raised only when there is nobody to certify.
    """
    answers = await replied(facilitator, case)
    if not answers.proven:
        return Certified((), ())
    verified = await case_in_force(facilitator, case)
    own = keys_of_their_own(answers.proven, known_keys(verified))
    answers = raised_if_alone(Answers(own.proven, (*answers.unproven, *own.unproven)))
    before = {one.person for one in verified.newest.people}
    asked = await asked_for(facilitator, case)
    for answer in answers.proven:
        if answer.invitation in asked:
            continue
        shown = await case_in_force(facilitator, case)
        if answer.person in before:
            await ask_for(facilitator, shown, answer)
        else:
            await _certify(facilitator, shown, answer)
    if answers.proven:
        await countersign(facilitator, case)
    await case_in_force(facilitator, case)
    people = tuple(one.person for one in answers.proven)
    return Certified(
        tuple(one for one in people if one not in before),
        answers.unproven,
        tuple(one for one in people if one in before),
    )


@dataclass(frozen=True)
class Ahead:
    """A step that a case can take next, where it leads, and the slugs of what stands in its way."""

    act: str
    next: str
    blockers: tuple[str, ...]


async def ahead(facilitator: Person, case: str) -> list[Ahead]:
    """Return the steps that a case can take next, as they stand for this member of its team."""
    shown = await facilitator.transport.get(f"/cases/{case}")
    return [
        Ahead(one["act"], one["next"], tuple(blocker["slug"] for blocker in one["blockers"]))
        for one in shown["steps"]
    ]


async def step(facilitator: Person, case: str, act: str) -> None:
    """Take a case a step further. Raises Refusal `blocked` with everything that lacks."""
    await facilitator.transport.post(f"/cases/{case}/steps", {"act": act})
    await countersign(facilitator, case)


async def activate(facilitator: Person, case: str) -> None:
    """Take every step that is left until items can be sent; raises as `step`."""
    state = (await facilitator.transport.get(f"/cases/{case}"))["state"]
    for act in FORWARD[_BEFORE.index(state) if state in _BEFORE else -1 :]:
        await facilitator.transport.post(f"/cases/{case}/steps", {"act": act})
    await countersign(facilitator, case)


async def _certify(facilitator: Person, case: VerifiedCase, answer: Replied) -> None:
    certificate = certificate_for(facilitator, case, answer)
    named = CasePerson(answer.person, answer.role, certificate.digest)
    newer = next_naming(facilitator, case, named)
    await facilitator.transport.post(
        f"/invitations/{answer.invitation}/certificate",
        {"certificate": certificate.to_wire(), "case_statement": newer.to_wire()},
    )


def _box_of(roster: Roster, person: str) -> bytes:
    for entry in roster.staff:
        if entry.person == person:
            return entry.box
    raise NotPossible(
        "not-on-roster", "Somebody of this team, or yourself, is not on the published roster yet."
    )


def _pool(roster: Roster) -> str:
    if not roster.pools:
        raise NotPossible("no-pool", "The organisation has no pool of media workers yet.")
    return roster.pools[0].pool

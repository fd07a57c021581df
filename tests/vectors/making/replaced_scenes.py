"""Owns the honest stories in which who speaks for an author changes after a liaison wrote.

Refuses to check anything; attacks_on_mandates.py stages what a server does to them.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, cast

from service.sealing.schemas import CaseStatement, Mandate, Roster, StaffEntry, Team, TeamMember
from service.sealing.statements import Statement
from service.sealing.teams import new_team, next_team
from tests.vectors.making.fixed import fixed_id, fixed_randomness
from tests.vectors.making.later_scenes import by_liaison
from tests.vectors.making.later_stage import Chapters, LaterStage
from tests.vectors.making.scenes import DAY, NOW, Scene, person, seed

ORG, CASE = LaterStage.org, LaterStage.case
# On the first team beside the one who wrote; on the second, before and after its version 2.
SECOND, FORMER, NEW = "second liaison", "former liaison", "new liaison"


def _entry(name: str) -> StaffEntry:
    who = person(name)
    return StaffEntry(who.person, ("liaison",), who.sign_public, who.box_public)


def _two_liaisons(team: Team) -> Team:
    who = person(SECOND)
    return replace(team, members=(*team.members, TeamMember(who.person, who.box_public, b"")))


def _elsewhere(stage: LaterStage) -> tuple[Statement, Statement]:
    """Versions 1 and 2 of another establishment's team."""
    former, new = ([(who.person, who.box_public)] for who in map(person, (FORMER, NEW)))
    with fixed_randomness("liaisons elsewhere"):
        made, private = new_team(
            ORG, fixed_id("liaisons elsewhere"), "", former, seed(FORMER), NOW - 3 * DAY
        )
        first = stage.sign("elsewhere-1", made.body, seed(FORMER))
        made, _ = next_team(first, private, new, seed(FORMER), NOW - 2 * DAY)
    return first, stage.sign("elsewhere-2", made.body, seed(FORMER))


def _moved(stage: LaterStage, *, late: bool) -> Chapters:
    """Another establishment's team is mandated now; nobody has vouched for that yet."""
    mine: dict[str, Callable[[Any], Any]] = {
        "liaisons": _two_liaisons,
        "roster-3": lambda body: replace(body, staff=(*body.staff, _entry(SECOND))),
    }
    story = by_liaison(replace(stage, edit={**mine, **stage.edit}))
    if late:
        story.trail.remove(story.manifest)
    first, second = _elsewhere(story.stage)
    before = cast("Roster", story.rosters[-1].body)
    story.roster(
        staff=(*before.staff, _entry(FORMER), _entry(NEW)),
        teams=(*before.teams, first.digest, second.digest),
    )
    story.added["teams"] = (*story.added["teams"], first, second)
    author = person("author").person
    mandate = Mandate(ORG, CASE, author, first.digest, NOW + 90 * DAY, NOW - DAY)
    _named_as(story, story.say("mandates", "mandate-2", mandate, "facilitator"))
    if late:
        story.trail.append(story.manifest)
    return story


def _named_as(story: Chapters, stands: Statement) -> None:
    """A case statement in which this stands for the author."""
    people = cast("CaseStatement", story.cases[-1].body).people
    story.case("facilitator", people=(replace(people[0], certificate=stands.digest), *people[1:]))


def liaison_replaced(stage: LaterStage, *, late: bool = False) -> Scene:
    """A liaison wrote for the author and left; by then another team was mandated.

    ``late`` puts what was written on the trail after the second mandate.
    """
    story = _moved(stage, late=late)
    story.vouch("supervisor")
    story.roster(without="liaison")
    return story.end()


def liaison_then_own_keys(stage: LaterStage, *, late: bool = False) -> Scene:
    """The same, and in the end the author was enrolled with keys of their own."""
    story = _moved(stage, late=late)
    certificate = story.stage.certificate("author", "responsible")
    story.certificates.insert(0, certificate)
    _named_as(story, certificate)
    story.vouch("supervisor")
    story.roster(without="liaison")
    return story.end()


def liaison_mandated_since(stage: LaterStage) -> Scene:
    """The author had keys when the liaison wrote; the mandate took their place, and stands."""
    edit = {"manifest": lambda body: replace(body, capacity="liaison"), **stage.edit}
    signer = {"manifest": seed("liaison"), **stage.signer}
    story = Chapters(replace(stage, liaison=True, edit=edit, signer=signer))
    liaisons = story.stage.liaison_team()
    author = person("author").person
    mandate = Mandate(ORG, CASE, author, liaisons.digest, NOW + 90 * DAY, NOW - DAY)
    story.added["teams"] = (liaisons,)
    # Nothing rests on the certificate, once the mandate stands in its place.
    story.certificates = story.certificates[1:]
    _named_as(story, story.say("mandates", "mandate", mandate, "facilitator"))
    return story.end()


REPLACED: Final[dict[str, Callable[[LaterStage], Scene]]] = {
    "liaison-replaced": liaison_replaced,
    "liaison-then-own-keys": liaison_then_own_keys,
    "liaison-mandated-since": liaison_mandated_since,
}

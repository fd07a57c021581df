"""Owns honest scenes in which people come, go and stand in, built on those of scenes.py.

Every statement can be edited or signed by somebody else, as there. Refuses to check anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from service.sealing.covers import OrganisationTeams
from service.sealing.evidence import ShownHead
from service.sealing.heads import InForce, make_head, show_head
from service.sealing.schemas import Body, CaseStatement, PoolEntry, Roster, StaffEntry
from service.sealing.statements import Statement
from service.sealing.teams import new_team, next_team
from service.sealing.trail import BEFORE_THE_FIRST, Trail, TrailEntry, entry_hash
from tests.vectors.making.fixed import fixed_id, fixed_randomness
from tests.vectors.making.scenes import DAY, NOW, Scene, Stage, person, seed

CASE = Stage.case


def trail_of(named: Sequence[bytes], chain: str = CASE) -> Trail:
    """A trail that names each of these in turn, behind one event without a statement."""
    head, entries, hashes = BEFORE_THE_FIRST, [], []
    for number, voice in enumerate((b"", *named), start=1):
        entry = TrailEntry("", NOW - 30 * DAY + number, chain, "stored", number, voice, "")
        head = entry_hash(head, entry.to_bytes())
        entries.append(entry)
        hashes.append(head)
    return Trail(chain, tuple(entries), tuple(hashes))


@dataclass(frozen=True)
class LaterStage(Stage):
    """Builds scenes of two chapters; the statements of the second are edited by their names."""

    liaison: bool = False
    pools: int = 1
    # A head that was published as the example of its table was made before trails named voices.
    names: str = "voice"

    def roster(self) -> Statement:
        """Roster 3, with the organisation's teams, and a liaison or a second pool if wanted."""
        body = super().roster().body
        roster = cast("Roster", body)
        teams = self.organisation_teams()
        staff = roster.staff
        named = [teams.supervisors.digest, teams.duty.digest]
        if self.liaison:
            who = person("liaison")
            entry = StaffEntry(who.person, ("liaison",), who.sign_public, who.box_public)
            staff = (*staff, entry)
            named.append(self.liaison_team().digest)
        pools = roster.pools
        if self.pools > 1:
            new = person("new pool")
            pools = (*pools, PoolEntry(fixed_id("new pool"), new.sign_public, new.box_public))
        return self.sign(
            "roster-3", replace(roster, staff=staff, teams=tuple(named), pools=pools), seed("root")
        )

    def organisation_teams(self) -> OrganisationTeams:
        """Supervisors (the supervisor) and the duty team (the outsider)."""
        return OrganisationTeams(
            self._organisation_team("supervisors", "supervisor"),
            self._organisation_team("duty", "outsider"),
        )

    def liaison_team(self) -> Statement:
        """The liaison team of an establishment."""
        return self._organisation_team("liaisons", "liaison")

    def _organisation_team(self, name: str, member: str) -> Statement:
        who = person(member)
        # The same key each time it is asked for, as the roster names the statement.
        with fixed_randomness(name):
            made, _ = new_team(
                self.org, fixed_id(name), "", [(who.person, who.box_public)], seed(member), NOW
            )
        return self.sign(name, made.body, seed(member))


class Chapters:
    """Goes on from a scene: each method is one thing that happens, in the order of the calls.

    ``trail`` is everything stored so far; a head vouches for all of it.
    """

    def __init__(self, stage: LaterStage) -> None:
        self.stage = stage
        self.scene = Stage.build(stage)
        shown = self.scene.evidence
        if shown.roster is None or shown.team is None or shown.manifest is None:
            raise ValueError("a scene has a roster, a team and a manifest")
        self.manifest = shown.manifest
        self.rosters = [shown.roster]
        self.teams = [shown.team]
        self.private = self.scene.team_private
        self.cases = list(shown.case_statements)
        self.certificates = list(shown.certificates)
        self.heads: list[ShownHead] = []
        more = [shown.rendition] if shown.rendition else []
        self.trail = [
            self.teams[0],
            *self.certificates,
            *self.cases,
            self.manifest,
            *more,
            *shown.decisions,
        ]
        self.added: dict[str, Any] = {}

    def vouch(self, by: str) -> None:
        """Somebody countersigns the trail as it is, with the roster and team in force."""
        stage, trail = self.stage, trail_of(self._named())
        in_force = InForce(self.rosters[-1].digest, self.teams[-1].digest)
        name = f"head-{len(self.heads) + 1}"
        made = make_head(trail, stage.org, in_force, seed(by), NOW - DAY)
        shown = show_head(made, trail, self._named())
        signed = stage.sign(name, made.body, seed(by))
        self.heads.append(replace(shown, head=signed))
        self.trail.append(signed)

    def _named(self) -> list[bytes]:
        return [getattr(one, self.stage.names) for one in self.trail]

    def team(self, by: str, *members: str) -> None:
        """The next version of the case's team."""
        listed = [(who.person, who.box_public) for who in map(person, members)]
        made, self.private = next_team(self.teams[-1], self.private, listed, seed(by), NOW - DAY)
        signed = self.stage.sign(f"team-{len(self.teams) + 1}", made.body, seed(by))
        self.teams.append(signed)
        self.trail.append(signed)

    def case(self, by: str, **changes: Any) -> None:  # noqa: ANN401 - fields of a case statement
        """The next case statement, naming the newest team."""
        before = self.cases[-1]
        body = replace(
            cast("CaseStatement", before.body),
            sequence=len(self.cases) + 1,
            previous=before.digest,
            issued=NOW - DAY,
            **{"team": self.teams[-1].digest, **changes},
        )
        signed = self.stage.sign(f"case-{body.sequence}", body, seed(by))
        self.cases.append(signed)
        self.trail.append(signed)

    def roster(self, without: str = "", **changes: Any) -> None:  # noqa: ANN401 - as above
        """The next roster, without somebody."""
        before = self.rosters[-1]
        body = cast("Roster", before.body)
        gone = person(without).person
        staff = tuple(one for one in body.staff if one.person != gone)
        after = replace(
            body,
            sequence=body.sequence + 1,
            previous=before.digest,
            **{"staff": staff, **changes},
        )
        self.rosters.append(self.stage.sign(f"roster-{after.sequence}", after, seed("root")))

    def say(self, key: str, name: str, body: Body, by: str) -> Statement:
        """Something else that is said, shown under a key of the evidence."""
        signed = self.stage.sign(name, body, seed(by))
        self.added[key] = (*self.added.get(key, ()), signed)
        self.trail.append(signed)
        return signed

    def end(self, **changes: Any) -> Scene:  # noqa: ANN401 - fields of a scene or its evidence
        """The scene as it stands now."""
        teams = self.added.pop("teams", ())
        evidence = replace(
            self.scene.evidence,
            roster=self.rosters[-1],
            rosters=tuple(self.rosters[:-1]),
            team=self.teams[-1],
            teams=(*self.teams[:-1], *teams),
            case_statements=tuple(self.cases),
            certificates=tuple(self.certificates),
            heads=tuple(self.heads),
            **self.added,
        )
        scene = replace(self.scene, evidence=evidence, team_private=self.private)
        return replace(scene, **changes)

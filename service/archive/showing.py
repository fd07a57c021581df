"""Owns what was known of a case at a moment of its trail, in the shape a device is shown it.

Refuses to check: it only remembers what came, and in which order.
"""

from dataclasses import fields, replace
from typing import cast

from service.archive.collecting import Collected
from service.sealing.deciding import counting
from service.sealing.evidence import Evidence, ShownHead
from service.sealing.heads import show_head
from service.sealing.schemas import (
    Acceptance,
    Agreement,
    Appeal,
    Attestation,
    Body,
    CaseStatement,
    Certificate,
    Cover,
    Decision,
    Keeping,
    Mandate,
    Manifest,
    Note,
    Opening,
    Recall,
    Record,
    ReEnrolment,
    Regrant,
    RenditionStatement,
    StepIn,
    Suspension,
    Team,
)
from service.sealing.statements import Statement


class Known:
    """The statements that the trail has named so far."""

    def __init__(self, collected: Collected) -> None:
        self._all = collected
        self._came: dict[str, list[Statement]] = {}
        # Opening a statement costs a signature each time; it was checked when it was collected.
        self._bodies: dict[bytes, Body] = {}
        self._of_items: dict[tuple[str, str], list[Statement]] = {}

    def add(self, statement: Statement) -> bool:
        """Remember a statement; tell whether this is the first that is heard of it."""
        if statement.voice in self._bodies:
            return False
        body = self._bodies[statement.voice] = statement.body
        item = getattr(body, "item", "")
        self._of_items.setdefault((statement.type, item), []).append(statement)
        self._came.setdefault(statement.type, []).append(statement)
        return True

    def body(self, statement: Statement) -> Body:
        """The body of a statement that came."""
        return self._bodies[statement.voice]

    def certificates(self) -> list[Certificate]:
        """Every certificate so far."""
        return [cast("Certificate", self.body(one)) for one in self._of(Certificate.TYPE)]

    def manifest(self, item: str) -> Statement | None:
        """The newest manifest of an item."""
        return self._newest(Manifest.TYPE, item)

    def versions(self, item: str) -> set[bytes]:
        """The digest of every manifest of an item so far."""
        return {one.digest for one in self._about(Manifest.TYPE, item)}

    def manifest_body(self, item: str) -> Body | None:
        """What the newest manifest of an item says."""
        found = self.manifest(item)
        return self.body(found) if found else None

    def containers(self, item: str) -> set[str]:
        """Every container of an item, of all its versions, by its rendition's id."""
        sent = [cast("Manifest", self.body(one)) for one in self._about(Manifest.TYPE, item)]
        made = [
            cast("RenditionStatement", self.body(one))
            for one in self._about(RenditionStatement.TYPE, item)
        ]
        found = {ref.rendition for body in sent for ref in body.containers}
        return found | {body.output.rendition for body in made}

    def decisions(self, item: str) -> list[Statement]:
        """Every decision on an item, in order."""
        return self._about(Decision.TYPE, item)

    def decided(self, item: str) -> list[tuple[Statement, Decision]]:
        """The same with what each says."""
        return [(one, cast("Decision", self.body(one))) for one in self.decisions(item)]

    def approvals(self, item: str) -> list[Statement]:
        """The approvals of the item's newest version that count, in order."""
        manifest = self.manifest(item)
        if manifest is None:
            return []
        chain = counting(self.decided(item), manifest.digest, self.rendition(item))
        return [one for one, _ in chain]

    def renditions(self, item: str) -> list[bytes]:
        """The digest of everything that was made of an item so far, in order."""
        return [one.digest for one in self._about(RenditionStatement.TYPE, item)]

    def rendition(self, item: str) -> bytes:
        """The digest of what was made of an item last, empty where nothing was."""
        return (self.renditions(item) or [b""])[-1]

    def appeals(self, item: str) -> list[Appeal]:
        """What its author said against a withholding, in order."""
        return [cast("Appeal", self.body(one)) for one in self._about(Appeal.TYPE, item)]

    def notes(self, subject: str) -> list[Statement]:
        """Every version of every note about this, in order."""
        every = [(one, cast("Note", self.body(one))) for one in self._of(Note.TYPE)]
        return [one for one, body in every if body.subject == subject]

    def attested(self) -> list[tuple[Statement, Attestation]]:
        """Every attestation of the case so far with what it says, in order."""
        return [(one, cast("Attestation", self.body(one))) for one in self._of(Attestation.TYPE)]

    def recorded(self) -> list[tuple[Statement, Record]]:
        """Every record of the case so far with what it says, in order."""
        return [(one, cast("Record", self.body(one))) for one in self._of(Record.TYPE)]

    def keepings(self, item: str) -> list[Statement]:
        """What an item's recipient wanted done with it, in order."""
        return self._about(Keeping.TYPE, item)

    def acceptance(self, item: str) -> Statement | None:
        """The newest acceptance of an item."""
        return self._newest(Acceptance.TYPE, item)

    def evidence(self, item: str, rosters: int, *, with_heads: bool) -> Evidence:
        """What a device could have been shown now, about an item or about the case alone.

        The newest of the first `rosters` rosters is the one in force.
        """
        shown = self._all.rosters[:rosters]
        cases = tuple(self._of(CaseStatement.TYPE))
        team, earlier = self._teams(cases)
        manifest = self.manifest(item)
        evidence = Evidence(
            roster=shown[-1].statement,
            rosters=tuple(one.statement for one in shown[:-1]),
            team=team,
            teams=(*earlier, *self._of_organisation(rosters)),
            case_statements=cases,
            certificates=tuple(self._of(Certificate.TYPE)),
            manifest=manifest,
            rendition=self._rendition(item, manifest),
            decisions=tuple(self.approvals(item)),
            acceptance=self.acceptance(item),
            opening=self._newest(Opening.TYPE, item),
            covers=tuple(self._of(Cover.TYPE)),
            step_ins=tuple(self._of(StepIn.TYPE)),
            re_enrolments=tuple(self._of(ReEnrolment.TYPE)),
            mandates=tuple(self._of(Mandate.TYPE)),
            regrants=self._regrants(item),
            agreements=tuple(self._about(Agreement.TYPE, item)),
            attestations=tuple(self._of(Attestation.TYPE)),
            recalls=tuple(self._about(Recall.TYPE, item)),
            suspensions=tuple(
                one
                for one in self._of(Suspension.TYPE)
                # One that names no item stops the whole case.
                if cast("Suspension", self.body(one)).item in {"", item}
            ),
            keepings=tuple(self._about(Keeping.TYPE, item)),
        )
        return replace(evidence, heads=self._heads(evidence, rosters)) if with_heads else evidence

    def _regrants(self, item: str) -> tuple[Statement, ...]:
        """Those to a certificate that no other has superseded; a device is shown no more."""
        superseded = {one.previous for one in self.certificates()}
        return tuple(
            one
            for one in self._about(Regrant.TYPE, item)
            if cast("Regrant", self.body(one)).certificate not in superseded
        )

    def certified(self) -> dict[str, frozenset[bytes]]:
        """Each person's signing key, as the newest case statement so far certifies it."""
        cases = self._of(CaseStatement.TYPE)
        if not cases:
            return {}
        bodies = {one.digest: self.body(one) for one in self._of(Certificate.TYPE)}
        return {
            one.person: frozenset((cast("Certificate", bodies[one.certificate]).sign,))
            for one in cast("CaseStatement", self.body(cases[-1])).people
            if one.certificate in bodies
        }

    def authors(self) -> dict[bytes, str]:
        """The author of each manifest so far, by its digest."""
        return {
            one.digest: cast("Manifest", self.body(one)).author for one in self._of(Manifest.TYPE)
        }

    def named_by_nobody(self) -> Statement | None:
        """A team, certificate or mandate that no case statement so far rests on."""
        cases = [cast("CaseStatement", self.body(one)) for one in self._of(CaseStatement.TYPE)]
        named = {one.certificate for case in cases for one in case.people}
        named |= {case.team for case in cases}
        return next(
            (
                one
                for kind in (Team.TYPE, Certificate.TYPE, Mandate.TYPE)
                for one in self._of(kind)
                if one.digest not in named
            ),
            None,
        )

    def _of(self, kind: str) -> list[Statement]:
        return self._came.get(kind, [])

    def _about(self, kind: str, item: str) -> list[Statement]:
        return self._of_items.get((kind, item), [])

    def _newest(self, kind: str, item: str) -> Statement | None:
        found = self._about(kind, item)
        return found[-1] if found else None

    def _rendition(self, item: str, manifest: Statement | None) -> Statement | None:
        newest = self._newest(RenditionStatement.TYPE, item)
        if newest is None or manifest is None:
            return None
        body = cast("RenditionStatement", self.body(newest))
        # One of an earlier version, which failed or was returned, says nothing of this one.
        return newest if body.manifest == manifest.digest else None

    def _teams(
        self, cases: tuple[Statement, ...]
    ) -> tuple[Statement | None, tuple[Statement, ...]]:
        known = {one.digest: one for one in self._of(Team.TYPE)}
        newest = cast("CaseStatement", self.body(cases[-1])).team if cases else b""
        team, earlier = known.get(newest), []
        before = cast("Team", self.body(team)).previous if team else b""
        while before in known:
            earlier.append(known[before])
            before = cast("Team", self.body(known[before])).previous
        return team, tuple(earlier)

    def _of_organisation(self, rosters: int) -> tuple[Statement, ...]:
        named = {team for one in self._all.rosters[:rosters] for team in one.roster.teams}
        return tuple(one for digest, one in self._all.teams.items() if digest in named)

    def _heads(self, evidence: Evidence, rosters: int) -> tuple[ShownHead, ...]:
        """Each signer's furthest head under each roster and team, for all that is shown."""
        shown = _all_of(evidence)
        teams = {one.digest for one in shown}
        furthest = {
            (one.statement.key, one.head.roster, one.head.team): one
            for one in self._all.heads
            if one.roster <= rosters and one.head.team in teams
        }
        wanted = {one.voice for one in shown}
        wanted |= {one.statement.voice for one in furthest.values()}
        return tuple(
            show_head(
                one.statement,
                self._all.trail,
                [
                    voice
                    for voice in dict.fromkeys(self._all.trail.up_to(one.head.number).statements)
                    if voice in wanted
                ],
            )
            for one in furthest.values()
        )


def _all_of(evidence: Evidence) -> list[Statement]:
    found: list[Statement] = []
    for one in fields(evidence):
        value = getattr(evidence, one.name)
        found += [
            each
            for each in (value if isinstance(value, tuple) else (value,))
            if isinstance(each, Statement)
        ]
    return found

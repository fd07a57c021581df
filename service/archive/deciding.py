"""Owns what decisions, appeals and unlockings must be at their place on a trail (4.7, 4.28).

Refuses to own whether enough people approved: the recipient's own checks say that at each offer.
"""

from typing import Final, cast

from service.archive.showing import Known
from service.sealing.deciding import WITHHOLD, closing, counting, ran_out
from service.sealing.errors import Fault, SealingError
from service.sealing.holding import hold
from service.sealing.schemas import (
    CAPTIONS,
    RECORDINGS,
    Appeal,
    Decision,
    Manifest,
    Note,
    Suspension,
)
from service.sealing.standing import entry_with
from service.sealing.statements import Statement
from service.sealing.transcripts import is_of
from service.sealing.verify_case import VerifiedCase

# What an event says of the decision that it rests on.
VERDICTS: Final = {
    "item.approved": "approve",
    "item.returned": "return",
    "item.withheld": "withhold",
}


def hold_decision(
    known: Known, case: VerifiedCase, statement: Statement, body: Decision, at: int
) -> None:
    """Hold that a decision is a reader's, about this version, in its place in the open chain.

    A new chain is begun only where an approval of the one before had ended at this time, or its
    reader had left and was not vouched for. Nothing is decided about what was returned; what was
    withheld is decided again only after an appeal against just that, by somebody else. Raises
    ``decision-invalid``.
    """
    manifest, reader = known.manifest(body.item), case.reader(statement)
    if manifest is None or reader is None:
        raise SealingError(Fault.DECISION_INVALID, "A decision is by nobody, or about nothing.")
    earlier = [one for one in known.decided(body.item) if one[0] != statement]
    chain = counting(earlier, manifest.digest, known.rendition(body.item))
    if body.sequence == 1 and not _goes_on(case, chain, at):
        chain = []
    hold(
        Fault.DECISION_INVALID,
        "A decision does not fit its moment.",
        body.case_statement in case.statements,
        body.manifest == manifest.digest,
        (body.sequence, body.previous) == (len(chain) + 1, chain[-1][0].digest if chain else b""),
    )
    if body.coverage.transcript:
        _hold_transcript(known, case, manifest, body, reader.person)
    for closed, verdict in closing(earlier, manifest.digest):
        hold(
            Fault.DECISION_INVALID,
            "What was returned, or withheld and not appealed, was decided again.",
            verdict.verdict == WITHHOLD,
            any(one.decision == closed.digest for one in known.appeals(body.item)),
            reader.person not in people_behind(case, closed),
        )


def hold_beside(known: Known, manifest: Manifest) -> None:
    """Hold that captions are of what their author had made a recording of, for the same people.

    And of what was made of it last, as they were sent and whenever they were approved. Raises
    ``captions-invalid``.
    """
    if manifest.kind != CAPTIONS:
        return
    of = cast("Manifest | None", known.manifest_body(manifest.relates_to))
    hold(
        Fault.CAPTIONS_INVALID,
        "Captions are not of what was made of their author's recording last.",
        of is not None and of.kind in RECORDINGS,
        of is not None and of.author == manifest.author,
        of is not None and set(of.recipients) == set(manifest.recipients),
        manifest.timed_by == known.rendition(manifest.relates_to),
    )


def _hold_transcript(
    known: Known, case: VerifiedCase, manifest: Statement, body: Decision, reader: str
) -> None:
    """Hold that a colleague had written down what this reader read in place of hearing it.

    One who neither signed the manifest nor attested anything that counts for its author.
    """
    of = cast("Manifest", known.body(manifest))
    about = (manifest.digest, *known.renditions(body.item))
    near = [one for one, said in known.attested() if said.involves(*about)]
    own_side = {reader, of.author}.union(*(people_behind(case, one) for one in (manifest, *near)))
    hold(
        Fault.DECISION_INVALID,
        "What was read in place of a recording is nobody else's word for it.",
        any(
            note.digest == body.coverage.transcript
            and is_of(cast("Note", known.body(note)), of)
            and bool(writers := people_behind(case, note))
            and writers.isdisjoint(own_side)
            for note in known.notes(body.item)
        ),
    )


def _goes_on(case: VerifiedCase, chain: list[tuple[Statement, Decision]], at: int) -> bool:
    """Tell whether a decision made at this time follows these approvals."""
    try:
        return not ran_out(chain, at) and all(case.reader(one) is not None for one, _ in chain)
    except SealingError:
        return False


def hold_appeal(known: Known, body: Appeal) -> None:
    """Hold that an appeal is against the withholding that stands, and is the first of its version.

    Raises ``decision-invalid``.
    """
    manifest = known.manifest(body.item)
    closed = closing(known.decided(body.item), manifest.digest) if manifest is not None else []
    before = [one for one in known.appeals(body.item) if one != body]
    hold(
        Fault.DECISION_INVALID,
        "An appeal is against nothing that was withheld.",
        manifest is not None and body.manifest == manifest.digest,
        bool(closed) and closed[-1][0].digest == body.decision,
        bool(closed) and closed[-1][1].verdict == WITHHOLD,
        all(one.manifest != body.manifest for one in before),
    )


def hold_unlocking(case: VerifiedCase, locked: Statement | None, lifted: Statement) -> None:
    """Hold that a supervisor of the team unlocked an item that somebody else had escalated.

    Raises ``suspension-invalid``.
    """
    by = case.reader(lifted)
    before = people_behind(case, locked) if locked is not None else set()
    hold(
        Fault.SUSPENSION_INVALID,
        "An escalated item was unlocked by nobody who may.",
        cast("Suspension", lifted.body).lifted == "yes",
        by is not None and "supervisor" in by.roles,
        bool(before) and by is not None and by.person not in before,
    )


def people_behind(case: VerifiedCase, statement: Statement) -> set[str]:
    """Whose key signed this, on any roster so far: who has left since is still who they were."""
    found = (entry_with(one, statement.key) for one in case.standing.rosters.values())
    return {entry.person for entry in found if entry is not None}

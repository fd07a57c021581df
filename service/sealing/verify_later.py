"""Owns what was said of an item after its approval: recalls and suspensions (check 8b).

Also signed notes (check 14). Refuses to own delivery; a host that shows none of this hides it.
"""

from collections.abc import Sequence

from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.holding import different, hold, opened
from service.sealing.keys import Identity
from service.sealing.schemas import Note, Opening, Recall, StaffEntry, Suspension
from service.sealing.standing import Moment, is_reader, on_team
from service.sealing.statements import Statement
from service.sealing.verify_case import VerifiedCase
from service.sealing.verify_item import Submitted

RECALL, SUSPENSION, NOTE = Fault.RECALL_INVALID, Fault.SUSPENSION_INVALID, Fault.NOTE_INVALID


def verify_not_stopped(submitted: Submitted, evidence: Evidence, me: Identity) -> None:
    """Check 8b on a recipient's device: nobody who may has stopped the item.

    What this person has opened already is not taken back by a recall; a suspension stops that
    too. Raises ``recall-invalid``, ``item-recalled``, ``suspension-invalid``, ``item-suspended``
    or ``signer-removed``.
    """
    for recall in evidence.recalls:
        _check_recall(submitted, recall)
    hold(
        Fault.ITEM_RECALLED,
        "The author has taken the item back.",
        not evidence.recalls or _opened_before(submitted, evidence.opening, me),
    )
    shown = {one.digest: opened(one, Suspension, SUSPENSION) for one in evidence.suspensions}
    for statement in evidence.suspensions:
        _check_suspension(submitted, statement, shown)
    for scope in dict.fromkeys(one.item for one in shown.values()):
        chain = {digest: one for digest, one in shown.items() if one.item == scope}
        hold(
            Fault.ITEM_SUSPENDED,
            "The item or its case is suspended.",
            _last(chain).lifted == "yes",
        )


def _check_recall(submitted: Submitted, statement: Statement) -> None:
    body, manifest = opened(statement, Recall, RECALL), submitted.manifest
    hold(
        RECALL,
        "A recall is not the author's, of this item.",
        statement.key in submitted.author_keys,
        body.case == manifest.case,
        body.item == manifest.item,
        body.manifest == submitted.manifest_digest,
    )


def _opened_before(submitted: Submitted, statement: Statement | None, me: Identity) -> bool:
    if statement is None or statement.key != me.sign_public:
        return False
    opening = opened(statement, Opening, RECALL)
    manifest = submitted.manifest
    return (opening.person, opening.case, opening.item) == (
        me.person,
        manifest.case,
        manifest.item,
    )


def _check_suspension(
    submitted: Submitted, statement: Statement, shown: dict[bytes, Suspension]
) -> None:
    body, case = shown[statement.digest], submitted.case

    def may_suspend(moment: Moment, entry: StaffEntry) -> bool:
        # Any supervisor may stop; only the case's own team lets it go on.
        return is_reader(moment, entry) or (body.lifted == "no" and "supervisor" in entry.roles)

    hold(
        SUSPENSION,
        "A suspension is of something else, or not by staff who may.",
        body.case == submitted.manifest.case,
        body.item in ("", submitted.manifest.item),
        case.standing.find(statement, may_suspend) is not None,
        body.lifted == "no" or body.previous != b"",
    )


def _last(chain: dict[bytes, Suspension]) -> Suspension:
    """The one that no other follows, of one chain without a gap or a fork."""
    followed = [one.previous for one in chain.values()]
    hold(
        SUSPENSION,
        "Suspensions do not follow one another.",
        different(followed),
        all(one == b"" or one in chain for one in followed),
    )
    # Digests cannot form a ring, so exactly one is left that no other follows.
    ends = [one for digest, one in chain.items() if digest not in followed]
    return ends[0]


def verify_notes(
    case: VerifiedCase, shown: Sequence[Statement], subject: str, field: str
) -> Note | None:
    """Check 14: the newest version of a signed note; its container must have that digest.

    All versions are shown, from 1 without a gap, each naming the one before, each by a
    participant's certified key or by staff of the case's team. ``None`` where there is none.
    Raises ``note-invalid``, ``signer-removed``, or what checking a certificate raises.
    """
    chain = [(one, opened(one, Note, NOTE)) for one in shown]
    before = b""
    for version, (statement, body) in enumerate(chain, start=1):
        hold(
            NOTE,
            "A note is of something else, out of order, or by nobody of this case.",
            body.case == case.newest.case,
            body.subject == subject,
            body.field == field,
            body.version == version,
            body.previous == before,
            _is_of_case(case, statement),
        )
        before = statement.digest
    return chain[-1][1] if chain else None


def _is_of_case(case: VerifiedCase, statement: Statement) -> bool:
    certified = [one for one in case.newest.people if case.people.is_certified(one)]
    if any(case.people.certificate(one).sign == statement.key for one in certified):
        return True
    return case.standing.find(statement, _on_its_team) is not None


def _on_its_team(moment: Moment, entry: StaffEntry) -> bool:
    return on_team(moment.team, entry)

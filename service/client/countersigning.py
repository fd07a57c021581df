"""Countersigning a case's trail: this person's word that it is whole, and who was in force.

Owns reading the trail and looking at every statement that nobody vouched for yet. Refuses a
trail with a statement that is not its signer's to make, one that was rewritten since this device
last saw it, and one that goes further than the case that this device was shown.
"""

from dataclasses import replace
from itertools import pairwise
from weakref import WeakKeyDictionary

from service.client.case_files import case_in_force, roster_in_force
from service.client.errors import NotPossible, Refusal
from service.client.person import Person
from service.sealing.encoding import unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.heads import InForce, check_head, make_head
from service.sealing.schemas import CaseStatement, Certificate, Head, Manifest, Team
from service.sealing.signers import Signers
from service.sealing.standing import Moment, entry_with, is_reader
from service.sealing.statements import Statement, open_statement
from service.sealing.trail import Trail, read_chain
from service.sealing.verify import VerifiedCase

Line = tuple[bytes, bytes]

# What each person's device has read of each trail while signed in, and how far it vouched.
_read: WeakKeyDictionary[Person, dict[str, list[Line]]] = WeakKeyDictionary()
_vouched: WeakKeyDictionary[Person, dict[str, int]] = WeakKeyDictionary()


async def read_trail(person: Person, case: str) -> tuple[Trail, dict[bytes, Statement]]:
    """Return the trail of a case, its chain checked, and the statements that it names.

    Raises SealingError `trail-broken` for a gap, and for another trail than was read before.
    """
    lines = _read.setdefault(person, {}).setdefault(case, [])
    shown: dict[bytes, Statement] = {}
    fresh: list[Line] = []
    async for row in person.transport.rows(f"/chains/{case}", limit=500):
        fresh.append((unb64(row["entry"]), unb64(row["hash"])))
        if row["statement"] is not None:
            statement = Statement.from_wire(row["statement"])
            shown[statement.voice] = statement
    if fresh[: len(lines)] != lines:
        raise SealingError(Fault.TRAIL_BROKEN, "The trail is not the one that was read before.")
    trail = read_chain(case, fresh)
    lines[:] = fresh
    return trail, shown


def trail_lines_of(person: Person, trail: Trail) -> list[Line]:
    """Return each entry's exact bytes and hash of a trail that this person has read."""
    return _read[person][trail.chain][: len(trail.entries)]


async def countersign(person: Person, case: str, *own: bytes) -> Trail:
    """Countersign all of a case's trail as it is now; give the trail that was countersigned.

    `own` are voices of statements that this person has just made: they must be in it. Raises
    SealingError, or NotPossible `not-on-trail` or `not-vouched`, and signs nothing then.
    """
    for _ in range(3):
        verified = await case_in_force(person, case)
        roster, _ = await roster_in_force(person)
        trail, shown = await read_trail(person, case)
        if not set(own) <= set(trail.statements):
            raise NotPossible("not-on-trail", "The service left an act of this person out.")
        if not _is_of(verified, trail, shown):
            continue
        await _look(person, verified, trail, shown)
        head = make_head(
            trail,
            person.org,
            InForce(roster.digest, verified.newest.team),
            person.keys.sign_seed,
            person.clock(),
        )
        try:
            await person.transport.post(
                f"/chains/{case}/heads", {"head": head.to_wire()}, repeat=True
            )
        except Refusal as refusal:
            # Somebody published a roster or a team between the look and the signature.
            if refusal.slug == "conflict":
                continue
            raise
        _vouched.setdefault(person, {})[case] = len(trail.entries)
        return trail
    raise NotPossible("not-vouched", "Roster or team kept changing; nothing was countersigned.")


def _is_of(case: VerifiedCase, trail: Trail, shown: dict[bytes, Statement]) -> bool:
    """Tell whether a trail goes no further than the team and the case statement as shown.

    Else whoever shows an old case with a new trail has a head that names the old team, and whoever
    was taken off since is believed for what they signed afterwards. Entries are nobody's word: one
    that names an old statement once more does not make it the newest.
    """
    if not set(trail.statements) <= shown.keys():
        raise NotPossible("not-vouched", "The trail names a statement that was not shown.")
    named = [shown[one] for one in trail.statements]
    if not {case.newest_digest, case.newest.team} <= {one.digest for one in named}:
        return False
    cases = [one for one in named if one.type == CaseStatement.TYPE]
    teams = [one for one in named if one.type == Team.TYPE]
    return all(
        one.digest == case.newest_digest
        for one in cases
        if open_statement(one, CaseStatement).sequence >= case.newest.sequence
    ) and all(
        one.digest == case.newest.team
        for one in teams
        if open_statement(one, Team).version >= case.team.version
    )


async def _look(
    person: Person, case: VerifiedCase, trail: Trail, shown: dict[bytes, Statement]
) -> None:
    """Hold that whatever nobody in force has vouched for was signed by somebody known."""
    since = _vouched.setdefault(person, {}).get(trail.chain, 0)
    unseen = {one.statement for one in trail.entries[since:] if one.statement}
    if not unseen:
        return
    # A head names the newest roster, so it vouches for nobody who has left that: what they signed
    # stays on the trail, believed where somebody vouched for it in time and nowhere else.
    keys = _keys(case)
    signers = Signers.among(
        case.standing.rosters.values(),
        {person: frozenset((line[0].sign,)) for person, line in keys.items()},
        _authors(shown),
    )
    doubtful = {one for one in unseen if one not in shown or not signers.may_sign(shown[one])}
    doubtful -= _by_keys_of_then(keys, signers, trail, shown, doubtful)
    if doubtful:
        since = await _vouched_by_others(person, case, trail)
        doubtful &= {one.statement for one in trail.entries[since:]}
    if doubtful:
        raise NotPossible(
            "not-vouched", "The trail holds a statement by somebody whom no roster names."
        )


def _keys(case: VerifiedCase) -> dict[str, list[Certificate]]:
    """Each person's certificates, the newest first; whoever has no keys of their own has none."""
    return {
        one.person: [case.certificate(one.person), *case.people.superseded(one)]
        for one in case.newest.people
        if not case.people.is_mandated(one)
    }


def _authors(shown: dict[bytes, Statement]) -> dict[bytes, str]:
    sent = [one for one in shown.values() if one.type == Manifest.TYPE]
    return {one.digest: open_statement(one, Manifest).author for one in sent}


def _by_keys_of_then(
    keys: dict[str, list[Certificate]],
    signers: Signers,
    trail: Trail,
    shown: dict[bytes, Statement],
    doubtful: set[bytes],
) -> set[bytes]:
    """What a participant signed with keys that were superseded only afterwards."""
    places = {entry.statement: entry.number for entry in trail.entries if entry.statement}
    certified: dict[bytes, int] = {}
    for voice, number in places.items():
        if voice in shown and shown[voice].type == Certificate.TYPE:
            certified.setdefault(open_statement(shown[voice], Certificate).sign, number)
    found = set[bytes]()
    for person, line in keys.items():
        for newer, before in pairwise(line):
            then = replace(signers, people={person: frozenset((before.sign,))})
            until = certified.get(newer.sign, 0)
            found |= {
                one
                for one in doubtful
                if one in shown and places.get(one, 0) < until and then.may_sign(shown[one])
            }
    return found


async def _vouched_by_others(person: Person, case: VerifiedCase, trail: Trail) -> int:
    """Return the furthest entry that somebody in force now has countersigned."""
    async for row in person.transport.rows(f"/chains/{trail.chain}/heads"):
        statement = Statement.from_wire(row)
        head = open_statement(statement, Head)
        entry = entry_with(case.roster, statement.key)
        in_force = entry is not None and is_reader(Moment(case.roster, case.team), entry)
        if in_force and head.number <= len(trail.entries):
            return check_head(statement, trail).number
    return 0

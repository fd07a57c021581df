"""What an administrator does: found an organisation, invite staff, publish the roster.

Owns these acts. Refuses to keep the root key: it is handed in for the one act that needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.client.accounts import Credentials, new_account
from service.client.case_files import roster_in_force
from service.client.errors import NotPossible
from service.client.invitations import (
    Answers,
    Invitation,
    Replied,
    Unproven,
    invite,
    keys_of_their_own,
    raised_if_alone,
    replied,
    staff_and_pools,
)
from service.client.organisation_teams import teams_to_list
from service.client.person import Clock, Person, wall_clock
from service.client.roots import RootKey
from service.client.transport import Transport
from service.sealing.encoding import new_id
from service.sealing.keys import VAULT_VERSION, PersonKeys, Vault
from service.sealing.schemas import PoolEntry, Roster, StaffEntry
from service.sealing.statements import Statement
from service.sealing.words import new_login

ADMINISTRATOR = "administrator"


async def found_organisation(
    transport: Transport,
    *,
    org: str,
    setup_token: str,
    root: RootKey,
    pools: Sequence[PoolEntry],
    passphrase: str,
    clock: Clock = wall_clock,
) -> Credentials:
    """Make the organisation with its first roster and its administrator.

    `setup_token` is the operator's; it is good for this only. Returns the administrator's
    credentials.
    """
    person, login, keys = new_id(), new_login(), PersonKeys.generate()
    vault = Vault(
        box=keys.box_private,
        cases=(),
        org=org,
        person=person,
        root=root.public,
        roster=1,
        sign=keys.sign_seed,
        version=VAULT_VERSION,
    )
    account = await new_account(vault, passphrase, staff=True)
    roster = Roster(
        org=org,
        sequence=1,
        previous=b"",
        issued=clock(),
        staff=(StaffEntry(person, (ADMINISTRATOR,), keys.sign_public, keys.box_public),),
        teams=(),
        pools=tuple(pools),
    )
    await transport.post(
        "/organisations",
        {
            "setup_token": setup_token,
            "org": org,
            "roster": root.sign_roster(roster).to_wire(),
            "administrator": {
                "person": person,
                "login": login,
                "vault": account.vault,
                "ways": account.ways,
            },
        },
    )
    return Credentials(person, login, passphrase, account.recovery_code)


async def invite_staff(administrator: Person, role: str) -> Invitation:
    """Invite someone to the staff; the roster lists them once they have answered."""
    return await invite(administrator, role)


async def re_invite_staff(administrator: Person, person: str) -> Invitation:
    """Invite a member of staff who lost their keys; the next roster lists the new ones.

    Their teams' keys are sealed to the old one: each team needs another version by a colleague.
    Raises NotPossible `not-on-roster`, and `own-entry` for the administrator's own.
    """
    _, current = await roster_in_force(administrator)
    entry = next((one for one in current.staff if one.person == person), None)
    if entry is None or not entry.roles:
        raise NotPossible("not-on-roster", "The roster does not list this person.")
    if person == administrator.id:
        raise NotPossible("own-entry", "Somebody else must invite this person.")
    return await invite(administrator, entry.roles[0], person=person)


@dataclass(frozen=True)
class Published:
    """The new roster's sequence, the answers that it must not list, and whom it newly does.

    Teams by the digests of their statements.
    """

    sequence: int
    unproven: tuple[Unproven, ...]
    teams: tuple[bytes, ...] = ()
    listed: tuple[Replied, ...] = ()


async def publish_roster(administrator: Person, root: RootKey) -> Published:
    """List everyone who has answered a staff invitation with keys of their own, and new teams.

    Each answer's MAC, offer and ids are checked first; those that do not hold, or have a key that
    is on the roster (`key-mismatch`), stand beside. Raises NotPossible `nobody-new` when there is
    nothing to add, and the first fault when there are only answers that do not hold.
    """
    answers = await replied(administrator, None)
    statement, current = await roster_in_force(administrator)
    teams = await teams_to_list(administrator, current)
    if not answers.proven and teams == current.teams:
        raise NotPossible("nobody-new", "Nobody has answered a staff invitation yet.")
    own = keys_of_their_own(answers.proven, staff_and_pools(current))
    answers = Answers(own.proven, (*answers.unproven, *own.unproven))
    if teams == current.teams:
        answers = raised_if_alone(answers)
    staff = _with(current, answers.proven)
    newer = replace(_next(administrator, statement, current, staff=staff), teams=teams)
    sequence = await _publish(
        administrator, root, newer, [one.invitation for one in answers.proven]
    )
    fresh = tuple(one for one in teams if one not in current.teams)
    return Published(sequence, answers.unproven, fresh, answers.proven)


def _with(current: Roster, proven: Sequence[Replied]) -> tuple[StaffEntry, ...]:
    """The roster's staff with everyone who answered; who was there before keeps their roles."""
    roles = {one.person: one.roles for one in current.staff}
    new = tuple(
        StaffEntry(one.person, roles.get(one.person, (one.role,)), one.reply.sign, one.reply.box)
        for one in proven
    )
    answered = {one.person for one in new}
    return (*(one for one in current.staff if one.person not in answered), *new)


@dataclass(frozen=True)
class Membership:
    """A case whose team somebody is on, and how many others on it can read and approve."""

    case: str
    others: int


async def memberships(administrator: Person, person: str) -> list[Membership]:
    """Return the cases whose teams somebody is on, as the service says."""
    answer = await administrator.transport.get(f"/organisation/members/{person}/cases")
    return [Membership(str(one["case"]), int(one["others"])) for one in answer["cases"]]


async def remove_from_roster(administrator: Person, root: RootKey, person: str) -> int:
    """Publish a roster without this person, who is signed out everywhere by it; return its number.

    Raises NotPossible `not-on-roster`, and `own-entry` for the administrator's own.
    """
    statement, current = await roster_in_force(administrator)
    staff = tuple(one for one in current.staff if one.person != person)
    if len(staff) == len(current.staff):
        raise NotPossible("not-on-roster", "The roster does not list this person.")
    if person == administrator.id:
        raise NotPossible("own-entry", "Nobody takes themselves off the roster.")
    return await _publish(
        administrator, root, _next(administrator, statement, current, staff=staff), []
    )


async def add_pool(administrator: Person, root: RootKey, pool: PoolEntry) -> int:
    """Publish a roster that also lists this pool of media workers; return its number.

    New cases use the first pool listed, so a new one goes before the others.
    """
    statement, current = await roster_in_force(administrator)
    newer = _next(administrator, statement, current, pools=(pool, *current.pools))
    return await _publish(administrator, root, newer, [])


async def retire_pool(
    administrator: Person, root: RootKey, pool: str, *, lost: bool = False
) -> int:
    """Publish a roster without this pool of media workers; return its number.

    The service refuses (`blocked`) while anything waits for it, a case names it, or something it
    made has not been countersigned. With `lost`, when nobody has its key any more, what waits goes
    back to its authors. Raises NotPossible `not-on-roster`, and `only-pool`.
    """
    statement, current = await roster_in_force(administrator)
    pools = tuple(one for one in current.pools if one.pool != pool)
    if len(pools) == len(current.pools):
        raise NotPossible("not-on-roster", "The roster does not list this pool.")
    if not pools:
        raise NotPossible("only-pool", "There is no other pool; enrol one first.")
    newer = _next(administrator, statement, current, pools=pools)
    return await _publish(administrator, root, newer, [], lost_pools=[pool] if lost else [])


def _next(
    administrator: Person,
    statement: Statement,
    current: Roster,
    *,
    staff: tuple[StaffEntry, ...] | None = None,
    pools: tuple[PoolEntry, ...] | None = None,
) -> Roster:
    return replace(
        current,
        sequence=current.sequence + 1,
        previous=statement.digest,
        issued=administrator.clock(),
        staff=current.staff if staff is None else staff,
        pools=current.pools if pools is None else pools,
    )


async def _publish(
    administrator: Person,
    root: RootKey,
    newer: Roster,
    invitations: list[str],
    *,
    lost_pools: Sequence[str] = (),
) -> int:
    if root.public != administrator.pins.root:
        raise NotPossible("other-root", "This is another organisation's root key.")
    await administrator.transport.post(
        "/roster",
        {
            "roster": root.sign_roster(newer).to_wire(),
            "invitations": invitations,
            "lost_pools": list(lost_pools),
        },
    )
    await roster_in_force(administrator)
    return newer.sequence

"""A small world made by the real client through the public API, before anything is sent in it.

Owns the organisation, its people and their case. Refuses shortcuts: every key was made on its
person's side, every statement signed by the one whose act it is. Argon2 takes seconds for all of
them, so a suite makes one world and copies its database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from service.client.accounts import Credentials
from service.client.cases import activate, certify_replied, invite_participant, open_case
from service.client.choosing import choose
from service.client.consenting import agree_to_all
from service.client.enrolment import enrol
from service.client.invitations import Invitation
from service.client.organisation import found_organisation, invite_staff, publish_roster
from service.client.person import Person
from service.client.practising import Entry, prepared, record, screened, untied
from service.client.roots import RootKey
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.sealing.encoding import new_id
from service.sealing.keys import new_passphrase
from service.worker.media_keys import PoolKeys

Connect = Callable[[], Transport]

CARD = "Both sides asked to write."
LONG = 30 * 365 * 24 * 60 * 60
ROUNDS = 30
# What `prepare` and `begin` record of two people, and a second reader of themselves.
RECORDED = 2 + 2 + 2 * ROUNDS + 1 + 2 * 2 + 1 + 1


class TurnedClock:
    """A clock that stands until a test turns it, in seconds since 1970."""

    def __init__(self, at: int = 1_900_000_000) -> None:
        self._at = at

    def now(self) -> int:
        return self._at

    def turn(self, seconds: int) -> None:
        self._at += seconds


@dataclass(frozen=True)
class World:
    """One organisation with an active case. Asha and Ben are its facilitators and review team.

    Sue, its supervisor, is on the team where the route is special.
    """

    org: str
    case: str
    root: RootKey
    pool: PoolKeys
    credentials: dict[str, Credentials]
    administrator: Person
    asha: Person
    ben: Person
    harmed: Person
    responsible: Person

    def over(self, connect: Connect, clock: Callable[[], int]) -> "World":
        """Give the same people with the same sessions and vaults over other connections."""

        def there(person: Person) -> Person:
            return elsewhere(person, connect(), clock)

        return replace(
            self,
            administrator=there(self.administrator),
            asha=there(self.asha),
            ben=there(self.ben),
            harmed=there(self.harmed),
            responsible=there(self.responsible),
        )


async def make_world(
    connect: Connect, setup_token: str, clock: Callable[[], int], *, route: str = "ordinary"
) -> World:
    """Found, enrol, certify and activate; takes a few seconds of Argon2."""
    root, org = RootKey.generate(), new_id()
    pool = PoolKeys.generate(org, root.public)
    known: dict[str, Credentials] = {
        "administrator": await found_organisation(
            connect(),
            org=org,
            setup_token=setup_token,
            root=root,
            pools=(pool.entry,),
            passphrase=new_passphrase(),
            clock=clock,
        )
    }

    async def signed_in(name: str) -> Person:
        who = known[name]
        return await sign_in(connect(), who.login, who.passphrase, clock=clock)

    administrator = await signed_in("administrator")
    special = route == "specialist"
    staff = {"asha": "facilitator", "ben": "facilitator", "sue": "supervisor"}
    for name, role in staff.items():
        invitation = await invite_staff(administrator, role)
        known[name] = await enrolled(connect, invitation, clock)
    await publish_roster(administrator, root)
    asha = await signed_in("asha")
    readers = [known[name].person for name in (("ben", "sue") if special else ("ben",))]
    case = await open_case(asha, readers=readers, card=CARD, route=route)
    for name in ("harmed", "responsible"):
        invitation = await invite_participant(asha, case, name)
        known[name] = await enrolled(connect, invitation, clock)
    await certify_replied(asha, case)
    sue = await signed_in("sue") if special else None
    await begin(asha, case, supervisor=sue)
    harmed, responsible = await signed_in("harmed"), await signed_in("responsible")
    await prepare(asha, case, {"harmed": harmed, "responsible": responsible})
    ben = await signed_in("ben")
    await without_ties(case, ben, *([] if sue is None else [sue]))
    return World(
        org=org,
        case=case,
        root=root,
        pool=pool,
        credentials=known,
        administrator=administrator,
        asha=asha,
        ben=ben,
        harmed=harmed,
        responsible=responsible,
    )


async def enrolled(
    connect: Connect, invitation: Invitation, clock: Callable[[], int]
) -> Credentials:
    """Enrol someone with what the inviter handed over in person."""
    async with connect() as transport:
        return await enrol(
            transport, invitation.login, invitation.code, new_passphrase(), clock=clock
        )


async def signed_in_as(
    world: World, name: str, connect: Connect, clock: Callable[[], int]
) -> Person:
    """Sign in one of the world's staff who has no session yet."""
    who = world.credentials[name]
    return await sign_in(connect(), who.login, who.passphrase, clock=clock)


async def both_sides(
    facilitator: Person,
    case: str,
    connect: Connect,
    clock: Callable[[], int],
    *,
    supervisor: Person | None = None,
    chosen: bool = True,
) -> dict[str, Person]:
    """Bring somebody into each side of a case, signed in, and let it begin; `chosen` as below."""
    people: dict[str, Person] = {}
    for role in ("harmed", "responsible"):
        invitation = await invite_participant(facilitator, case, role)
        who = await enrolled(connect, invitation, clock)
        await certify_replied(facilitator, case)
        people[role] = await sign_in(connect(), who.login, who.passphrase, clock=clock)
    await begin(facilitator, case, supervisor=supervisor)
    await prepare(facilitator, case, people, chosen=chosen)
    return people


async def begin(facilitator: Person, case: str, *, supervisor: Person | None = None) -> None:
    """Record what a case of adults takes, sign it off where that is asked for, and start it."""
    shown = await facilitator.transport.get(f"/cases/{case}")
    people = [one["person"] for one in shown["people"]]
    await record(facilitator, case, *screened(facilitator, people))
    if supervisor is not None:
        await record(supervisor, case, Entry("sign-off", "given"))
    await activate(facilitator, case)


async def without_ties(case: str, *readers: Person) -> None:
    """Have each of these say that nothing ties them to the case, as whoever reads in it must."""
    for reader in readers:
        await record(reader, case, untied(reader))


async def prepare(
    facilitator: Person, case: str, people: Mapping[str, Person], *, chosen: bool = True
) -> None:
    """Let everybody agree to everything and want to be told, and record all that an exchange takes.

    By side. For longer than any test turns its clock, and for more rounds than any test has.
    Unless `chosen`, nobody has said yet whether they want to be told.
    """
    if chosen:
        for person in people.values():
            await choose(person, "tell-me")
    await agreed(facilitator, case, people)


async def agreed(facilitator: Person, case: str, people: Mapping[str, Person]) -> None:
    """As `prepare`, but that nobody has said yet whether they want to be told."""
    for side, person in people.items():
        await agree_to_all(person, side)
    await record(
        facilitator,
        case,
        *prepared(
            [person.id for person in people.values()],
            until=facilitator.clock() + LONG,
            rounds=ROUNDS,
            ready_for=range(1, ROUNDS + 1),
        ),
    )


def elsewhere(person: Person, transport: Transport, clock: Callable[[], int]) -> Person:
    """Give somebody with their session and vault over another connection."""
    transport.bear(person.transport._token)
    held = (person._vault_key, person._revision)
    return Person(transport, person.me, person._vault, held, clock)


@dataclass(frozen=True)
class Neighbours:
    """People who have no part in the world's case: Ben's other case, and another organisation."""

    case: str
    harmed: Person
    responsible: Person
    stranger: Person

    def over(self, connect: Connect, clock: Callable[[], int]) -> "Neighbours":
        """Give the same people over other connections."""
        return replace(
            self,
            harmed=elsewhere(self.harmed, connect(), clock),
            responsible=elsewhere(self.responsible, connect(), clock),
            stranger=elsewhere(self.stranger, connect(), clock),
        )


async def make_neighbours(
    world: World, connect: Connect, setup_token: str, clock: Callable[[], int]
) -> Neighbours:
    """Let Ben open a case of his own, and found another organisation beside this one."""
    colleague = world.credentials["sue"].person
    case = await open_case(world.ben, readers=[colleague], card=CARD)
    people = await both_sides(world.ben, case, connect, clock)
    other = RootKey.generate()
    stranger = await found_organisation(
        connect(),
        org=new_id(),
        setup_token=setup_token,
        root=other,
        pools=(),
        passphrase=new_passphrase(),
        clock=clock,
    )
    return Neighbours(
        case=case,
        harmed=people["harmed"],
        responsible=people["responsible"],
        stranger=await sign_in(connect(), stranger.login, stranger.passphrase, clock=clock),
    )

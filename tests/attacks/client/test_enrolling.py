"""Between an invitation and a certificate no server puts its own keys, in either direction."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from service.client.cases import certify_replied, invite_participant
from service.client.enrolment import enrol
from service.client.transport import Transport
from service.sealing.encoding import b64, canonical, parse_canonical, unb64
from service.sealing.enrolment import enrolment_secrets, reply_mac
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import PersonKeys, new_passphrase
from service.sealing.schemas import CaseStatement, Roster, Team
from service.sealing.statements import Statement, open_statement, sign
from tests.attacks.papers.entry import forged_reply
from tests.attacks.standing_in import StandIn
from tests.factories.in_process import ADDRESS, InProcess
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

Answer = dict[str, Any]
OWN = PersonKeys.generate()
# The identity, and a point of order eight: both give everybody the same secret, or any signature.
LOW_ORDER = [
    bytes([1]) + bytes(31),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
]


def _other_root(answer: Answer) -> Answer:
    offer = {**parse_canonical(unb64(answer["offer"])), "root": b64(OWN.sign_public)}
    return {**answer, "offer": b64(canonical(offer))}


def _other_roster(answer: Answer) -> Answer:
    body = open_statement(Statement.from_wire(answer["roster"]), Roster)
    return {**answer, "roster": sign(body, OWN.sign_seed).to_wire()}


def _other_case(answer: Answer) -> Answer:
    body = open_statement(Statement.from_wire(answer["case_statement"]), CaseStatement)
    said = sign(replace(body, issued=body.issued + 1), OWN.sign_seed)
    return {**answer, "case_statement": said.to_wire()}


def _other_team_key(answer: Answer) -> Answer:
    team = Statement.from_wire(answer["team"])
    body = open_statement(team, Team)
    fields = {**parse_canonical(team.payload), "key": b64(OWN.box_public)}
    forged = Statement(team.type, canonical(fields), team.key, team.signature)
    assert body.key != OWN.box_public
    return {**answer, "team": forged.to_wire()}


OFFERS = [
    ("root", _other_root, Fault.OFFER_MAC),
    ("roster", _other_roster, Fault.ROSTER_INVALID),
    ("case", _other_case, Fault.OFFER_INVALID),
    ("team", _other_team_key, Fault.OFFER_INVALID),
]


def _standing_in(service: InProcess) -> tuple[StandIn, Transport]:
    server = StandIn(httpx.ASGITransport(service.app, client=("127.0.0.1", 50_000)))
    return server, Transport(ADDRESS, adapter=server)


async def test_the_invited_device_takes_no_root_roster_or_team_of_the_servers(
    service: InProcess, world: World
) -> None:
    invitation = await invite_participant(world.asha, world.case, "harmed")
    server, connection = _standing_in(service)
    for name, change, fault in OFFERS:
        with server.saying("/enrolments/open", change), pytest.raises(SealingError) as refused:
            await enrol(
                connection,
                invitation.login,
                invitation.code,
                new_passphrase(),
                clock=service.clock.now,
            )
        assert refused.value.code == fault, name
    assert {one.url.rpartition("/")[2] for one in server.asked} == {"open"}
    await enrol(
        connection, invitation.login, invitation.code, new_passphrase(), clock=service.clock.now
    )
    certified = await certify_replied(world.asha, world.case)
    assert certified.people == (invitation.person,)


async def test_the_inviting_device_certifies_no_key_of_the_servers_and_none_of_low_order(
    service: InProcess, world: World
) -> None:
    invitation = await invite_participant(world.asha, world.case, "harmed")
    server, connection = _standing_in(service)
    await enrol(
        connection, invitation.login, invitation.code, new_passphrase(), clock=service.clock.now
    )
    asha = world.over(lambda: Transport(ADDRESS, adapter=server), service.clock.now).asha
    secrets = enrolment_secrets(invitation.code, invitation.login)

    def answered(*, sign_key: bytes, box: bytes, with_code: bool) -> Callable[[bytes], bytes]:
        def lie(content: bytes) -> bytes:
            page = json.loads(content)
            for row in page["rows"]:
                reply = forged_reply(unb64(row["offer"]), sign_key, box)
                row["reply"] = b64(reply)
                if with_code:
                    row["mac"] = b64(reply_mac(reply, secrets.reply_key))
            return json.dumps(page).encode()

        return lie

    lies = [
        (answered(sign_key=OWN.sign_public, box=OWN.box_public, with_code=False), Fault.REPLY_MAC),
        *(
            (answered(sign_key=low, box=OWN.box_public, with_code=True), Fault.BAD_KEY)
            for low in LOW_ORDER
        ),
        (answered(sign_key=OWN.sign_public, box=bytes(32), with_code=True), Fault.BAD_KEY),
        (answered(sign_key=OWN.sign_public, box=LOW_ORDER[0], with_code=True), Fault.BAD_KEY),
    ]
    for lie, fault in lies:
        with server.answering("/invitations", lie), pytest.raises(SealingError) as refused:
            await certify_replied(asha, world.case)
        assert refused.value.code == fault
    certified = await certify_replied(asha, world.case)
    assert certified.people == (invitation.person,)

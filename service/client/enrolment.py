"""Enrolling on this device with a login and a code handed over in person.

Owns the invited side of protocol.md section 5.2. Refuses to pin anything whose MAC was not made
with the code, and to enrol into a case other than the one that was offered.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from service.client.accounts import Credentials, new_account
from service.client.person import Clock, wall_clock
from service.client.transport import Transport
from service.sealing.encoding import b64, unb64
from service.sealing.enrolment import Offer, check_offer, enrolment_secrets, make_reply, reply_mac
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import VAULT_VERSION, CasePin, PersonKeys, Pins, Vault
from service.sealing.schemas import PERSON_ROLES, CaseStatement, Team
from service.sealing.statements import Statement, open_statement
from service.sealing.verify import verify_roster


async def enrol(
    transport: Transport, login: str, code: str, passphrase: str, *, clock: Clock = wall_clock
) -> Credentials:
    """Make keys, seal them into a vault, and answer the invitation. The code is spent.

    Raises Refusal `enrolment-refused` for a wrong, spent or expired code, and SealingError when
    what the service shows was not made by whoever handed the code over.
    """
    secrets = await asyncio.to_thread(enrolment_secrets, code, login)
    asked = {"login": login, "enrol_token": b64(secrets.token)}
    shown = await transport.post("/enrolments/open", asked, repeat=True)
    offered = unb64(shown["offer"])
    offer = check_offer(offered, unb64(shown["mac"]), secrets.offer_key, clock())
    pins = _pins(offer, shown)
    keys = PersonKeys.generate()
    vault = Vault(
        box=keys.box_private,
        cases=tuple(pins.cases.values()),
        org=offer.org,
        person=offer.person,
        root=offer.root,
        roster=pins.roster_sequence,
        sign=keys.sign_seed,
        version=VAULT_VERSION,
    )
    account = await new_account(vault, passphrase, staff=offer.role not in PERSON_ROLES)
    reply = make_reply(offered, keys.sign_public, keys.box_public)
    await transport.post(
        "/enrolments/reply",
        {
            **asked,
            "reply": b64(reply),
            "mac": b64(reply_mac(reply, secrets.reply_key)),
            "vault": account.vault,
            "ways": account.ways,
        },
    )
    return Credentials(offer.person, login, passphrase, account.recovery_code)


def _pins(offer: Offer, shown: Mapping[str, Any]) -> Pins:
    """Give what the new device pins: root, organisation and roster, and for a participant the case.

    The offer's MAC vouches for all of it; what the service shows is compared with the offer.
    """
    pins = Pins(offer.root, offer.org, offer.roster)
    roster = verify_roster(Statement.from_wire(shown["roster"]), pins)
    cases: dict[str, CasePin] = {}
    if offer.role in PERSON_ROLES:
        statement = Statement.from_wire(shown["case_statement"])
        team = Statement.from_wire(shown["team"])
        body = open_statement(statement, CaseStatement)
        offered = (
            statement.digest == offer.case_statement
            and body.case == offer.case
            and team.digest == body.team
            and open_statement(team, Team).key == offer.team_key
        )
        if not offered:
            raise SealingError(Fault.OFFER_INVALID, "The case is not the one that was offered.")
        cases[body.case] = CasePin(body.case, statement.digest, body.sequence)
    return Pins(offer.root, offer.org, roster.sequence, cases)

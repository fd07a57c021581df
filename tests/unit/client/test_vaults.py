"""A person's vault: made once, opened by either way in, its pins never going back."""

import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from service.client.accounts import NewAccount, new_account
from service.client.errors import NotPossible
from service.client.person import Person
from service.client.signing_in import sign_in, sign_in_with_recovery
from service.client.transport import Transport
from service.sealing.encoding import b64, new_id, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import VAULT_VERSION, CasePin, PersonKeys, Vault
from tests.unit.client.conftest import connected

PASSPHRASE = "six plain words for a test"


class Counter:
    """Answers sign-ins with one account, and keeps the vaults that are sent to it."""

    def __init__(self, vault: Vault, account: NewAccount) -> None:
        self.vault = vault
        self.account = account
        self.kept: list[dict[str, Any]] = []
        self.org = vault.org

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        sent = json.loads(request.content) if request.content else {}
        if path == "/me/vault":
            self.kept.append(sent)
            return httpx.Response(204)
        way = next(one for one in self.account.ways if one["kind"] == sent["kind"])
        if path == "/sign-in/begin":
            return httpx.Response(200, json={"salt": way["salt"], "profile": way["profile"]})
        if sent["login_token"] != way["login_token"]:
            problem = {"slug": "sign-in-refused", "title": "No.", "status": 401}
            return httpx.Response(
                401, json=problem, headers={"content-type": "application/problem+json"}
            )
        me = {
            "person": self.vault.person,
            "org": self.org,
            "login": "aaaa-aaaa",
            "roles": ["facilitator"],
            "case": None,
            "state": "waiting",
        }
        return httpx.Response(
            201,
            json={
                "token": "t",
                "me": me,
                "wrapped": way["wrapped"],
                "vault": self.account.vault,
                "revision": 1,
            },
        )


@pytest.fixture(scope="module")
async def made() -> tuple[Vault, NewAccount]:
    keys = PersonKeys.generate()
    vault = Vault(
        box=keys.box_private,
        cases=(),
        org=new_id(),
        person=new_id(),
        root=bytes(32),
        roster=3,
        sign=keys.sign_seed,
        version=VAULT_VERSION,
    )
    return vault, await new_account(vault, PASSPHRASE, staff=False)


@pytest.fixture
def counter(made: tuple[Vault, NewAccount]) -> Counter:
    return Counter(*made)


def transport_to(counter: Counter) -> Transport:
    return connected(counter.answer)


async def signed_in(counter: Counter) -> Person:
    return await sign_in(transport_to(counter), "aaaa-aaaa", PASSPHRASE)


async def test_a_vault_opens_with_the_passphrase_however_it_is_spaced(counter: Counter) -> None:
    person = await sign_in(transport_to(counter), "aaaa-aaaa", f"  {PASSPHRASE}\n")
    assert person.keys == counter.vault.keys


async def test_a_vault_opens_with_the_recovery_code_in_any_case(counter: Counter) -> None:
    code = counter.account.recovery_code.lower().replace("-", " ")
    person = await sign_in_with_recovery(transport_to(counter), "aaaa-aaaa", code)
    assert person.keys == counter.vault.keys


async def test_what_the_service_holds_names_neither_secret_nor_key(counter: Counter) -> None:
    shown = repr(counter.account.ways) + counter.account.vault
    keys = counter.vault.keys
    for secret in (PASSPHRASE, b64(keys.sign_seed), b64(keys.box_private)):
        assert secret not in shown


async def test_a_service_cannot_swap_the_vaults_organisation(counter: Counter) -> None:
    counter.org = new_id()
    with pytest.raises(NotPossible) as caught:
        await signed_in(counter)
    assert caught.value.slug == "other-organisation"


async def test_a_service_cannot_ask_for_a_cheaper_stretching(counter: Counter) -> None:
    ways = [one | {"profile": "recovery-1"} for one in counter.account.ways]
    counter.account = replace(counter.account, ways=ways)
    with pytest.raises(SealingError) as caught:
        await signed_in(counter)
    assert caught.value.code in {Fault.UNKNOWN_PROFILE, Fault.SECRET_INVALID}


async def test_newer_pins_are_sealed_and_sent_before_they_are_used(counter: Counter) -> None:
    person = await signed_in(counter)
    pin = CasePin(new_id(), bytes(32), 2)
    await person.remember(replace(person.pins, roster_sequence=4, cases={pin.case: pin}))
    assert [one["revision"] for one in counter.kept] == [2]
    assert unb64(counter.kept[0]["vault"]) != unb64(counter.account.vault)
    assert person.pins.roster_sequence == 4
    assert person.pins.cases == {pin.case: pin}


async def test_older_pins_change_nothing_and_are_not_sent(counter: Counter) -> None:
    person = await signed_in(counter)
    await person.remember(replace(person.pins, roster_sequence=1))
    assert counter.kept == []
    assert person.pins.roster_sequence == 3


async def test_pins_of_another_root_are_refused(counter: Counter) -> None:
    person = await signed_in(counter)
    with pytest.raises(SealingError) as caught:
        await person.remember(replace(person.pins, root=bytes([1]) * 32))
    assert caught.value.code is Fault.VAULT_INVALID

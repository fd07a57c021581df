"""An administrator at a terminal: founding, secrets, the roster.

Nothing secret is ever among what is typed or printed, but for the one code that is to be handed
over in person.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from service.cli.bench_signin import RunningApi
from service.client.cases import open_case
from service.client.errors import Refusal
from service.client.roots import RootKey
from service.sealing.encoding import b64
from service.worker.media_keys import open_session, read_pool_keys
from tests.factories.desks import ADMINISTRATOR, ROOT_WORDS, Desk, founded_desk

# Every verb stretches passphrases at full cost, in a process of its own.
pytestmark = pytest.mark.timeout(400)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    made = founded_desk(tmp_path_factory.mktemp("service"), tmp_path_factory.mktemp("desk"))
    async with made as desk:
        yield desk


class TestFounding:
    async def test_leaves_a_root_key_that_is_sealed_and_nobody_elses(self, desk: Desk) -> None:
        key = desk.folder / "root.key"
        assert key.stat().st_mode & 0o777 == 0o600
        root = RootKey.from_key_file(key.read_bytes(), ROOT_WORDS)
        assert b64(root.public) in (desk.folder / "founded").read_text()
        assert root.seed not in key.read_bytes()
        assert b64(root.seed) not in key.read_text()

    async def test_prints_no_secret(self, desk: Desk) -> None:
        said = (desk.folder / "founded").read_text()
        recovery = (desk.folder / "recovery").read_text().strip()
        assert (desk.folder / "recovery").stat().st_mode & 0o777 == 0o600
        assert len(recovery.replace("-", "")) == 26
        for secret in (ROOT_WORDS, ADMINISTRATOR, recovery, desk.api.setup_token):
            assert secret not in said

    async def test_ends_by_telling_what_to_print_and_delete(self, desk: Desk) -> None:
        last = (desk.folder / "founded").read_text().splitlines()[-1]
        assert last.startswith("Now print the three pages")
        assert str(desk.folder / "shares") in last
        assert str(desk.folder / "recovery") in last

    async def test_writes_over_nothing(self, desk: Desk) -> None:
        before = (desk.folder / "root.key").read_bytes()
        told = await desk.type(
            *("org", "init", "--root-key", str(desk.folder / "root.key")),
            *("--recovery-file", str(desk.folder / "another")),
            *("--shares-dir", str(desk.folder / "other-shares")),
            *("--setup-token-file", str(desk.folder / "setup")),
            *("--root-passphrase-file", str(desk.folder / "root-words")),
            *("--passphrase-file", str(desk.folder / "administrator")),
        )
        assert told.status == 1
        assert "is there already" in told.facts["error"]
        assert (desk.folder / "root.key").read_bytes() == before
        assert not (desk.folder / "another").exists()
        assert not (desk.folder / "other-shares").exists()

    async def test_that_the_service_refuses_leaves_no_key_behind(self, desk: Desk) -> None:
        told = await desk.type(
            *("org", "init", "--root-key", str(desk.folder / "other.key")),
            *("--recovery-file", str(desk.folder / "other.recovery")),
            *("--shares-dir", str(desk.folder / "other-shares")),
            *("--setup-token-file", desk.secret("wrong-setup", "not the operator's token")),
            *("--root-passphrase-file", str(desk.folder / "root-words")),
            *("--passphrase-file", str(desk.folder / "administrator")),
        )
        assert (told.status, told.facts["code"]) == (1, "forbidden")
        assert "does not take this setup token" in told.facts["error"]
        assert not (desk.folder / "other.key").exists()
        assert not (desk.folder / "other.recovery").exists()
        assert not (desk.folder / "other-shares").exists()


class TestSecrets:
    async def test_are_not_read_from_a_file_that_others_can_read(self, desk: Desk) -> None:
        words = Path(desk.secret("open-words", ADMINISTRATOR))
        words.chmod(0o640)
        login = (desk.folder / "login").read_text()
        told = await desk.type("review", "--login", login, "--passphrase-file", str(words))
        assert told.status == 1
        assert "can be read by others" in told.facts["error"]

    async def test_are_not_asked_for_where_there_is_no_terminal(self, desk: Desk) -> None:
        told = await desk.type("review", "--login", (desk.folder / "login").read_text())
        assert told.status == 1
        assert "no terminal" in told.facts["error"]

    async def test_that_are_wrong_are_refused_in_one_sentence(self, desk: Desk) -> None:
        login = (desk.folder / "login").read_text()
        told = await desk.type(
            "review", "--login", login, fds={"--passphrase-fd": "not these words"}
        )
        assert (told.status, told.facts["code"]) == (1, "sign-in-refused")
        assert told.err.count("\n") == 1
        assert "not these words" not in told.out + told.err

    async def test_do_not_go_to_an_address_that_others_can_listen_to(self, desk: Desk) -> None:
        plain = Desk(RunningApi("http://letters.example.org", "", 0), desk.folder, desk.held)
        told = await plain.as_administrator("review")
        assert told.status == 1
        assert "https://" in told.facts["error"]


class TestTheRoster:
    async def test_lists_a_pool_whose_workers_are_then_let_in(self, desk: Desk) -> None:
        facts = await desk.pool("second")
        key, words = desk.folder / "second.key", desk.folder / "second.words"
        assert {path.stat().st_mode & 0o777 for path in (key, words)} == {0o600}
        assert words.read_text().strip() not in json.dumps(facts)
        pool = read_pool_keys(key, words)
        assert pool.pool == facts["pool"]
        assert await open_session(desk.api.address, pool, facts["pool"])

    async def test_loses_somebody_who_is_then_out_at_once(self, desk: Desk) -> None:
        invited = await desk.as_administrator("roster", "add", "supervisor")
        who = await desk.enrolled(invited, "six plain words of a supervisor")
        nobody = await desk.as_administrator("roster", "remove", who.person, root=True)
        assert (nobody.status, nobody.facts["code"]) == (1, "not-on-roster")
        assert (await desk.as_administrator("roster", "publish", root=True)).status == 0
        there = await desk.sign_in(who)
        assert (await there.refresh()).roles == ("supervisor",)
        removed = await desk.as_administrator("roster", "remove", who.person, root=True)
        assert (removed.facts["person"], removed.facts["cases"]) == (who.person, [])
        with pytest.raises(Refusal) as out:
            await there.refresh()
        assert out.value.slug == "session-missing"
        with pytest.raises(Refusal) as refused:
            await desk.sign_in(who)
        assert refused.value.slug == "sign-in-refused"

    async def test_says_in_which_cases_somebody_is_still_needed(self, desk: Desk) -> None:
        invited = await desk.as_administrator("roster", "add", "facilitator")
        who = await desk.enrolled(invited, "six plain words of somebody leaving")
        assert (await desk.as_administrator("roster", "publish", root=True)).status == 0
        there = await desk.sign_in(who)
        case = await open_case(there, readers=[], card="Both asked to write.")
        kept = await desk.as_administrator("roster", "remove", who.person, root=True)
        assert kept.status == 1
        assert f"{case} (nobody else can read there)" in kept.facts["error"]
        assert (await there.refresh()).roles == ("facilitator",)
        gone = await desk.as_administrator("roster", "remove", who.person, "--now", root=True)
        assert (gone.status, gone.facts["cases"]) == (0, [case])
        with pytest.raises(Refusal):
            await there.refresh()

    async def test_tells_whom_it_lists_and_shows_them(self, desk: Desk) -> None:
        invited = await desk.as_administrator("roster", "add", "auditor")
        who = await desk.enrolled(invited, "six plain words of an auditor")
        published = await desk.as_administrator("roster", "publish", root=True)
        assert published.facts["listed"] == [
            {"person": who.person, "role": "auditor", "login": who.login}
        ]
        shown = (await desk.as_administrator("roster", "show")).facts
        assert shown["sequence"] == published.facts["sequence"]
        assert {"person": who.person, "roles": ["auditor"]} in shown["people"]
        assert shown["people"][0]["roles"] == ["administrator"]
        assert shown["teams"] == shown["team_digests"] == []

    async def test_is_signed_by_the_root_that_everyone_pinned_and_no_other(
        self, desk: Desk
    ) -> None:
        other = RootKey.generate()
        (desk.folder / "stranger.key").write_bytes(other.to_key_file(ROOT_WORDS))
        (desk.folder / "stranger.key").chmod(0o600)
        login = (desk.folder / "login").read_text()
        told = await desk.type(
            *("worker", "enrol", "--pool-key", str(desk.folder / "third.key")),
            *("--pool-passphrase-out", str(desk.folder / "third.words"), "--login", login),
            *("--passphrase-file", str(desk.folder / "administrator")),
            *("--root-key", str(desk.folder / "stranger.key")),
            *("--root-passphrase-file", str(desk.folder / "root-words")),
        )
        assert (told.status, told.facts["code"]) == (1, "other-root")

    async def test_is_not_signed_under_another_passphrase(self, desk: Desk) -> None:
        own = ("--login", (desk.folder / "login").read_text())
        told = await desk.type(
            *("roster", "publish", *own, "--passphrase-file", str(desk.folder / "administrator")),
            *("--root-key", str(desk.folder / "root.key")),
            fds={"--root-passphrase-fd": "six words that are not the root's"},
        )
        assert (told.status, told.facts["code"]) == (1, "key-file-unopenable")
        assert told.facts["error"] == "The passphrase does not open this key file."

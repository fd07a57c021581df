"""Staff at their terminals: every verb a process of its own, against a service that really runs.

Nothing secret is ever among what is typed or printed, but for the one code that is to be handed
over in person.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from service.cli.bench_signin import RunningApi, running_api
from service.cli.staff_case import shown
from service.client import sending
from service.client.accounts import Credentials
from service.client.cases import open_case
from service.client.enrolment import enrol
from service.client.errors import Refusal
from service.client.person import Person
from service.client.re_enrolling import number_of
from service.client.roots import RootKey
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.sealing.encoding import b64, unb64
from service.sealing.grants import open_card
from service.sealing.schemas import CaseStatement, Team
from service.sealing.statements import Statement, open_statement
from service.sealing.teams import open_team_key
from service.worker.media_keys import open_session, read_pool_keys
from tests.factories.world import prepare

ROOT = Path(__file__).resolve().parents[2]
LETTER = "I think about that night.\nMeddyliaf am y noson honno.\u202e\u200b\x1b[2J\n"
ADMINISTRATOR, ROOT_WORDS = "six plain words of an administrator", "six other words for the root"
STAFF = "six plain words of a facilitator"
# Every verb stretches passphrases at full cost, in a process of its own.
pytestmark = pytest.mark.timeout(400)


@dataclass(frozen=True)
class Told:
    """What one verb answered."""

    status: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        """The one object on stdout."""
        facts: dict[str, Any] = json.loads(self.out)
        assert facts["ok"] is (self.status == 0)
        return facts


@dataclass
class Desk:
    """One folder of private files, and the service it works with."""

    api: RunningApi
    folder: Path
    held: AsyncExitStack

    def secret(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text + "\n")
        path.chmod(0o600)
        return str(path)

    async def type(self, *words: str, fds: dict[str, str] | None = None) -> Told:
        """Run one verb with `--json`; `fds` are flags whose secret goes through a pipe."""
        pipes, flags = [], []
        for flag, text in (fds or {}).items():
            reading, writing = os.pipe()
            os.write(writing, text.encode())
            os.close(writing)
            pipes.append(reading)
            flags += [flag, str(reading)]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "service.cli", *words, *flags),
            *("--address", self.api.address, "--json"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            pass_fds=pipes,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        )
        for one in pipes:
            os.close(one)
        out, err = await process.communicate()
        return Told(process.returncode or 0, out.decode(), err.decode())

    async def as_administrator(self, *words: str, root: bool = False) -> Told:
        login = (self.folder / "login").read_text()
        own = ("--login", login, "--passphrase-file", str(self.folder / "administrator"))
        key = (
            *("--root-key", str(self.folder / "root.key")),
            *("--root-passphrase-file", str(self.folder / "root-words")),
        )
        return await self.type(*words, *own, *(key if root else ()))

    async def sign_in(self, who: Credentials) -> Person:
        transport = await self.held.enter_async_context(Transport(self.api.address))
        return await sign_in(transport, who.login, who.passphrase)

    async def enrolled(self, told: Told, passphrase: str) -> Credentials:
        """Enrol, on a device of their own, whoever was given this login and code."""
        async with Transport(self.api.address) as transport:
            return await enrol(transport, told.facts["login"], told.facts["code"], passphrase)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """An organisation founded by `org init`; its administrator's words are in files."""
    async with running_api(tmp_path_factory.mktemp("service")) as api, AsyncExitStack() as held:
        made = Desk(api, tmp_path_factory.mktemp("desk"), held)
        told = await made.type(
            *("org", "init", "--root-key", str(made.folder / "root.key")),
            *("--recovery-file", str(made.folder / "recovery")),
            *("--shares-dir", str(made.folder / "shares")),
            *("--setup-token-file", made.secret("setup", api.setup_token)),
            *("--root-passphrase-file", made.secret("root-words", ROOT_WORDS)),
            *("--passphrase-file", made.secret("administrator", ADMINISTRATOR)),
        )
        assert told.status == 0, told
        (made.folder / "login").write_text(told.facts["login"])
        (made.folder / "founded").write_text(told.out + told.err)
        yield made


@dataclass(frozen=True)
class Office:
    """A facilitator enrolled by the verbs, and a case with a letter that awaits them."""

    facilitator: Credentials
    person: Person
    case: str
    author: Person
    recipient: Person


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(desk: Desk) -> Office:
    invited = await desk.as_administrator("roster", "add", "facilitator")
    who = await desk.enrolled(invited, STAFF)
    assert (await desk.as_administrator("roster", "publish", root=True)).status == 0
    await _pool(desk, "first")
    facilitator = await desk.sign_in(who)
    own, words = ("--login", who.login), {"--passphrase-fd": STAFF}
    card = desk.secret("card", "Both asked to write.")
    opened = await desk.type("case", "open", "--card-file", card, *own, fds=words)
    assert set(opened.facts) == {"ok", "case"}
    case = opened.facts["case"]
    early = await desk.type("case", "activate", case, *own, fds=words)
    assert early.status == 1
    people = []
    for role in ("harmed", "responsible"):
        told = await desk.type("case", "enrol-code", case, role, *own, fds=words)
        handed_over = {"person", "role", "login", "code", "expires", "address"}
        assert set(told.facts) == {"ok", *handed_over}
        assert told.facts["address"] == desk.api.address
        left = datetime.fromisoformat(told.facts["expires"]) - datetime.now(UTC)
        assert timedelta(days=12) < left < timedelta(days=14)
        people.append(await desk.enrolled(told, f"six plain words of the {role}"))
        certified = await desk.type("case", "certify", case, *own, fds=words)
        assert certified.facts["people"] == [told.facts["person"]]
    again = await desk.type("case", "certify", case, *own, fds=words)
    assert "Nobody has answered" in again.facts["error"]
    activated = await desk.type("case", "activate", case, *own, fds=words)
    assert activated.facts["state"] == "active"
    recipient, author = [await desk.sign_in(one) for one in people]
    await prepare(facilitator, case, {"harmed": recipient, "responsible": author})
    return Office(who, facilitator, case, author, recipient)


async def _pool(desk: Desk, name: str) -> dict[str, Any]:
    told = await desk.as_administrator(
        *("worker", "enrol", "--pool-key", str(desk.folder / f"{name}.key")),
        *("--pool-passphrase-out", str(desk.folder / f"{name}.words")),
        root=True,
    )
    assert told.status == 0, told
    return told.facts


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
        facts = await _pool(desk, "second")
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


class TestATeam:
    async def test_takes_somebody_on_and_lets_them_go(self, desk: Desk, office: Office) -> None:
        invited = await desk.as_administrator("roster", "add", "facilitator")
        who = await desk.enrolled(invited, "six plain words of a colleague")
        assert (await desk.as_administrator("roster", "publish", root=True)).status == 0
        words, own = {"--passphrase-fd": STAFF}, ("--login", office.facilitator.login)
        added = await desk.type("team", "add", office.case, who.person, *own, fds=words)
        assert added.facts["members"] == [office.person.id, who.person]
        colleague = await desk.sign_in(who)
        assert (await colleague.transport.get(f"/cases/{office.case}"))["case"] == office.case
        gone = await desk.type("team", "remove", office.case, who.person, *own, fds=words)
        assert (gone.facts["version"], gone.facts["members"]) == (3, [office.person.id])
        with pytest.raises(Refusal) as refused:
            await colleague.transport.get(f"/cases/{office.case}")
        assert refused.value.slug == "not-found"
        assert STAFF not in added.out + gone.out + gone.err


class TestACase:
    async def test_keeps_its_card_for_its_team(self, office: Office) -> None:
        shown = await office.person.transport.get(f"/cases/{office.case}")
        # The card is sealed to the team's first version, whatever versions came since.
        versions = [Statement.from_wire(one) for one in [shown["team"], *shown["teams"]]]
        team = next(one for one in versions if open_statement(one, Team).version == 1)
        private = open_team_key(team, office.person.id, office.person.keys.box_private)
        assert open_card(office.case, private, unb64(shown["card"])) == "Both asked to write.\n"

    async def test_gives_no_second_code_for_a_side_unless_told_to(
        self, desk: Desk, office: Office
    ) -> None:
        own, words = ("--login", office.facilitator.login), {"--passphrase-fd": STAFF}
        asked = ("case", "enrol-code", office.case, "harmed", *own)
        told = await desk.type(*asked, fds=words)
        assert told.status == 1
        assert f"{office.recipient.id} is confirmed on this side already" in told.facts["error"]
        anyway = await desk.type(*asked, "--anyway", fds=words)
        assert anyway.facts["person"] != office.recipient.id

    async def test_is_not_opened_with_a_card_that_others_can_read(
        self, desk: Desk, office: Office
    ) -> None:
        card = Path(desk.secret("open-card", "Both asked to write."))
        card.chmod(0o644)
        told = await desk.type(
            *("case", "open", "--card-file", str(card), "--login", office.facilitator.login),
            fds={"--passphrase-fd": STAFF},
        )
        assert told.status == 1
        assert "can be read by others" in told.facts["error"]


class TestReview:
    async def test_reads_a_letter_and_approves_that_letter_alone(
        self, desk: Desk, office: Office
    ) -> None:
        sent = await sending.send_letter(office.author, LETTER.encode())
        own = ("--login", office.facilitator.login)
        words = {"--passphrase-fd": STAFF}
        listed = await desk.type("review", *own, fds=words)
        assert [one["item"] for one in listed.facts["items"]] == [sent.item]
        read = await desk.type("review", sent.item, *own, fds=words)
        assert read.facts["text"] == shown(LETTER)
        assert "\x1b" not in json.loads(read.out)["text"]
        assert read.facts["manifest"] == b64(sent.manifest)
        other = await desk.type("approve", sent.item, "--manifest", b64(bytes(32)), *own, fds=words)
        assert other.status == 1
        assert "not the letter that was read" in other.facts["error"]
        with pytest.raises(Refusal):
            await office.recipient.transport.get(f"/items/{sent.item}")
        approved = await desk.type(
            "approve", sent.item, "--manifest", read.facts["manifest"], *own, fds=words
        )
        assert approved.facts["recipients"] == [office.recipient.id]
        waiting = await desk.type("review", *own, fds=words)
        assert waiting.facts["items"] == []
        assert STAFF not in approved.out + approved.err

    async def test_leaves_no_session_behind(self, desk: Desk, office: Office) -> None:
        before = [row async for row in office.person.transport.rows("/me/sessions")]
        told = await desk.type(
            "review", "--login", office.facilitator.login, fds={"--passphrase-fd": STAFF}
        )
        assert told.status == 0
        after = [row async for row in office.person.transport.rows("/me/sessions")]
        assert [one["session"] for one in after] == [one["session"] for one in before]

    def test_shows_what_would_hide_or_steer(self) -> None:
        assert shown("a\u202eb\u200bc\x1b[2Jd\r\n\u2028é") == (
            "a[U+202E]b[U+200B]c[U+001B][2Jd[U+000D]\n[U+2028]é"
        )


class TestKeysThatAreReplaced:
    async def test_wait_for_somebody_else_after_ones_own_word(
        self, desk: Desk, office: Office
    ) -> None:
        own = ("--login", office.facilitator.login)
        words, whom = {"--passphrase-fd": STAFF}, (office.case, office.recipient.id)
        nobody = await desk.type("case", "vouch", *whom, *own, fds=words)
        assert (nobody.status, nobody.facts["code"]) == (1, "nobody-waits")
        told = await desk.type("case", "re-enrol", *whom, *own, fds=words)
        assert told.facts["person"] == office.recipient.id
        new = await desk.enrolled(told, "six other words of the person harmed")
        first = await desk.type("case", "vouch", *whom, *own, fds=words)
        assert first.facts["state"] == "waiting"
        assert first.facts["number"] == number_of(await desk.sign_in(new))
        again = await desk.type("case", "vouch", *whom, *own, fds=words)
        assert (again.status, again.facts["code"]) == (1, "second-reader")
        nothing = await desk.type("case", "regrant", *whom, *own, fds=words)
        assert nothing.facts["regranted"] == []

    async def test_of_a_pool_leave_when_no_case_names_it(self, desk: Desk, office: Office) -> None:
        case = await office.person.transport.get(f"/cases/{office.case}")
        old = open_statement(Statement.from_wire(case["case_statements"][-1]), CaseStatement).pool
        newest = (await _pool(desk, "newest"))["pool"]
        kept = await desk.as_administrator("worker", "retire", old, root=True)
        assert kept.status == 1
        assert "1 cases name it still" in kept.facts["error"]
        moved = await desk.type(
            *("case", "use-pool", "--login", office.facilitator.login),
            fds={"--passphrase-fd": STAFF},
        )
        assert (moved.facts["cases"], moved.facts["pool"]) == ([office.case], newest)
        retired = await desk.as_administrator("worker", "retire", old, root=True)
        assert retired.facts["pool"] == old

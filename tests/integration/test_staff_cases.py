"""Facilitators at a terminal: a case from its opening on, letters, keys that are replaced.

Nothing secret is ever among what is typed or printed, but for the one code that is to be handed
over in person.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from service.cli.blocker_words import in_the_way
from service.cli.staff_case import shown
from service.client import sending
from service.client.accounts import Credentials
from service.client.errors import Refusal
from service.client.notes import read_notes
from service.client.person import Person
from service.client.re_enrolling import number_of
from service.sealing.encoding import b64, unb64
from service.sealing.grants import open_card
from service.sealing.schemas import CaseStatement, Team
from service.sealing.statements import Statement, open_statement
from service.sealing.teams import open_team_key
from tests.factories.desks import Desk, founded_desk
from tests.factories.world import prepare

LETTER = "I think about that night.\nMeddyliaf am y noson honno.\u202e\u200b\x1b[2J\n"
STAFF = "six plain words of a facilitator"
# Every verb stretches passphrases at full cost, in a process of its own.
pytestmark = pytest.mark.timeout(400)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    made = founded_desk(tmp_path_factory.mktemp("service"), tmp_path_factory.mktemp("desk"))
    async with made as desk:
        yield desk


@dataclass(frozen=True)
class Office:
    """A facilitator enrolled by the verbs, and a case with a letter that awaits them."""

    facilitator: Credentials
    person: Person
    case: str
    author: Person
    recipient: Person
    second: str


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(desk: Desk) -> Office:
    invited = await desk.as_administrator("roster", "add", "facilitator")
    who = await desk.enrolled(invited, STAFF)
    # No case is active before two people hold its keys.
    colleague = await desk.as_administrator("roster", "add", "facilitator")
    second = await desk.enrolled(colleague, "six plain words of another")
    assert (await desk.as_administrator("roster", "publish", root=True)).status == 0
    await desk.pool("first")
    facilitator = await desk.sign_in(who)
    own, words = ("--login", who.login), {"--passphrase-fd": STAFF}
    card = desk.secret("card", "Both asked to write.")
    named = ("--card-file", card, "--reader", second.person)
    opened = await desk.type("case", "open", *named, *own, fds=words)
    assert set(opened.facts) == {"ok", "case"}
    case = opened.facts["case"]
    early = await desk.type("case", "activate", case, *own, fds=words)
    assert early.status == 1
    assert early.facts["blockers"] == ["conflict-not-declared"]
    assert "conflict-not-declared" in early.facts["error"]
    assert "`case record CASE conflict none`" in early.facts["error"]
    assert early.facts["state"] == "screening"
    assert "The case is screening now." in early.facts["error"]
    people = []
    for role in ("harmed", "responsible"):
        told = await desk.type("case", "enrol-code", case, role, *own, fds=words)
        handed_over = {"person", "role", "login", "code", "expires", "address"}
        assert set(told.facts) == {"ok", *handed_over}
        assert told.facts["address"] == desk.api.address
        left = datetime.fromisoformat(told.facts["expires"]) - datetime.now(UTC)
        assert timedelta(days=6) < left <= timedelta(days=7)
        people.append(await desk.enrolled(told, f"six plain words of the {role}"))
        certified = await desk.type("case", "certify", case, *own, fds=words)
        assert certified.facts["people"] == [told.facts["person"]]
        assert certified.facts[f"person_{role}"] == [told.facts["person"]]
    again = await desk.type("case", "certify", case, *own, fds=words)
    assert "Nobody has answered" in again.facts["error"]
    steps = await desk.type("case", "steps", case, *own, fds=words)
    assert steps.facts["state"] == "screening", "the early try went as far as it could"
    (forward, _) = steps.facts["steps"]
    assert (forward["act"], forward["blockers"]) == ("prepare", ["conflict-not-declared"])
    assert forward["in_the_way"] == [in_the_way("conflict-not-declared")]
    for said in (
        ("conflict", "none"),
        *(("age", "adult", "--person", one.person) for one in people),
        *(("employment", "not-employed", "--person", one.person) for one in people),
        ("harm-other", "present"),
    ):
        recorded = await desk.type("case", "record", case, *said, *own, fds=words)
        assert (recorded.facts["kind"], recorded.facts["status"]) == said[:2]
    wrong = await desk.type("case", "record", case, "age", "ready", *own, fds=words)
    assert (wrong.status, "another status" in wrong.facts["error"]) == (1, True)
    activated = await desk.type("case", "activate", case, *own, fds=words)
    assert activated.facts["state"] == "active"
    recipient, author = [await desk.sign_in(one) for one in people]
    await prepare(facilitator, case, {"harmed": recipient, "responsible": author})
    return Office(who, facilitator, case, author, recipient, second.person)


class TestATeam:
    async def test_takes_somebody_on_and_lets_them_go(self, desk: Desk, office: Office) -> None:
        invited = await desk.as_administrator("roster", "add", "facilitator")
        who = await desk.enrolled(invited, "six plain words of a colleague")
        assert (await desk.as_administrator("roster", "publish", root=True)).status == 0
        words, own = {"--passphrase-fd": STAFF}, ("--login", office.facilitator.login)
        added = await desk.type("team", "add", office.case, who.person, *own, fds=words)
        assert added.facts["members"] == [office.person.id, office.second, who.person]
        colleague = await desk.sign_in(who)
        assert (await colleague.transport.get(f"/cases/{office.case}"))["case"] == office.case
        gone = await desk.type("team", "remove", office.case, who.person, *own, fds=words)
        assert (gone.facts["version"], gone.facts["members"]) == (
            3,
            [office.person.id, office.second],
        )
        with pytest.raises(Refusal) as refused:
            await colleague.transport.get(f"/cases/{office.case}")
        assert refused.value.slug == "not-found"
        assert STAFF not in added.out + gone.out + gone.err

    async def test_of_the_organisation_is_shown_once_it_is_listed(
        self, desk: Desk, office: Office
    ) -> None:
        own = ("--login", office.facilitator.login)
        founded = await desk.type("team", "found", "duty", *own, fds={"--passphrase-fd": STAFF})
        before = await desk.type("roster", "show", *own, fds={"--passphrase-fd": STAFF})
        assert before.facts["teams"] == []
        published = await desk.as_administrator("roster", "publish", root=True)
        assert published.facts["listed"] == []
        after = await desk.type("roster", "show", *own, fds={"--passphrase-fd": STAFF})
        assert after.facts["teams"] == [
            {"team": founded.facts["team"], "purpose": "duty", "members": [office.person.id]}
        ]
        assert after.facts["team_digests"] == published.facts["teams"]


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
        manifest = ("--manifest", b64(sent.manifest))
        unread = await desk.type("approve", sent.item, *manifest, *own, fds=words)
        assert (unread.status, "not read this" in unread.facts["error"]) == (1, True)
        read = await desk.type("review", sent.item, *own, fds=words)
        assert (read.facts["from"], read.facts["to"]) == ("responsible", ["harmed"])
        held = await desk.type("review", *own, fds=words)
        assert [(one["item"], one["yours"]) for one in held.facts["items"]] == [(sent.item, True)]
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

    async def test_returns_what_was_read_with_words_from_a_file(
        self, desk: Desk, office: Office
    ) -> None:
        sent = await sending.send_letter(office.author, b"The window was open anyway.\n")
        own = ("--login", office.facilitator.login)
        words = {"--passphrase-fd": STAFF}
        read = await desk.type("review", sent.item, *own, fds=words)
        back = await desk.type("hand-back", sent.item, *own, fds=words)
        assert back.facts["status"] == "awaiting_review"
        told = "Please leave out the window. It blames her."
        act = ("return", sent.item, "--manifest", read.facts["manifest"], "--reason", "blames")
        unread = await desk.type(*act, "--words-file", desk.secret("no", "No."), *own, fds=words)
        assert (unread.status, "not read this" in unread.facts["error"]) == (1, True)
        await desk.type("review", sent.item, *own, fds=words)
        silent = await desk.type(*act, *own, fds=words)
        assert (silent.status, "words to the author" in silent.facts["error"]) == (1, True)
        told_file = ("--words-file", desk.secret("told", told))
        returned = await desk.type(*act, *told_file, *own, fds=words)
        assert (returned.facts["status"], returned.facts["reason"]) == ("returned", "blames")
        assert told not in returned.out + returned.err
        mine = await office.author.transport.get(f"/items/{sent.item}")
        assert (mine["status"], mine["reason"]) == ("returned", "blames")
        notes = await read_notes(office.author, office.case)
        assert [one.text.strip() for one in notes if one.subject == sent.item] == [told]
        for wrong in ("not-wanted", "because"):
            other = await desk.type(*act[:-1], wrong, *told_file, *own, fds=words)
            assert other.status == 2

    async def test_withholds_and_escalates_and_leaves_unlocking_to_somebody_else(
        self, desk: Desk, office: Office
    ) -> None:
        own = ("--login", office.facilitator.login)
        words = {"--passphrase-fd": STAFF}
        sent = await sending.send_letter(office.author, b"I know where you live.\n")
        read = await desk.type("review", sent.item, *own, fds=words)
        act = ("withhold", sent.item, "--manifest", read.facts["manifest"])
        told = ("--reason", "threatens", "--words-file", desk.secret("why", "This frightens."))
        withheld = await desk.type(*act, *told, *own, fds=words)
        assert withheld.facts["status"] == "withheld"
        other = await sending.send_letter(office.author, b"Somebody is in danger.\n")
        escalated = await desk.type("escalate", other.item, *own, fds=words)
        assert escalated.facts["status"] == "escalated"
        refused = await desk.type("unlock", other.item, *own, fds=words)
        assert (refused.status, refused.facts["code"]) == (1, "forbidden")

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
    @pytest.mark.long
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

    @pytest.mark.long
    async def test_of_a_pool_leave_when_no_case_names_it(self, desk: Desk, office: Office) -> None:
        case = await office.person.transport.get(f"/cases/{office.case}")
        old = open_statement(Statement.from_wire(case["case_statements"][-1]), CaseStatement).pool
        newest = (await desk.pool("newest"))["pool"]
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

"""A member of a case's team who prepares an exchange: every act that the gate asks of staff."""

from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from playwright.async_api import expect

from tests.browser.visitor import STRETCHING_MS, Visitor
from tests.browser.words import day, words

Role = Literal["harmed", "responsible"]
ROLES: Final[tuple[Role, Role]] = ("harmed", "responsible")
FORWARD: Final = timedelta(days=60)


def _later() -> datetime:
    return datetime.now().astimezone() + FORWARD


class Preparing(Visitor):
    """Somebody of a review team, before anything is exchanged."""

    async def goes_to_case(self, case: str) -> None:
        """Go to one case by its address."""
        await self.page.evaluate("(id) => { location.hash = `/cases/${id}`; }", case)
        await expect(self.page.get_by_role("heading", name=words("people-title"))).to_be_visible(
            timeout=STRETCHING_MS
        )

    async def goes_to_what_is_recorded(self) -> None:
        """Look at all that is recorded of the case on screen."""
        # By keyboard: what stands above the link is fetched after the page, and moves it away from
        # under a pointer that is about to press.
        await self.page.get_by_role("link", name=words("records-look")).press("Enter")
        await self.sees_heading("records-title")
        await self.sees("restrictions-title")

    async def declares(self, status: Literal["none", "declared"]) -> None:
        """Say whether anything ties oneself to somebody of the case."""
        await self._begins("fact-conflict")
        await self.sees_heading("ask-conflict-title")
        await self.looks("says-what-ties-them")
        await self._chooses(f"ask-conflict-is-{status}")
        await self._signs()

    async def records_age(self, role: Role, status: Literal["adult", "young", "child"]) -> None:
        """Record how old somebody is; of whom is under age, when they will not be any more."""
        await self._begins("fact-age", role)
        await self.sees_heading(f"ask-age-title-{role}")
        await self._chooses(f"ask-age-is-{status}")
        if status != "adult":
            await self.presses("continue")
            missing = self.page.get_by_role("link", name=words("birthday-missing"))
            await expect(missing).to_be_visible()
            await self._types(_later())
        await self.looks(f"records-age-{status}")
        await self._signs()

    async def records_employment(
        self, role: Role, status: Literal["employed", "not-employed"]
    ) -> None:
        """Record whether the organisation employs somebody of the case."""
        await self._begins("fact-employment", role)
        await self.sees_heading(f"ask-employment-title-{role}")
        await self.looks("records-employment")
        await self._chooses(f"ask-employment-is-{status}")
        await self._signs()

    async def records_of(self, kind: str, status: str, role: Role | None = None) -> None:
        """Record what is one question, about somebody or about the case."""
        await self._begins(f"fact-{kind}", role)
        await self.sees_heading(f"ask-{kind}-title" if role is None else f"ask-{kind}-title-{role}")
        await self.looks(f"records-{kind}")
        await self._chooses(f"ask-{kind}-is-{status}")
        await self._signs()

    async def goes_to_record(self, what: str) -> None:
        """Go to the screen on which this would be recorded, and record nothing."""
        await self._begins(what)

    async def records_harm(self, harm: str, status: Literal["present", "absent"]) -> None:
        """Record whether the case is about this kind of harm."""
        await self._begins(f"fact-harm-{harm}")
        await self.sees_heading(f"ask-harm-{harm}-title")
        await self.looks("records-harm")
        await self._chooses(f"ask-harm-is-{status}")
        await self._signs()

    async def confirms_a_day_in_custody(self, role: Role) -> None:
        """Record the next Monday; the Sunday after it is refused."""
        monday = datetime.now(UTC) + timedelta(days=7 - datetime.now(UTC).weekday())
        await self._begins("fact-custody-day", role)
        await self.sees_heading(f"custody-day-title-{role}")
        await self._chooses("custody-day-supported")
        await self._types(monday + timedelta(days=6))
        await self.presses("continue")
        weekend = self.page.get_by_role("link", name=words("custody-day-weekend"))
        await expect(weekend).to_be_visible()
        await self.looks("is-told-that-no-day-is-at-a-weekend")
        await self._types(monday)
        await self._signs()
        await expect(
            self.page.get_by_text(words("recorded-custody-day-supported", until=day(monday)))
        ).to_be_visible()

    async def asks_for_two_readers(self) -> None:
        """Let two people read everything of this case from now on."""
        await self._begins("fact-readers")
        await self.sees_heading("readers-title")
        await self.looks("asks-for-two-readers")
        await self._chooses("readers-ask-two")
        await self._signs()
        await self.sees("readers-two")

    async def signs_off(self) -> None:
        """As a supervisor, sign off the special route on the screen that asks for it."""
        await self.sees_heading("ask-sign-off-title")
        await self.looks("signs-off")
        await self._chooses("ask-sign-off-is-given")
        await self._signs()

    async def closes(self, *, early: bool = False) -> None:
        """Close the case on screen, after a look at what that means, and go back to it."""
        await self.follows("step-close-early" if early else "step-close")
        await self.sees_heading("close-title")
        await self.sees("close-means-early" if early else "close-means")
        await self.looks(f"asks-whether-to-close{'-early' if early else ''}")
        await self.presses("close-yes")
        await self.sees_heading("closed-title", STRETCHING_MS)
        await expect(self.page.get_by_role("alert")).to_have_count(0)
        await self.looks("has-closed-it")
        await self.follows("recorded-back")
        await self.sees("case-closed-line", STRETCHING_MS)

    async def sees_in_the_way(self, *slugs: str) -> None:
        """See that exactly this stands in the way of the next step, each with what clears it."""
        whole = self.page.get_by_role("list", name=words("step-blocked"))
        listed = whole.get_by_role("listitem")
        for slug in slugs:
            one = listed.filter(has_text=words(f"blocker-{slug}"))
            await expect(one).to_have_count(1, timeout=STRETCHING_MS)
            await expect(one.get_by_role("paragraph").first).not_to_be_empty()
        await expect(listed).to_have_count(len(slugs))
        await self.looks("in-the-way-" + "-".join(slugs))

    async def records_of_two_adults(self) -> None:
        """Record all that a case of two adults takes before it is ready."""
        await self.declares("none")
        for role in ROLES:
            await self.records_age(role, "adult")
            await self.records_employment(role, "not-employed")

    async def goes_a_step(self, step: str, next_state: str) -> None:
        """Take the case on screen a step further, by its button."""
        await expect(self.button(f"step-{step}")).to_be_visible(timeout=STRETCHING_MS)
        await self.looks(f"can-{step}")
        await self.presses(f"step-{step}")
        state = self.page.get_by_text(words(f"case-state-{next_state}"), exact=True)
        await expect(state).to_be_visible(timeout=STRETCHING_MS)
        await expect(self.page.get_by_role("alert")).to_have_count(0)

    async def explains(self, role: Role) -> None:
        """Record that taking part was explained to somebody."""
        await self._begins("fact-explained", role)
        await self.sees_heading(f"explain-title-{role}")
        await self.looks("records-what-was-explained")
        await self._chooses("language-en")
        await self._signs()

    async def assesses_the_risk(self) -> None:
        """Record that the risk is acceptable until a day, which is asked for, or a trigger."""
        await self._begins("fact-risk")
        await self.sees_heading("risk-title")
        await self.presses("continue")
        await self.sees("mistakes-title")
        await self._chooses("risk-acceptable")
        await self.presses("continue")
        await expect(self.page.get_by_role("link", name=words("date-missing"))).to_be_visible()
        await self.looks("is-asked-until-when")
        await self._types(_later())
        trigger = words("trigger-contact-outside")
        await self.page.get_by_role("checkbox", name=trigger, exact=True).check()
        await self._signs()
        named = self.page.get_by_text(words("recorded-triggers", triggers=trigger))
        await expect(named).to_be_visible()

    async def records_that_the_risk_is_not_acceptable(self) -> None:
        """Record that nothing may pass."""
        await self._begins("fact-risk")
        await self._chooses("risk-not-acceptable")
        await self._signs()

    async def records_proceedings(self, status: Literal["live", "cleared"]) -> None:
        """Record whether a court or the police has finished."""
        await self._begins("fact-proceedings")
        await self.sees_heading("proceedings-title")
        await self.looks("records-proceedings")
        await self._chooses(f"proceedings-{status}")
        await self._signs()

    async def records_clearance(
        self, role: Role, status: Literal["needed", "given", "not-needed"]
    ) -> None:
        """Record whether the establishment has given its clearance."""
        await self._begins("fact-clearance", role)
        await self.sees_heading(f"clearance-title-{role}")
        await self._chooses(f"clearance-{status}")
        if status == "given":
            await self._types(_later())
        await self.looks(f"records-a-clearance-{status}")
        await self._signs()

    async def records_a_restriction(self, role: Role, status: Literal["blocks", "permits"]) -> None:
        """Record an order or a condition."""
        await self.follows("restriction-title-new")
        await self.sees_heading("restriction-title-new")
        await self._chooses(f"role-{role}")
        await self._chooses(f"restriction-{status}")
        await self._types(_later())
        await self.looks("records-a-restriction")
        await self._signs()

    async def lifts_the_restriction(self) -> None:
        """Record that the only order there is has been lifted."""
        await self._follows_row(words("restriction-number", number=1))
        await self.sees_heading("restriction-title")
        await self._chooses("restriction-lifted")
        await self.looks("lifts-a-restriction")
        await self._signs()

    async def prepares(self, role: Role, number: int = 1) -> None:
        """Record that somebody is prepared for this round, before the first one."""
        await self._begins(words("fact-readiness-round", round=1), role)
        await self.sees_heading(f"readiness-title-{role}")
        chosen = self.page.get_by_label(words("readiness-round"), exact=True)
        await expect(chosen).to_have_value("1")
        await chosen.select_option(str(number))
        await self.looks("records-readiness")
        await self._chooses("readiness-ready")
        await self._signs()

    async def plans(self, rounds: int) -> None:
        """Record a plan of so many rounds, by letter and by recording."""
        await self._begins("fact-plan")
        await self.sees_heading("plan-title")
        await self.page.get_by_label(words("plan-rounds"), exact=True).select_option(str(rounds))
        for medium in ("medium-letter", "medium-recording"):
            box = self.page.get_by_role("checkbox", name=words(medium), exact=True)
            await expect(box).not_to_be_checked()
            await box.check()
        await self._chooses("reply-by-both")
        await self.looks("records-the-plan")
        await self._signs()

    async def prepares_the_exchange(self, rounds: int = 1) -> None:
        """Go through every act of staff that so many rounds need, from the case on screen."""
        await self.goes_to_what_is_recorded()
        await self.looks("nothing-is-recorded")
        for role in ROLES:
            await self.explains(role)
        await self.assesses_the_risk()
        await self.plans(rounds)
        for role in ROLES:
            for number in range(1, rounds + 1):
                await self.prepares(role, number)
        await self.looks("everything-is-recorded")

    async def sees_nothing_in_the_way(self) -> None:
        """Wait until the case on screen says that nothing stands in the way."""
        await self.sees("before-exchange-clear", STRETCHING_MS)

    async def _begins(self, what: str, role: Role | None = None) -> None:
        name = words(what) if what.startswith("fact-") else what
        await self._follows_row(name if role is None else f"{name}, {words(f'role-{role}')}")

    async def _follows_row(self, about: str) -> None:
        name = f"{words('record-this')} {about}"
        await self.page.get_by_role("link", name=name, exact=True).click()

    async def _chooses(self, name: str) -> None:
        radio = self.page.get_by_role("radio", name=words(name), exact=True)
        await expect(radio).not_to_be_checked()
        await radio.check()

    async def _types(self, day: datetime) -> None:
        for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
            await self._field(f"date-part-{part}").fill(str(number))

    async def says_what_ties_them(self, status: Literal["none", "declared"]) -> None:
        """Answer, where it is asked, whether anything ties oneself to somebody of the case."""
        await self._chooses(f"ask-conflict-is-{status}")
        await self._signs_what_was_chosen()

    async def _signs_what_was_chosen(self) -> None:
        await self.presses("continue")
        await self.sees_heading("record-check-title")
        await self.looks("checks-a-record")
        await self.presses("record-sign")
        await self.sees_heading("recorded-title", STRETCHING_MS)
        await expect(self.page.get_by_role("alert")).to_have_count(0)
        await self.looks("has-recorded-it")

    async def _signs(self) -> None:
        await self._signs_what_was_chosen()
        await self.follows("recorded-more")
        await self.sees_heading("records-title")
        await self.sees("restrictions-title")

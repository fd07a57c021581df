"""A code lives as long wherever it was made: what is handed over on paper says so."""

import re
from pathlib import Path

from service.client.invitations import VALID_S

ROOT = Path(__file__).resolve().parents[3]
A_WEEK = 7 * 24 * 3600


def test_a_code_lives_seven_days_from_the_terminal_and_from_the_portal() -> None:
    page = (ROOT / "portal/src/screens/facilitator/invite.tsx").read_text("utf-8")
    said = re.findall(r"^const GOOD_FOR_SECONDS = ([0-9* ]+);$", page, re.MULTILINE)
    (factors,) = [[int(one) for one in each.split("*")] for each in said]
    days, hours, minutes, seconds = factors
    assert days * hours * minutes * seconds == VALID_S == A_WEEK


def test_the_portal_and_the_handbook_say_seven_days() -> None:
    words = (ROOT / "locales/en/facilitator.ftl").read_text("utf-8")
    assert "invite-point-3 = The code works once, for seven days." in words
    assert "is good for seven days" in (ROOT / "docs/running.md").read_text("utf-8")

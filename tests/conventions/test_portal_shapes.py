"""The shapes that the portal believes in are the ones that the API publishes."""

import re
from pathlib import Path
from typing import Any

import pytest

from service.api.app import create_app
from service.domain.reasons import REASONS, Verdict
from service.settings import ApiSettings

SOURCE = Path(__file__).resolve().parents[2] / "portal" / "src"
TYPES = SOURCE / "api" / "types.ts"
REASONS_ASKED = SOURCE / "screens" / "facilitator" / "reasons.ts"
INTERFACE = re.compile(r"^export interface (\w+)[^{]*\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^  readonly (\w+)\??:", re.MULTILINE)
# What a case rests on: the vault reads it, and `tests/unit/portal` holds its shape.
GROUND = {
    *("roster", "team", "case_statements", "certificates", "rosters", "teams"),
    *("heads", "covers", "step_ins", "re_enrolments", "mandates"),
}
# The portal's name: the API's, and what the portal does not look at.
PAIRS: dict[str, tuple[str, set[str]]] = {
    "Me": ("Me", set()),
    "SignInChallenge": ("StretchAnswer", set()),
    "SignedIn": ("SignedInAnswer", {"token"}),
    "StoredWay": ("WayInBody", set()),
    "SessionRow": ("SessionAnswer", set()),
    "Proof": ("ProofBody", set()),
    "NewWays": ("NewWays", set()),
    "OpenedInvitation": ("OfferAnswer", set()),
    "NewInvitation": ("InvitationBody", set()),
    "Invitation": ("InvitationAnswer", {"expires"}),
    "CasePerson": ("CasePersonAnswer", set()),
    "Step": ("StepAnswer", set()),
    "Case": ("CaseAnswer", GROUND),
    "Processing": ("Processing", set()),
    "Item": ("ItemAnswer", set()),
    "Upload": ("UploadBody", set()),
    "NewItem": ("DraftItem", set()),
    "MaySend": ("SendingAnswer", set()),
    "NewVersion": ("ReplaceItem", set()),
    "StoredRendition": ("RenditionAnswer", set()),
    "Submission": ("Submit", set()),
    "NewDecision": ("Decide", set()),
    "NewEscalation": ("Escalate", set()),
    "OpeningAnswer": ("OpenedAnswer", set()),
    "Statements": ("ConsentsAnswer", set()),
    "Records": ("RecordsAnswer", GROUND),
    "StoredChoices": ("ChoicesAnswer", set()),
    "Asked": ("AskedAnswer", set()),
    "Obstacle": ("StandingInTheWay", set()),
    "Way": ("WayAnswer", set()),
    "Due": ("DueAnswer", set()),
    "Work": ("WorkAnswer", set()),
    "ActsFor": ("ActingAnswer", set()),
    "Delivery": ("ToDeliverAnswer", set()),
}


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    app = create_app(
        ApiSettings(
            environment="development",
            database_url="postgresql+asyncpg://nobody@127.0.0.1:1/none",
            object_store_url="http://127.0.0.1:1",
            object_store_access_key="none",
            object_store_secret_key="none",
            object_store_bucket="none",
            server_secret="s" * 32,
            setup_token="t" * 32,
        )
    )
    schemas: dict[str, Any] = app.openapi()["components"]["schemas"]
    return schemas


@pytest.fixture(scope="module")
def believed() -> dict[str, set[str]]:
    text = TYPES.read_text("utf-8")
    return {name: set(FIELD.findall(body)) for name, body in INTERFACE.findall(text)}


@pytest.mark.parametrize("name", PAIRS)
def test_the_portal_reads_and_writes_what_the_api_publishes(
    name: str, published: dict[str, Any], believed: dict[str, set[str]]
) -> None:
    theirs, ignored = PAIRS[name]
    assert believed[name] == set(published[theirs]["properties"]) - ignored


@pytest.mark.parametrize("no", [Verdict.RETURN, Verdict.WITHHOLD])
def test_a_reader_is_asked_for_just_the_reasons_that_the_service_takes(no: Verdict) -> None:
    listed = re.search(
        rf"^  {no}: \[(.*?)\]", REASONS_ASKED.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert listed is not None
    asked = re.findall(r"'([a-z-]+)'", listed[1])
    assert sorted(asked) == sorted(REASONS[no])

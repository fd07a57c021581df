"""The address of an object store that devices reach: what it may be."""

import pytest
from pydantic import ValidationError

from service.settings import ApiSettings

STORE = "https://store.example.org"
PORTAL = "https://letters.example.org"


def settings(store: str, environment: str = "production") -> ApiSettings:
    given = {
        "environment": environment,
        "database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
        "object_store_url": "http://127.0.0.1:1",
        "object_store_access_key": "none",
        "object_store_secret_key": "none",
        "object_store_bucket": "none",
        "server_secret": "s" * 32,
        "setup_token": "t" * 32,
        "public_origin": PORTAL,
        "object_store_public_url": store,
    }
    return ApiSettings.model_validate(given)


@pytest.mark.parametrize("store", ["", STORE, "https://store.example.org:8443", "https://[::1]:9"])
def test_may_be_a_scheme_and_a_host_or_nothing(store: str) -> None:
    assert settings(store).object_store_public_url == store


@pytest.mark.parametrize(
    "store",
    [
        *("store.example.org", "ftp://store.example.org", "https://", f"{STORE}/", f"{STORE}/path"),
        *(f"{STORE}?query", "https://Store.example.org", "https://somebody@store.example.org"),
        # What would be more than one address, or another rule, in the policy.
        *(f"{STORE} https://elsewhere.example.org", f"{STORE}; script-src *", "https://*"),
    ],
)
def test_that_is_anything_else_is_refused(store: str) -> None:
    with pytest.raises(ValidationError, match="scheme and host alone"):
        settings(store)


def test_is_never_where_the_portal_is() -> None:
    with pytest.raises(ValidationError, match="another address than public_origin"):
        settings(PORTAL)


def test_is_not_without_tls_where_people_are() -> None:
    with pytest.raises(ValidationError, match="must be an https:// address"):
        settings("http://store.example.org")
    assert settings("http://127.0.0.1:9", "development").object_store_public_url

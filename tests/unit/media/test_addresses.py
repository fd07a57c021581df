"""Addresses of the object store: signed as AWS publishes it, over just what they are for."""

from urllib.parse import parse_qs, urlsplit

from service.media.addresses import READ_SECONDS, WRITE_SECONDS, Addresses, Signer

# The example that AWS publishes of a presigned GET, with its access key, secret and signature
# (Amazon S3 API reference, "Authenticating requests: using query parameters").
PUBLISHED_AT = 1_369_353_600  # 2013-05-24 00:00:00 UTC
PUBLISHED = (
    "https://examplebucket.s3.amazonaws.com/test.txt"
    "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
    "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
    "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
    "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
)
SIGNER = Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
STORE = Addresses("https://store.test", SIGNER, "bucket")
NOW = 1_800_000_000


def _said(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_published_example_gets_its_published_signature() -> None:
    url = "https://examplebucket.s3.amazonaws.com/test.txt"
    assert SIGNER.signed("GET", url, {}, at=PUBLISHED_AT, seconds=86_400) == PUBLISHED


def test_a_range_is_signed_with_the_host_and_holds_for_seconds() -> None:
    address, asked = STORE.to_read("org/container/0-abc", 10, 19, at=NOW)
    assert address.startswith("https://store.test/bucket/org/container/0-abc?")
    assert asked == "bytes=10-19"
    assert _said(address)["X-Amz-SignedHeaders"] == "host;range"
    assert int(_said(address)["X-Amz-Expires"]) == READ_SECONDS == 30
    assert _said(address)["X-Amz-Date"] == "20270115T080000Z"


def test_a_length_is_signed_with_the_host() -> None:
    said = _said(STORE.to_write("org/container/0-abc", 1000, at=NOW))
    assert said["X-Amz-SignedHeaders"] == "content-length;host"
    assert int(said["X-Amz-Expires"]) == WRITE_SECONDS == 120


def test_another_key_range_length_or_second_is_another_signature() -> None:
    addresses = [
        STORE.to_read("a", 0, 9, at=NOW)[0],
        STORE.to_read("b", 0, 9, at=NOW)[0],
        STORE.to_read("a", 0, 8, at=NOW)[0],
        STORE.to_read("a", 0, 9, at=NOW + 1)[0],
        STORE.to_write("a", 10, at=NOW),
        STORE.to_write("a", 11, at=NOW),
    ]
    assert len({_said(one)["X-Amz-Signature"] for one in addresses}) == len(addresses)

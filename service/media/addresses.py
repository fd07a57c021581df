"""Addresses of the object store for one request each: signed, for seconds, held to what they say.

Owns the query signature (AWS Signature Version 4) of a GET of one range and of a PUT of one length.
The minio SDK signs `host` alone, by which whoever has an address could ask for another range or
store another length. Refuses to decide who is given one, and to read a clock: the API's is passed.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlsplit

REGION: Final = "us-east-1"
READ_SECONDS: Final = 30
"""How long a range may be asked for: the API is asked again before the next."""
WRITE_SECONDS: Final = 120
"""How long a slice may begin to be sent; one that began may take longer."""
_METHOD: Final = "AWS4-HMAC-SHA256"
_UNRESERVED: Final = "-_.~"


@dataclass(frozen=True)
class Signer:
    """Who signs: an access key, its secret key, and the region that the store believes in."""

    access_key: str
    secret_key: str
    region: str = REGION

    def signed(
        self, method: str, url: str, headers: Mapping[str, str], *, at: int, seconds: int
    ) -> str:
        """Return `url` with a signature of this method, host, path and exactly these headers.

        It begins at `at` and holds for `seconds`; header names in lower case. The body is not
        signed: S3 has no way to, before it is known. `url` has no query.
        """
        parts = urlsplit(url)
        began = datetime.fromtimestamp(at, UTC)
        scope = f"{began:%Y%m%d}/{self.region}/s3/aws4_request"
        held = {"host": parts.netloc, **headers}
        names = ";".join(sorted(held))
        asked = {
            "X-Amz-Algorithm": _METHOD,
            "X-Amz-Credential": f"{self.access_key}/{scope}",
            "X-Amz-Date": f"{began:%Y%m%dT%H%M%SZ}",
            "X-Amz-Expires": str(seconds),
            "X-Amz-SignedHeaders": names,
        }
        query = "&".join(f"{name}={quote(asked[name], safe=_UNRESERVED)}" for name in sorted(asked))
        request = "\n".join(
            (
                *(method, quote(parts.path, safe="/" + _UNRESERVED), query),
                *(f"{name}:{held[name]}" for name in sorted(held)),
                *("", names, "UNSIGNED-PAYLOAD"),
            )
        )
        to_sign = "\n".join(
            (
                *(_METHOD, asked["X-Amz-Date"], scope),
                hashlib.sha256(request.encode()).hexdigest(),
            )
        )
        key = f"AWS4{self.secret_key}".encode()
        for step in scope.split("/"):
            key = _keyed(key, step)
        return f"{url}?{query}&X-Amz-Signature={_keyed(key, to_sign).hex()}"


def _keyed(key: bytes, said: str) -> bytes:
    return hmac.digest(key, said.encode(), hashlib.sha256)


class Addresses:
    """The store as people's devices reach it. `public_url` has no path; the bucket is its first."""

    def __init__(self, public_url: str, signer: Signer, bucket: str) -> None:
        self._bucket = f"{public_url}/{bucket}"
        self._signer = signer

    def to_read(self, key: str, first: int, last: int, *, at: int) -> tuple[str, str]:
        """Return an address of the bytes `first` to `last` (included), and the Range to ask by."""
        asked = f"bytes={first}-{last}"
        address = self._signer.signed(
            "GET", f"{self._bucket}/{key}", {"range": asked}, at=at, seconds=READ_SECONDS
        )
        return address, asked

    def to_write(self, key: str, length: int, *, at: int) -> str:
        """Return an address at which exactly `length` bytes can be stored under `key`."""
        held = {"content-length": str(length)}
        return self._signer.signed(
            "PUT", f"{self._bucket}/{key}", held, at=at, seconds=WRITE_SECONDS
        )

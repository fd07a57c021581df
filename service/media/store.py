"""The object store: a port of four calls, and its adapter for any S3 service through the minio SDK.

Guarantees: `put` returns only when the service has acknowledged the whole object; an object is
written whole by a plain PUT, never in parts. Holds ciphertext only; keys are ids and digests.
"""

import asyncio
import io
from typing import Final, Protocol
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

# The SDK refuses an odd key with a bare ValueError, and a short object with a class of its own.
_FAULTS: Final = (MinioException, urllib3.exceptions.HTTPError, OSError, ValueError)
_NO_SUCH_KEY: Final = "<Code>NoSuchKey</Code>"


class StoreError(Exception):
    """The object store did not answer as it should; nothing was acknowledged."""


class ObjectMissing(StoreError):  # noqa: N818 - the practice's word
    """There is no object of this key."""


class ObjectStore(Protocol):
    """Where ciphertext lies."""

    async def put(self, key: str, body: bytes) -> None:
        """Store `body` under `key`, whole and durable, or raise `StoreError`."""
        ...

    async def get(self, key: str, *, offset: int = 0, length: int | None = None) -> bytes:
        """Return the object, or `length` bytes of it from `offset`; raises `ObjectMissing`."""
        ...

    async def remove(self, key: str) -> None:
        """Remove the object; one that is absent is no error."""
        ...

    async def ready(self) -> bool:
        """Tell whether the bucket answers."""
        ...


class S3Store:
    """Any S3 service. The SDK is blocking, so each call has a thread of its own."""

    def __init__(self, url: str, access_key: str, secret_key: str, bucket: str) -> None:
        parts = urlsplit(url)
        timeout = urllib3.Timeout(connect=5, read=60)
        pool = urllib3.PoolManager(timeout=timeout, maxsize=16, retries=urllib3.Retry(total=2))
        self._bucket = bucket
        self._client = Minio(
            parts.netloc,
            access_key=access_key,
            secret_key=secret_key,
            secure=parts.scheme == "https",
            region="us-east-1",
            http_client=pool,
        )

    async def put(self, key: str, body: bytes) -> None:
        """Store `body` under `key`, whole, or raise `StoreError`."""
        await asyncio.to_thread(self._put, key, body)

    def _put(self, key: str, body: bytes) -> None:
        try:
            self._client.put_object(self._bucket, key, io.BytesIO(body), len(body))
        except _FAULTS as fault:
            raise StoreError(type(fault).__name__) from fault

    async def get(self, key: str, *, offset: int = 0, length: int | None = None) -> bytes:
        """Return the object or a part of it; raises `ObjectMissing` or `StoreError`."""
        return await asyncio.to_thread(self._get, key, offset, length)

    def _get(self, key: str, offset: int, length: int | None) -> bytes:
        try:
            response = self._client.get_object(self._bucket, key, offset=offset, length=length or 0)
            try:
                return bytes(response.read())
            finally:
                response.close()
                response.release_conn()
        except S3Error as fault:
            if fault.code == "NoSuchKey":
                raise ObjectMissing(fault.code) from fault
            raise StoreError(str(fault.code)) from fault
        except _FAULTS as fault:
            # The SDK reads no fault that is said to be text/xml, as some services say it is.
            if _NO_SUCH_KEY in str(fault):
                raise ObjectMissing("NoSuchKey") from fault
            raise StoreError(type(fault).__name__) from fault

    async def remove(self, key: str) -> None:
        """Remove the object; one that is absent is no error."""
        try:
            await asyncio.to_thread(self._client.remove_object, self._bucket, key)
        except _FAULTS as fault:
            raise StoreError(type(fault).__name__) from fault

    async def ready(self) -> bool:
        """Tell whether the bucket answers."""
        try:
            return bool(await asyncio.to_thread(self._client.bucket_exists, self._bucket))
        except _FAULTS:
            return False

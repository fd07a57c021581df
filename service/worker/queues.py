"""The queues, one for the service and one for each pool: names, JSON both ways, what still waits.

arq stays inside this room. The queue carries wake-ups only: what must happen is in the outbox.
"""

import json
from typing import Any, Final

from arq.connections import ArqRedis, RedisSettings, create_pool
from arq.constants import in_progress_key_prefix

SERVICE_QUEUE: Final = "gobetween:service"
MEDIA_QUEUE: Final = "gobetween:media"


def media_queue(pool: str) -> str:
    """The queue of one pool's media workers: nobody else can do what waits for them."""
    return f"{MEDIA_QUEUE}:{pool}"


def to_json(job: dict[str, Any]) -> bytes:
    """Write a job as JSON; arq would pickle, and unpickling runs code."""
    return json.dumps(job).encode()


def from_json(raw: bytes) -> dict[str, Any]:
    """Read a job written by `to_json`."""
    return dict(json.loads(raw))


def redis_settings(url: str) -> RedisSettings:
    """Return arq's settings for a Redis URL, with a short patience for a server that is away."""
    settings = RedisSettings.from_dsn(url)
    settings.conn_retries = 2
    settings.conn_retry_delay = 1
    return settings


async def connect(url: str) -> ArqRedis:
    """Return a connection that enqueues; raises `RedisError` or `OSError` when Redis is away."""
    return await create_pool(
        redis_settings(url), job_serializer=to_json, job_deserializer=from_json
    )


async def still_waits(redis: ArqRedis, queue: str, job_id: str) -> bool:
    """Tell whether the queue still holds a job that no worker has taken.

    arq leaves a job in the queue's set while it is being done, and marks it in progress; after
    `kill -9` that mark outlives the worker by the whole job timeout.
    """
    taken = await redis.exists(in_progress_key_prefix + job_id)
    return not taken and await redis.zscore(queue, job_id) is not None

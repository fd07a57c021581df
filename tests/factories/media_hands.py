"""A media worker's side of the API by hand: it signs as the pool does, and runs no ffmpeg.

What it hands in is sealed, signed and granted by the media worker's own code; only the recording
that would have come out of the sandbox is given.
"""

import time
from typing import Any, cast

from service.media.rendition import RecordingFacts, Rendition
from service.sealing.encoding import new_id, unb64
from service.sealing.evidence import Evidence
from service.sealing.schemas import WorkerSession
from service.sealing.schemas_edits import EDITS
from service.sealing.statements import sign
from service.sealing.verify import verify_for_worker
from service.worker.media_attempt import Attempt, Worker
from tests.factories.in_process import InProcess
from tests.factories.world import World

MADE = b"what came out of the sandbox " * 400
FACTS = RecordingFacts(
    container="mp4",
    video_codec="h264",
    audio_codec="aac",
    duration_ms=2000,
    width=320,
    height=240,
    declared_duration_ms=2000,
    flags=(),
)


class Given:
    """A rendition that was not made but given."""

    facts = FACTS

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)

    def read(self, offset: int, length: int) -> bytes:
        return self._content[offset : offset + length]


def signed_nonce(world: World, nonce: str, worker: str) -> dict[str, str]:
    """Return the pool's signed answer to a challenge."""
    body = WorkerSession(
        org=world.org,
        pool=world.pool.pool,
        worker=worker,
        nonce=unb64(nonce, length=32),
        issued=int(time.time()),
    )
    return sign(body, world.pool.keys.sign_seed).to_wire()


class MediaHands:
    """One media worker of the world's pool."""

    def __init__(self, service: InProcess, world: World) -> None:
        self.service = service
        self.world = world
        self.id = new_id()
        self.transport = service.connect()

    async def sign_in(self) -> "MediaHands":
        """Answer the challenge as the pool; the bearer token is this worker's from now on."""
        pool = self.world.pool
        challenge = await self.transport.post(
            "/worker/challenge", {"org": pool.org, "pool": pool.pool}
        )
        statement = signed_nonce(self.world, challenge["nonce"], self.id)
        answer = await self.transport.post("/worker/session", {"statement": statement})
        self.transport.bear(str(answer["token"]))
        return self

    async def job_of(self, item: str) -> str:
        """Return the id of the newest job of an item."""
        return str(
            await self.service.value(
                "SELECT id FROM media_job WHERE item_id = $1 ORDER BY version DESC, number DESC",
                item,
            )
        )

    async def start(self, job: str, attempt: int = 1) -> dict[str, Any]:
        """Take the lease."""
        answer = await self.transport.post(
            f"/worker/jobs/{job}/start", {"attempt": attempt, "worker": self.id}
        )
        return dict(answer)

    async def hand_in(self, taken: dict[str, Any], content: bytes = MADE) -> None:
        """Seal, upload, sign and finish."""
        worker = Worker(self.id, self.world.pool, self.transport, "by hand")
        evidence = Evidence.from_wire(taken["evidence"])
        submitted = verify_for_worker(evidence, self.world.pool.pins, str(taken["item"]))
        attempt = Attempt(worker, str(taken["job"]), int(taken["attempt"]))
        await attempt._hand_in(
            submitted,
            cast("Rendition", Given(content)),
            attempt._sending(submitted, EDITS.read(taken["edits"])),
        )

    async def kept_finish(self, taken: dict[str, Any]) -> dict[str, Any]:
        """Upload everything and return the body of the finish, not yet sent."""
        post, kept = self.transport.post, dict[str, Any]()

        async def keep_the_last(
            path: str, body: dict[str, Any] | None = None, *, repeat: bool = False
        ) -> object:
            if path.endswith("/finish"):
                kept.update(body or {})
                return None
            return await post(path, body, repeat=repeat)

        self.transport.post = keep_the_last  # type: ignore[method-assign, assignment]
        try:
            await self.hand_in(taken)
        finally:
            self.transport.post = post  # type: ignore[method-assign]
        return kept

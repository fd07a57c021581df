"""One attempt at one recording: open, make the rendition, seal it, sign for it, hand it in.

What is sealed while it is made is stored meanwhile. Owns the order of these and the lease's
heartbeat. Refuses to go on once the lease is lost, to keep
plaintext anywhere but in memory, and to decide anything about the item beyond its rendition.
"""

import asyncio
import contextlib
import time
from dataclasses import dataclass
from typing import Any, Final

import structlog

from service.client.contents import Contents, open_contents
from service.client.errors import ClientError, Refusal
from service.client.growing import GrowingUpload
from service.client.transport import Transport
from service.client.upload import SLICE_CHUNKS
from service.media.refusals import Refusal as Reason
from service.media.refusals import Refused, SandboxUnavailable
from service.media.rendition import RecordingFacts, Rendition, make_safe_rendition
from service.sealing.container import DigestTable, GrowingSealer, new_content_key
from service.sealing.encoding import b64, new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.grants import seal_grant
from service.sealing.schemas import SCAN, ContainerRef, MediaFacts, RenditionStatement
from service.sealing.schemas_edits import EDITS, Edit
from service.sealing.statements import sign
from service.sealing.verify import Submitted, verify_for_worker, verify_submitted_grant
from service.worker.media_keys import PoolKeys

HEARTBEAT_S: Final = 10.0
"""The longest time between two heartbeats; the lease is 60 seconds."""
PROGRESS_S: Final = 1.0
"""The shortest time between two, when there is progress to tell the author."""
MADE_PERMILLE: Final = 900
"""How far a finished, not yet handed in rendition counts, in thousandths."""

# What can only mean that the stored recording is not what its author sent.
_STORED_WRONG: Final = frozenset(
    {
        Fault.TABLE_REPLACED,
        Fault.TABLE_INVALID,
        Fault.CONTAINER_KEY,
        Fault.CHUNK_REPLACED,
        Fault.CHUNK_UNOPENABLE,
        Fault.PADDING_INVALID,
    }
)

log: Final = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Worker:
    """What every attempt of this process shares."""

    id: str
    pool: PoolKeys
    api: Transport
    tool: str


class LeaseLost(Exception):  # noqa: N818 - it names what happened
    """Another attempt has taken over, or the lease lapsed: nothing more may be done."""


class _Opened:
    """The original as a `media.Source`: its reads block and belong in a thread."""

    def __init__(self, contents: Contents) -> None:
        self.size: Final = contents.size
        self._reader = contents.reader

    def read(self, offset: int, length: int) -> bytes:
        return self._reader.read(offset, length)


@dataclass(frozen=True)
class _Sending:
    """A rendition on its way: its id, the key that seals it, what carries it, what is changed.

    The service says which edits; nothing made with any is approved before its author has agreed.
    """

    rendition: str
    content_key: bytes
    upload: GrowingUpload
    edits: tuple[Edit, ...]


class Attempt:
    """An attempt at a job, from taking it to handing in its rendition or the reason for none."""

    def __init__(self, worker: Worker, job: str, attempt: int) -> None:
        self._worker = worker
        self._path = f"/worker/jobs/{job}"
        self._attempt = attempt
        self._permille = 0
        self._news = asyncio.Event()
        self._log = log.bind(job=job, attempt=attempt, worker=worker.id)

    async def run(self) -> None:
        """Do the attempt. Ends quietly when it is not this worker's to do, or no longer is."""
        try:
            taken = await self._call("start", worker=self._worker.id)
        except LeaseLost:
            self._log.info("attempt-not-ours")
            return
        self._log.info("attempt-started", item=taken["item"])
        try:
            await self._while_beating(taken)
            self._log.info("attempt-finished", item=taken["item"])
        except LeaseLost:
            self._log.info("lease-lost")
        except Refused as refused:
            self._log.info("recording-refused", reason=refused.slug)
            await self._fail(refused.slug)
        except SealingError as error:
            self._log.warning("verification-failed", code=str(error.code))
            if error.code in _STORED_WRONG:
                await self._fail(Reason.DAMAGED.value)
        except SandboxUnavailable as error:
            # The operator's to mend; the next attempt comes when the lease has lapsed.
            self._log.error("sandbox-unavailable", sentence=str(error))
        except ClientError as error:
            self._log.warning("attempt-broke-off", slug=error.slug)

    async def _while_beating(self, taken: dict[str, Any]) -> None:
        """Make and hand in the rendition, the heart beating beside it; one ends the other."""
        work = asyncio.ensure_future(self._make_and_hand_in(taken))
        heart = asyncio.ensure_future(self._beat())
        try:
            done, _ = await asyncio.wait({work, heart}, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                ended.result()
        finally:
            for task in (work, heart):
                task.cancel()
            await asyncio.gather(work, heart, return_exceptions=True)

    async def _beat(self) -> None:
        while True:
            self._news.clear()
            await self._call("heartbeat", permille=self._permille)
            await asyncio.sleep(PROGRESS_S)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), HEARTBEAT_S - PROGRESS_S)

    async def _make_and_hand_in(self, taken: dict[str, Any]) -> None:
        worker, evidence = self._worker, Evidence.from_wire(taken["evidence"])
        submitted = verify_for_worker(evidence, worker.pool.pins, str(taken["item"]))
        key = verify_submitted_grant(submitted, evidence, worker.pool.keys.box_private)
        contents = await open_contents(worker.api, key, submitted.container, submitted.manifest)
        sending = self._sending(submitted, EDITS.read(taken["edits"]))
        async with contents:
            rendition = await make_safe_rendition(
                _Opened(contents),
                scan=submitted.manifest.kind == SCAN,
                on_progress=self._made,
                outlet=sending.upload,
                edits=sending.edits,
            )
        with rendition:
            await self._hand_in(submitted, rendition, sending)

    def _sending(self, submitted: Submitted, edits: tuple[Edit, ...]) -> _Sending:
        manifest, content_key, rendition_id = submitted.manifest, new_content_key(), new_id()

        async def announce(padded: int) -> None:
            await self._call(
                "output", rendition=rendition_id, padded=padded, slice_chunks=SLICE_CHUNKS
            )

        # Made as it goes, so its salt is random: a second attempt is another container.
        sealer = GrowingSealer(content_key, manifest.case, manifest.item, rendition_id)
        upload = GrowingUpload(self._worker.api, rendition_id, sealer, announce)
        return _Sending(rendition_id, content_key, upload, edits)

    async def _hand_in(self, submitted: Submitted, rendition: Rendition, sending: _Sending) -> None:
        manifest, rendition_id = submitted.manifest, sending.rendition
        table = await sending.upload.end(rendition.size, rendition.read, on_progress=self._carried)
        statement = self._statement(submitted, rendition.facts, sending, table)
        grantees = {
            "author": submitted.case.box_of_author(manifest.author),
            "team": submitted.case.team.key,
        }
        await self._call(
            "finish",
            rendition=statement,
            grants=[
                {
                    "grantee": name,
                    "rendition": rendition_id,
                    "grant": b64(seal_grant(manifest.item, rendition_id, box, sending.content_key)),
                }
                for name, box in grantees.items()
            ],
        )

    def _statement(
        self, submitted: Submitted, facts: RecordingFacts, sending: _Sending, table: DigestTable
    ) -> dict[str, str]:
        body = RenditionStatement(
            case=submitted.manifest.case,
            item=submitted.manifest.item,
            manifest=submitted.manifest_digest,
            input=submitted.container.table,
            output=ContainerRef(sending.rendition, table.digest, table.padded),
            tool=self._worker.tool,
            edits=sending.edits,
            media=media_facts(facts),
            flags=facts.flags,
            created=int(time.time()),
        )
        return sign(body, self._worker.pool.keys.sign_seed).to_wire()

    async def _made(self, fraction: float) -> None:
        self._reached(int(fraction * MADE_PERMILLE))

    def _carried(self, done: int, everything: int) -> None:
        rest = 1000 - MADE_PERMILLE
        self._reached(MADE_PERMILLE + rest * done // everything)

    def _reached(self, permille: int) -> None:
        if permille > self._permille:
            self._permille = permille
            self._news.set()

    async def _fail(self, reason: str) -> None:
        with contextlib.suppress(LeaseLost):
            await self._call("failure", reason=reason)

    async def _call(self, act: str, **body: object) -> dict[str, Any]:
        """Tell the API something about this attempt; LeaseLost when it is not ours any more."""
        try:
            answer = await self._worker.api.post(
                f"{self._path}/{act}", {"attempt": self._attempt, **body}, repeat=True
            )
        except Refusal as refusal:
            if refusal.slug in {"attempt-stale", "lease-held"}:
                raise LeaseLost from refusal
            raise
        return dict(answer or {})


def media_facts(facts: RecordingFacts) -> MediaFacts:
    """Return what a rendition is, as a `rendition` statement says it."""
    return MediaFacts(
        container=facts.container,
        video_codec=facts.video_codec or "",
        audio_codec=facts.audio_codec or "",
        duration_ms=facts.duration_ms,
        declared_ms=facts.declared_duration_ms or 0,
        width=facts.width or 0,
        height=facts.height or 0,
    )

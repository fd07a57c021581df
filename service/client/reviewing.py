"""What a facilitator does with an item: take the oldest, read or watch it whole, approve it.

Owns the reading and the signed approval with the recipient's grants. Refuses to approve what was
not gone through to its last byte.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from service.client.contents import Contents, open_contents
from service.client.countersigning import countersign
from service.client.errors import NotPossible
from service.client.items import Item
from service.client.person import Person
from service.client.practising import standing_until
from service.client.teams import keys_since
from service.sealing.encoding import b64
from service.sealing.errors import SealingError
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.pages import FORM, read_index
from service.sealing.schemas import (
    APPROVE,
    CAPTIONS,
    MS,
    PAGES,
    Coverage,
    Decision,
    DecisionGrant,
    DecisionRecipient,
)
from service.sealing.statements import Statement, sign
from service.sealing.verify import (
    EarlierReaders,
    Submitted,
    verify_earlier_decisions,
    verify_for_review,
    verify_submitted_grant,
)
from service.sealing.verify_agreed import hold_agreed
from service.sealing.verify_assisted import is_assisted
from service.sealing.verify_captions import cues_of, verify_beside

APPROVAL_VALID_S: Final = 90 * 24 * 3600


class Reading:
    """An item opened for review. `covered` counts what was gone through, `total` what there is.

    Characters for a letter, milliseconds for a recording, pages for a scan. `standing` is until
    when an approval can hold, None where nothing bounds it, or why nobody can say. Use as an async
    context manager.
    """

    def __init__(
        self,
        reader: Person,
        shown: tuple[Submitted, EarlierReaders],
        key: bytes,
        contents: Contents,
        standing: int | SealingError | None,
    ) -> None:
        self.reader: Final = reader
        self.standing: Final = standing
        self.submitted, self.earlier = shown
        self.content_key: Final = key
        self.recording: Submitted | SealingError | None = None
        self._contents = contents
        self._coverage: Coverage | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._contents.__aexit__(kind, error, trace)

    @property
    def valid_until(self) -> int:
        """Until when an approval of this would hold, in seconds since 1970.

        Raises NotPossible `run-out` where something that it would rest on has ended already, and
        SealingError where that is not rightly signed.
        """
        now, standing = self.reader.clock(), self.standing
        if isinstance(standing, SealingError):
            raise standing
        if standing is not None and standing < now:
            raise NotPossible(
                "run-out",
                "A risk assessment, an order or a clearance that this would rest on has run out.",
            )
        longest = now + APPROVAL_VALID_S
        return longest if standing is None else min(longest, standing)

    @property
    def coverage(self) -> Coverage:
        """What the signed decision will say. Raises NotPossible `not-covered` before the end."""
        if self._coverage is None:
            raise NotPossible("not-covered", "The item has not been gone through to its end.")
        return self._coverage

    def cover(self, coverage: Coverage) -> None:
        """Take it for covered in a way of its own (`transcripts.py`)."""
        self._coverage = coverage

    async def coverage_so_far(self) -> Coverage:
        """How much was gone through, of how much: what a decision says that is no approval."""
        if self._coverage is not None:
            return self._coverage
        if self.submitted.rendition is None:
            return Coverage("characters", 0, len(await self._text()))
        unit, total = await self._length()
        return Coverage(unit, 0, total)

    async def _text(self) -> str:
        return (await self._contents.to_bytes()).decode(errors="replace")

    async def hold_captions(self) -> None:
        """Raise SealingError where these are captions that no recipient's device would show."""
        if isinstance(self.recording, SealingError):
            raise self.recording
        if self.recording is not None:
            verify_beside(self.submitted, self.recording)
            cues_of(await self._contents.to_bytes(), self.recording)

    async def read_letter(self) -> str:
        """Return the whole letter, or the whole text of captions."""
        text = await self._text()
        self._coverage = Coverage("characters", len(text), len(text))
        return text

    async def watch(self, target: Path | None = None) -> None:
        """Go through the whole recording or scan, writing it to `target` if one is given.

        Raises SealingError where the pages of a scan are not in their form.
        """
        if target is None:
            await self._contents.through()
        else:
            await self._contents.to_file(target)
        unit, total = await self._length()
        self._coverage = Coverage(unit, total, total)

    async def _length(self) -> tuple[str, int]:
        """Return how long what is no letter is, and in what that is counted."""
        facts = self.submitted.rendition
        if facts is None or facts.media.container != FORM:
            return MS, 0 if facts is None else facts.media.duration_ms
        contents = self._contents
        pages = await asyncio.to_thread(read_index, contents.reader.read, contents.size)
        return PAGES, len(pages)


@dataclass(frozen=True)
class Approval:
    """A signed approval and who it lets open the item."""

    item: str
    recipients: tuple[str, ...]
    decision: bytes


async def queue(facilitator: Person, *, held: bool = False) -> list[Item]:
    """Return what awaits review in this facilitator's cases, or what they hold; oldest first."""
    rows = facilitator.transport.rows("/reviews", held=str(held).lower())
    return [Item.from_wire(row) async for row in rows]


async def claim(facilitator: Person, item_id: str) -> Item:
    """Take an item for review for 30 minutes; again renews. Refusal `claimed-by-another`."""
    return Item.from_wire(await facilitator.transport.post(f"/items/{item_id}/claim", repeat=True))


async def hand_back(facilitator: Person, item_id: str) -> None:
    """Put what one holds back in the queue, at its old place."""
    await facilitator.transport.delete(f"/items/{item_id}/claim")


async def review(facilitator: Person, item_id: str) -> Reading:
    """Verify a claimed item and open exactly what the recipient would be given.

    Raises SealingError when anything does not hold; nothing is shown then.
    """
    wire = await facilitator.transport.get(f"/items/{item_id}/evidence")
    evidence = Evidence.from_wire(wire)
    submitted = verify_for_review(evidence, facilitator.pins, facilitator.identity, item_id)
    earlier = verify_earlier_decisions(submitted, evidence.decisions, facilitator.identity)
    await facilitator.remember(submitted.pins)
    content_key = content_key_of(facilitator, submitted, evidence)
    standing = await _standing(facilitator, submitted)
    contents = await open_contents(
        facilitator.transport, content_key, submitted.container, submitted.manifest
    )
    reading = Reading(facilitator, (submitted, earlier), content_key, contents, standing)
    if submitted.manifest.kind == CAPTIONS:
        reading.recording = await _recording_of(facilitator, submitted)
    return reading


async def _recording_of(facilitator: Person, captions: Submitted) -> Submitted | SealingError:
    """Return the recording that captions are of; what is wrong with it forbids no reading."""
    item = captions.manifest.relates_to
    evidence = Evidence.from_wire(await facilitator.transport.get(f"/items/{item}/evidence"))
    try:
        return verify_for_review(evidence, facilitator.pins, facilitator.identity, item)
    except SealingError as refusal:
        return refusal


async def _standing(facilitator: Person, submitted: Submitted) -> int | SealingError | None:
    """Return until when an approval can hold; what is wrong with that forbids no reading."""
    manifest = submitted.manifest
    people = {manifest.author, *manifest.recipients}
    try:
        return await standing_until(facilitator, manifest.case, people)
    except SealingError as refusal:
        return refusal


def content_key_of(facilitator: Person, submitted: Submitted, evidence: Evidence) -> bytes:
    """Open the team's grant with the version it was sealed to, the manifest's own or a later."""
    keys = keys_since(facilitator, submitted.case, submitted.manifest.case_statement)
    refusals = []
    for key in keys:
        try:
            return verify_submitted_grant(submitted, evidence, key)
        except SealingError as error:
            refusals.append(error)
    raise refusals[0]


@dataclass(frozen=True)
class Said:
    """What a decision says: its verdict, why, what was covered, and until when it holds."""

    verdict: str
    coverage: Coverage
    valid_until: int
    reason: str = ""


def signed_decision(
    reading: Reading, said: Said, recipients: tuple[DecisionRecipient, ...] = ()
) -> Statement:
    """Sign a decision about exactly what was opened, in its place after those before it."""
    reader, submitted, manifest = reading.reader, reading.submitted, reading.submitted.manifest
    body = Decision(
        case=manifest.case,
        item=manifest.item,
        case_statement=submitted.case.newest_digest,
        manifest=submitted.manifest_digest,
        renditions=submitted.rendition_digests,
        verdict=said.verdict,
        recipients=recipients,
        reason=said.reason,
        coverage=said.coverage,
        sequence=reading.earlier.sequence,
        previous=reading.earlier.previous,
        valid_until=said.valid_until,
        decided=reader.clock(),
    )
    return sign(body, reader.keys.sign_seed)


async def approve(reading: Reading) -> Approval:
    """Approve what was read whole; the last reader seals its key to each recipient's certified key.

    Whoever reads before another names the recipients and gives them nothing to open it with. The
    approval ends with what it rests on. Raises NotPossible `not-covered` or `run-out`, SealingError
    where its author has not agreed to what was changed in it, or where captions are of another
    rendition than the one in force or not in their form, and Refusal when the claim has
    lapsed.
    """
    reader, submitted = reading.reader, reading.submitted
    hold_agreed(submitted.unagreed)
    await reading.hold_captions()
    manifest, rendition = submitted.manifest, submitted.container.rendition
    case, earlier = submitted.case, reading.earlier
    # Whoever has no keys is handed it by the team, which has the key already.
    assisted = {one for one in manifest.recipients if is_assisted(case, one)}
    boxes = {
        one: case.team.key if one in assisted else case.certificate(one).box
        for one in manifest.recipients
    }
    grants = {
        person: seal_grant(manifest.item, rendition, box, reading.content_key)
        for person, box in boxes.items()
        if earlier.last and person not in assisted
    }
    decision = signed_decision(
        reading,
        Said(APPROVE, coverage=reading.coverage, valid_until=reading.valid_until),
        tuple(
            DecisionRecipient(
                person,
                box,
                (DecisionGrant(rendition, grant_digest(grants[person])),)
                if person in grants
                else (),
            )
            for person, box in boxes.items()
        ),
    )
    await reader.transport.post(
        f"/items/{manifest.item}/decision",
        {
            "decision": decision.to_wire(),
            "grants": [
                {"person": person, "rendition": rendition, "grant": b64(grant)}
                for person, grant in grants.items()
            ],
        },
        repeat=True,
    )
    await countersign(reader, manifest.case, decision.voice)
    return Approval(manifest.item, manifest.recipients, decision.digest)

"""Safer renditions: a reader asks for one, its author sees or hears exactly that, and says so.

Owns the asking, the look that an author takes at what was made of their recording, and their signed
agreement. Refuses to agree to what was not gone through here to its last byte.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from service.client.contents import Contents, open_contents
from service.client.errors import NotPossible
from service.client.hands import Hand, LiaisonHand, OwnHand
from service.client.items import Item
from service.client.person import Person
from service.sealing.encoding import b64
from service.sealing.errors import SealingError
from service.sealing.evidence import Evidence
from service.sealing.schemas import Agreement, RenditionStatement
from service.sealing.schemas_edits import EDITS, Edit, check_edits
from service.sealing.statements import sign
from service.sealing.verify import Submitted, verify_submitted_grant
from service.sealing.verify_case import VerifiedCase, verify_case
from service.sealing.verify_item import verify_submitted


async def ask_for_edits(reader: Person, item_id: str, edits: Sequence[Edit]) -> Item:
    """Have a safer rendition made of what this reader holds; with no edits a plain one again.

    Their claim ends, and whoever claims it next reads what was made. Raises SealingError for a list
    that is not in its form, Refusal `invalid` for what this recording cannot have, `forbidden`
    without the claim.
    """
    wanted = EDITS.write(check_edits(tuple(edits)))
    answer = await reader.transport.post(f"/items/{item_id}/edits", {"edits": wanted}, repeat=True)
    return Item.from_wire(answer)


class Edited:
    """What was made of one's own recording, opened; nothing is signed before it was gone through.

    Use as an asynchronous context manager.
    """

    def __init__(
        self, hand: Hand, submitted: Submitted, made: RenditionStatement, contents: Contents
    ) -> None:
        self.submitted: Final = submitted
        self.rendition: Final = made
        self._hand = hand
        self._contents = contents
        self._seen = False

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
    def edits(self) -> tuple[Edit, ...]:
        """What was changed in it."""
        return self.rendition.edits

    async def watch(self, target: Path | None = None) -> None:
        """Go through the whole of it, writing it to `target` if one is given."""
        if target is None:
            await self._contents.through()
        else:
            await self._contents.to_file(target)
        self._seen = True

    async def agree(self) -> None:
        """Sign that exactly this may be read, and passed on, in place of the recording.

        Raises NotPossible `not-covered` before it was gone through, and `nothing-changed` for a
        plain rendition, which needs nobody's word; Refusal `conflict` where another was made since.
        """
        self._hold_changed()
        if not self._seen:
            raise NotPossible("not-covered", "The recording has not been gone through to its end.")
        device, manifest = self._hand.device, self.submitted.manifest
        body = Agreement(
            case=manifest.case,
            item=manifest.item,
            manifest=self.submitted.manifest_digest,
            renditions=self.submitted.rendition_digests,
            at=device.clock(),
        )
        signed = sign(body, device.keys.sign_seed)
        await device.transport.post(
            f"/items/{manifest.item}/agreement", {"agreement": signed.to_wire()}, repeat=True
        )

    async def decline(self) -> None:
        """Say that it is not to be passed on like this; agreeing is possible afterwards.

        Raises as `agree`, and Refusal `conflict` where it was agreed to.
        """
        self._hold_changed()
        [made] = self.submitted.rendition_digests
        await self._hand.device.transport.post(
            f"/items/{self.submitted.manifest.item}/disagreement",
            {"rendition": b64(made)},
            repeat=True,
        )

    def _hold_changed(self) -> None:
        if not self.edits:
            raise NotPossible("nothing-changed", "Nothing was changed in this recording.")


async def see_own(author: Person | Hand, item_id: str) -> Edited:
    """Open what was made of one's own recording last, or of somebody's whom one acts for.

    Raises NotPossible `not-the-author`, `no-recording` for a letter, SealingError.
    """
    hand = OwnHand(author) if isinstance(author, Person) else author
    device = hand.device
    case = await hand.case_in_force()
    evidence = Evidence.from_wire(await device.transport.get(f"/items/{item_id}/evidence"))
    submitted = verify_submitted(verify_case(evidence, device.pins), evidence, item_id)
    if submitted.manifest.author != hand.author:
        raise NotPossible("not-the-author", "This is not the item of whoever looks.")
    if submitted.rendition is None:
        raise NotPossible("no-recording", "Nothing is changed in a letter.")
    key = _content_key(hand, case, submitted, evidence)
    contents = await open_contents(device.transport, key, submitted.container, submitted.manifest)
    return Edited(hand, submitted, submitted.rendition, contents)


def _content_key(hand: Hand, case: VerifiedCase, submitted: Submitted, evidence: Evidence) -> bytes:
    """Open the author's grant: with their own key, or with one of the team that acts for them."""
    own = [hand.device.keys.box_private]
    keys = hand.team_keys(case) if isinstance(hand, LiaisonHand) else own
    refusals = []
    for key in keys:
        try:
            return verify_submitted_grant(submitted, evidence, key)
        except SealingError as error:
            refusals.append(error)
    raise refusals[0]

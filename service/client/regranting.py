"""Handing on to new keys what was approved for the old ones of the same person.

Owns the reader's regrants. Refuses to hand on more than a decision gave, to anybody but the person
it gave it to, and what was not approved by as many readers as the case asks for.
"""

from service.client.countersigning import countersign
from service.client.errors import NotPossible
from service.client.items import items
from service.client.person import Person
from service.sealing.encoding import b64
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.schemas import CAPTIONS, Decision, DecisionGrant, Keeping, Regrant, Team
from service.sealing.schemas_offers import GIVE_BACK
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import open_earlier_team_keys, open_team_key
from service.sealing.verify import Submitted, verify_for_review, verify_submitted_grant
from service.sealing.verify_release import verify_given


async def regrant_all(reader: Person, case: str, person: str) -> tuple[str, ...]:
    """Hand on every item of the case that was decided for keys this person has lost.

    Returns the items. What was handed on before is left alone, so again goes on where it broke
    off.
    """
    addressed = [
        one.id
        for one in await items(reader, "staff")
        if one.case == case and person in one.recipients
    ]
    found = [one for one in addressed if await regrant(reader, one, person)]
    if found:
        await countersign(reader, case)
    return tuple(found)


async def regrant(reader: Person, item: str, person: str) -> bool:
    """Hand on one item; tell whether there was anything to hand on.

    Raises SealingError when what is to be handed on was not rightly approved.
    """
    evidence = await _evidence(reader, item)
    if not evidence.decisions or _given_back(evidence):
        # What its recipient gave back is theirs under no key.
        return False
    submitted = verify_for_review(evidence, reader.pins, reader.identity, item)
    if submitted.manifest.kind == CAPTIONS and _given_back(
        await _evidence(reader, submitted.manifest.relates_to)
    ):
        # Nor are the captions of what they gave back.
        return False
    decisions = verify_given(submitted, evidence.decisions)
    await reader.remember(submitted.pins)
    box = submitted.case.certificate(person).box
    done = {
        body.decision
        for body in (open_statement(one, Regrant) for one in evidence.regrants)
        if body.new_key == box
    }
    handed = False
    for statement, decision in zip(evidence.decisions, decisions, strict=True):
        old = next((one.key for one in decision.recipients if one.person == person), box)
        if old != box and statement.digest not in done:
            await _hand_on(reader, evidence, submitted, (statement, decision), person)
            handed = True
    return handed


async def _evidence(reader: Person, item: str) -> Evidence:
    return Evidence.from_wire(await reader.transport.get(f"/items/{item}/evidence"))


def _given_back(evidence: Evidence) -> bool:
    wishes = [open_statement(one, Keeping).wish for one in evidence.keepings]
    return wishes[-1:] == [GIVE_BACK]


async def _hand_on(
    reader: Person,
    evidence: Evidence,
    submitted: Submitted,
    decided: tuple[Statement, Decision],
    person: str,
) -> None:
    statement, decision = decided
    case, manifest = submitted.case, submitted.manifest
    named = case.named(person)
    entry = next(one for one in decision.recipients if one.person == person)
    if entry.key not in {one.box for one in case.people.superseded(named)}:
        raise SealingError(Fault.RECIPIENT_MISMATCH, "A decision is for nobody's key.")
    box, rendition = case.certificate(person).box, submitted.container.rendition
    if any(one.rendition != rendition for one in entry.grants):
        raise SealingError(Fault.GRANT_MISMATCH, "A decision gave what is not the item's.")
    grants = [
        seal_grant(manifest.item, rendition, box, _content_key(reader, evidence, submitted))
        for _ in entry.grants
    ]
    body = Regrant(
        case=manifest.case,
        item=manifest.item,
        decision=statement.digest,
        person=person,
        old_key=entry.key,
        new_key=box,
        grants=tuple(DecisionGrant(rendition, grant_digest(one)) for one in grants),
        certificate=named.certificate,
        at=reader.clock(),
    )
    await reader.transport.post(
        f"/items/{manifest.item}/regrants",
        {
            "regrant": sign(body, reader.keys.sign_seed).to_wire(),
            "grants": [
                {"person": person, "rendition": rendition, "grant": b64(one)} for one in grants
            ],
        },
        repeat=True,
    )


def _content_key(reader: Person, evidence: Evidence, submitted: Submitted) -> bytes:
    """Open the item's content key with the team's key, of whichever version it was sealed to."""
    if evidence.team is None:
        raise NotPossible("no-team", "The service showed no team.")
    newest = open_team_key(evidence.team, reader.id, reader.keys.box_private)
    versions = [one for one in evidence.teams if open_statement(one, Team).case]
    versions.sort(key=lambda one: -open_statement(one, Team).version)
    refused: SealingError | None = None
    for key in open_earlier_team_keys([evidence.team, *versions], newest).values():
        try:
            return verify_submitted_grant(submitted, evidence, key)
        except SealingError as error:
            refused = refused or error
    raise refused or SealingError(Fault.GRANT_MISSING, "No grant was given.")

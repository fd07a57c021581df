"""What a recipient says before they accept: how they want to hear, what there is, and no.

Owns choices and refusals on their person's side. Refuses to check an item before it is refused:
whoever wants nothing of it need not look at it.
"""

from service.client.attesting import attestation
from service.client.consenting import Spoken, spoken_by
from service.client.person import Person
from service.sealing.evidence import Evidence
from service.sealing.schemas import Choice, Refusal
from service.sealing.statements import Statement, open_statement, sign


async def choices(reader: Person, case: str) -> list[Choice]:
    """Return standing choices in their order: to the team everybody's, to others their own."""
    return [open_statement(one, Choice) for one in await _shown(reader, case)]


async def choose(
    signer: Person, standing: str, tell_author: str = "nothing", *, spoken: Spoken | None = None
) -> None:
    """Choose whether to hear that something has arrived, and what its author may learn.

    The words are those of protocol.md section 4.29. Staff name in `spoken` who chose before them.
    """
    who = spoken_by(signer, spoken)
    shown = [
        one
        for one in await _shown(signer, who.case)
        if open_statement(one, Choice).person == who.person
    ]
    made = Choice(
        org=signer.org,
        case=who.case,
        person=who.person,
        standing=standing,
        tell_author=tell_author,
        previous=shown[-1].digest if shown else b"",
        at=signer.clock(),
    )
    body = {"choice": sign(made, signer.keys.sign_seed).to_wire()}
    if who.manner:
        attested = attestation(
            signer, who.case, who.person, "choice", manner=who.manner, at=made.at
        )
        body["attestation"] = attested.to_wire()
    await signer.transport.post(f"/cases/{who.case}/choices", body, repeat=True)


async def ask(recipient: Person) -> bool:
    """Ask whether there is anything; what rested for this person is before them then."""
    case = spoken_by(recipient, None).case
    answer = await recipient.transport.post(f"/cases/{case}/asking", {}, repeat=True)
    return bool(answer["waiting"])


async def decline(recipient: Person, item_id: str) -> None:
    """Refuse an item that was not opened, without a reason."""
    evidence = Evidence.from_wire(await recipient.transport.get(f"/items/{item_id}/evidence"))
    refusal = sign(
        Refusal(
            case=spoken_by(recipient, None).case,
            item=item_id,
            person=recipient.id,
            decisions=tuple(one.digest for one in evidence.decisions),
            at=recipient.clock(),
        ),
        recipient.keys.sign_seed,
    )
    await recipient.transport.post(
        f"/items/{item_id}/refusal", {"refusal": refusal.to_wire()}, repeat=True
    )


async def ask_for(recipient: Person, item_id: str) -> None:
    """Ask for an item that was refused before."""
    await recipient.transport.post(f"/items/{item_id}/asking", {}, repeat=True)


async def _shown(reader: Person, case: str) -> list[Statement]:
    answer = await reader.transport.get(f"/cases/{case}/choices")
    return [Statement.from_wire(one) for one in answer["choices"]]

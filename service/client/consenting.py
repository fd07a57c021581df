"""What people sign about themselves and about what is theirs: consent, agreement, sharing.

Owns these statements. Refuses to agree to anything but what the service shows as submitted last.
"""

from dataclasses import dataclass

from service.client.attesting import attestation
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.evidence import Evidence
from service.sealing.schemas import Acknowledgement, Agreement, Consent, Manifest, Share
from service.sealing.schemas_words import ACKNOWLEDGEMENT
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.wordings import newest_wording


@dataclass(frozen=True)
class Spoken:
    """Whose word it is and before whom it was said.

    By default one's own; staff name the `person` without keys who said it to them, and how.
    """

    case: str
    person: str
    manner: str = ""


async def consent(
    signer: Person,
    purpose: str,
    medium: str,
    *,
    given: str = "yes",
    language: str = "en",
    spoken: Spoken | None = None,
) -> None:
    """Consent, or with `given` as `withdrawn` take that back, for one purpose and one medium.

    In the words that are shown now in this language.
    """
    who = spoken_by(signer, spoken)
    statement = sign(
        Consent(
            org=signer.org,
            case=who.case,
            person=who.person,
            purpose=purpose,
            medium=medium,
            wording=newest_wording(purpose, language).digest,
            language=language,
            given=given,
            at=signer.clock(),
        ),
        signer.keys.sign_seed,
    )
    await _send(signer, who, "consent", statement, given)


async def acknowledge(
    signer: Person, *, given: str = "yes", language: str = "en", spoken: Spoken | None = None
) -> None:
    """Acknowledge, as a person responsible, or take that back."""
    who = spoken_by(signer, spoken)
    statement = sign(
        Acknowledgement(
            org=signer.org,
            case=who.case,
            person=who.person,
            wording=newest_wording(ACKNOWLEDGEMENT, language).digest,
            language=language,
            given=given,
            at=signer.clock(),
        ),
        signer.keys.sign_seed,
    )
    await _send(signer, who, ACKNOWLEDGEMENT, statement, given)


async def agree_to_all(signer: Person, side: str, *, spoken: Spoken | None = None) -> None:
    """Say yes to each purpose by itself, in every medium, and acknowledge if responsible."""
    await consent(signer, "take-part", "any", spoken=spoken)
    for purpose in ("send", "receive"):
        for medium in ("letter", "recording"):
            await consent(signer, purpose, medium, spoken=spoken)
    if side == "responsible":
        await acknowledge(signer, spoken=spoken)


def spoken_by(signer: Person, spoken: Spoken | None) -> Spoken:
    """Return whose word it is: the signer's own, unless they say that it was said before them.

    Raises NotPossible `no-case`.
    """
    if spoken is not None:
        return spoken
    if signer.me.case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    return Spoken(signer.me.case, signer.id)


async def _send(signer: Person, who: Spoken, name: str, statement: Statement, given: str) -> None:
    body = {name: statement.to_wire()}
    if who.manner:
        act = "consent" if given == "yes" else "withdrawal"
        attested = attestation(
            signer, who.case, who.person, act, manner=who.manner, at=signer.clock()
        )
        body["attestation"] = attested.to_wire()
    await signer.transport.post(f"/cases/{who.case}/{name}s", body, repeat=True)


async def consents(reader: Person, case: str) -> list[Consent]:
    """Return what a case's people consented to, each signed by the key that it came with."""
    answer = await reader.transport.get(f"/cases/{case}/consents")
    return [open_statement(Statement.from_wire(one), Consent) for one in answer["consents"]]


async def acknowledgements(reader: Person, case: str) -> list[Acknowledgement]:
    """Return what a case's people acknowledged, each signed by the key that it came with."""
    answer = await reader.transport.get(f"/cases/{case}/consents")
    found = [Statement.from_wire(one) for one in answer["acknowledgements"]]
    return [open_statement(one, Acknowledgement) for one in found]


async def agree(author: Person, item_id: str) -> None:
    """Agree to what was submitted in one's name, and to what was made of it."""
    evidence = Evidence.from_wire(await author.transport.get(f"/items/{item_id}/evidence"))
    if evidence.manifest is None:
        raise NotPossible("not-submitted", "The item has not been submitted.")
    statement = sign(
        Agreement(
            case=open_statement(evidence.manifest, Manifest).case,
            item=item_id,
            manifest=evidence.manifest.digest,
            renditions=(evidence.rendition.digest,) if evidence.rendition else (),
            at=author.clock(),
        ),
        author.keys.sign_seed,
    )
    await author.transport.post(
        f"/items/{item_id}/agreement", {"agreement": statement.to_wire()}, repeat=True
    )


async def share(person: Person, case: str, item: str, other: str, *, until: int) -> None:
    """Say that somebody else may see an item too, until a time."""
    statement = sign(
        Share(case=case, item=item, person=person.id, with_=other, until=until),
        person.keys.sign_seed,
    )
    await person.transport.post(
        f"/items/{item}/shares", {"share": statement.to_wire()}, repeat=True
    )

"""What people sign about themselves and about what is theirs: consent, agreement, sharing.

Owns these statements. Refuses to agree to anything but what the service shows as submitted last.
"""

from dataclasses import dataclass

from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.evidence import Evidence
from service.sealing.schemas import Agreement, Consent, Manifest, Share
from service.sealing.statements import Statement, open_statement, sign


@dataclass(frozen=True)
class Wording:
    """The words that were shown, by their digest, and the language they were in."""

    digest: bytes
    language: str = "en"


async def consent(
    person: Person, purpose: str, medium: str, wording: Wording, *, given: str = "yes"
) -> None:
    """Consent, or with `given` as `withdrawn` take that back, for one purpose and one medium."""
    if person.me.case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    statement = sign(
        Consent(
            org=person.org,
            case=person.me.case,
            person=person.id,
            purpose=purpose,
            medium=medium,
            wording=wording.digest,
            language=wording.language,
            given=given,
            at=person.clock(),
        ),
        person.keys.sign_seed,
    )
    await person.transport.post(
        f"/cases/{person.me.case}/consents", {"consent": statement.to_wire()}, repeat=True
    )


async def consents(reader: Person, case: str) -> list[Consent]:
    """Return what a case's people consented to, each signed by the key that it came with."""
    answer = await reader.transport.get(f"/cases/{case}/consents")
    return [open_statement(Statement.from_wire(one), Consent) for one in answer["consents"]]


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

"""Bodies and answers of standing choices, of asking, and of refusing."""

from service.api.schemas.common import Answer, Body, WireStatement


class Choosing(Body):
    """A person's standing choice; with an attestation where it was made before staff."""

    choice: WireStatement
    attestation: WireStatement | None = None


class Accepting(Body):
    """What somebody without keys accepted before staff, and their attestation of it."""

    acceptance: WireStatement
    attestation: WireStatement


class ChoicesAnswer(Answer):
    """Standing choices in the order of their making."""

    choices: list[dict[str, str]]


class AskedAnswer(Answer):
    """Whether anything waits for whoever asked."""

    waiting: bool


class Refusing(Body):
    """The recipient's signed refusal."""

    refusal: WireStatement


class SpokenRefusal(Body):
    """What somebody without keys refused before staff, and their attestation of it."""

    refusal: WireStatement
    attestation: WireStatement


class SpokenAsking(Body):
    """Staff's attestation that somebody without keys asked before them."""

    attestation: WireStatement


class KeepingBody(Body):
    """What the recipient wants done with what they opened, signed."""

    keeping: WireStatement


class SpokenKeeping(Body):
    """What somebody without keys said of it before staff, and their attestation of it."""

    keeping: WireStatement
    attestation: WireStatement

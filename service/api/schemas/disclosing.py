"""Bodies and answers of disclosing a danger."""

from service.api.schemas.common import Answer, Body, WireStatement
from service.api.schemas.words import WriteNote


class Disclose(Body):
    """A reader's signed disclosure; `words` say what was said, for the team alone."""

    disclosure: WireStatement
    words: WriteNote | None = None


class DisclosuresAnswer(Answer):
    """Every disclosure of a case, in the order of their making."""

    disclosures: list[dict[str, str]]

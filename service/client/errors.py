"""What can go wrong between a person's device and the service, as exceptions with a slug.

Owns the client's refusals. Failed verification is not here: that is `sealing.SealingError`.
"""

from collections.abc import Mapping
from typing import Any

Facts = Mapping[str, Any]


class ClientError(Exception):
    """The act was not done. `slug` is stable; the text is one plain sentence."""

    def __init__(self, slug: str, sentence: str) -> None:
        super().__init__(sentence)
        self.slug = slug


class Refusal(ClientError):  # noqa: N818 - an answer, not an accident
    """The service answered and said no (RFC 9457 problem details)."""

    def __init__(self, slug: str, status: int, facts: Facts, title: str = "") -> None:
        super().__init__(slug, title or f"The service refused: {slug}.")
        self.status = status
        self.facts = dict(facts)


class Unreachable(ClientError):  # noqa: N818 - it names a state
    """No whole answer came within the patience given; whether the act was done is unknown."""

    def __init__(self, sentence: str = "The service could not be reached.") -> None:
        super().__init__("unreachable", sentence)


class NotPossible(ClientError):  # noqa: N818 - an answer, not an accident
    """This device will not do it, whatever the service says."""

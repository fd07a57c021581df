"""What the plan of one's own exchange has in it, as the service says before one writes."""

from dataclasses import dataclass

from service.client.errors import NotPossible
from service.client.person import Person


@dataclass(frozen=True)
class ReplyRights:
    """`reply` is `both`, `harmed`, `responsible` or `none`; `may_write` is about oneself, now.

    `media` are those that were agreed, of `letter`, `recording` and `paper`; None without a plan.
    """

    reply: str
    may_write: bool
    media: tuple[str, ...] | None


async def reply_rights(person: Person) -> ReplyRights:
    """Return it for one's own case. Raises NotPossible `no-case` for whoever is in none."""
    if person.me.case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    told = await person.transport.get(f"/cases/{person.me.case}/reply-rights")
    media = told["media"]
    return ReplyRights(told["reply"], told["may_write"], None if media is None else tuple(media))

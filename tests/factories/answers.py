"""What an HTTP answer says, all of it but what differs between any two answers."""

import httpx

from service.client.person import Person

PROBLEM = "application/problem+json"
# A fresh number for the operator's log, told to nobody as meaning anything.
_OF_ITS_OWN = {"x-request-id"}


def said(answer: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body, byte for byte; two answers that say the same are equal."""
    headers = sorted((n, v) for n, v in answer.headers.items() if n not in _OF_ITS_OWN)
    return answer.status_code, headers, answer.content


def slug(answer: httpx.Response) -> str:
    """The slug of a problem; the answer must be one."""
    assert answer.headers["content-type"] == PROBLEM, answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    return str(body["slug"])


async def blockers_shown(reader: Person, item: str) -> list[tuple[str, str, str]]:
    """What a reader is shown to stand in an item's way: the slug, the act that clears it, whose."""
    answer = await reader.transport.get(f"/items/{item}/blockers")
    return [(one["slug"], one["act"], ",".join(one["by"])) for one in answer["blockers"]]

"""Lists page by key: stable while things are added, nothing twice, and as flat at the end."""

from typing import Any

import httpx
import pytest

from service.sealing.encoding import b64, new_id
from tests.factories.acts import sent_letter
from tests.factories.answers import slug
from tests.factories.in_process import InProcess
from tests.factories.world import World


async def _page(http: httpx.AsyncClient, path: str, **query: str | int) -> dict[str, Any]:
    answer = await http.get(path, params=query)
    assert answer.status_code == 200
    return dict(answer.json())


async def _pages(http: httpx.AsyncClient, path: str, limit: int) -> list[list[str]]:
    pages, page = [], await _page(http, path, limit=limit)
    while True:
        pages.append([row.get("item") or row.get("case") for row in page["rows"]])
        if page["next"] is None:
            return pages
        page = await _page(http, path, limit=limit, after=page["next"])


async def _many(service: InProcess, world: World, count: int) -> None:
    """Put `count` letters awaiting review beside the one that was really sent."""
    pattern = await sent_letter(world)
    await service.rows("ALTER TABLE item DISABLE TRIGGER item_step_guard")
    await service.rows(
        "INSERT INTO item SELECT gen_random_uuid(), org, case_id, kind, language, author,"
        " in_reply_to, state, lock_version, version, claimed_by, claim_until,"
        " waiting_since - n % 7, created - n % 7"
        " FROM item, generate_series(1, $2::int) n WHERE id = $1",
        pattern,
        count,
    )
    await service.rows(
        "INSERT INTO rendition SELECT gen_random_uuid(), i.org, i.id, 1, 'original', padded,"
        " chunks, slice_chunks, table_digest, complete, uploader, resume, NULL, NULL, r.created"
        " FROM item i, rendition r WHERE r.item_id = $1 AND i.id <> $1",
        pattern,
    )
    await service.rows("ALTER TABLE item ENABLE TRIGGER item_step_guard")


class TestPages:
    @pytest.mark.parametrize("path", ["/items", "/reviews"])
    @pytest.mark.parametrize("limit", [1, 3, 100])
    async def test_hold_every_row_once_in_one_order(
        self, service: InProcess, world: World, path: str, limit: int
    ) -> None:
        # Several share a second, so that the id must break the tie.
        await _many(service, world, 20)
        async with service.http(world.asha.transport._token) as http:
            pages = await _pages(http, path, limit)
            whole = (await _pages(http, path, 100))[0]
        assert [row for page in pages for row in page] == whole
        assert len(set(whole)) == 21
        assert all(len(page) == limit for page in pages[:-1])

    async def test_stay_where_they_are_while_letters_arrive(
        self, service: InProcess, world: World
    ) -> None:
        letters = []
        for _ in range(4):
            letters.append(await sent_letter(world))
            service.clock.turn(1)
        async with service.http(world.asha.transport._token) as http:
            first = await _page(http, "/items", limit=2)
            await sent_letter(world)
            rest = await _page(http, "/items", limit=100, after=first["next"])
        seen = [row["item"] for row in (*first["rows"], *rest["rows"])]
        assert seen == list(reversed(letters)), "what came later is before the first page"

    async def test_take_as_many_questions_at_the_end_of_a_thousand_as_at_the_start(
        self, service: InProcess, world: World
    ) -> None:
        await _many(service, world, 1000)
        deep = await service.rows(
            "SELECT waiting_since, id FROM item ORDER BY waiting_since DESC, id DESC"
            " OFFSET 10 LIMIT 1"
        )
        after = b64(f"{deep[0]['waiting_since']}:{deep[0]['id']}".encode())
        plans = []
        for since, row_id in ((0, new_id()), (deep[0]["waiting_since"], str(deep[0]["id"]))):
            plan = await service.rows(
                "EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM item"
                " WHERE state = 'awaiting_review' AND (waiting_since, id) > ($1, $2)"
                " ORDER BY waiting_since, id LIMIT 3",
                since,
                row_id,
            )
            plans.append(plan[0][0])
        assert all("item_waiting" in plan for plan in plans), plans
        async with service.http(world.asha.transport._token) as http:
            assert len((await _page(http, "/reviews", limit=3, after=after))["rows"]) == 3

    async def test_are_asked_for_with_a_cursor_of_ours_and_up_to_a_hundred(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http(world.asha.transport._token) as http:
            for after in ("!", b64(b"x:y"), b64(b"1:2"), b64(f":{new_id()}".encode())):
                assert slug(await http.get("/items", params={"after": after})) == "invalid"
            for limit in (0, 101, -1):
                assert slug(await http.get("/items", params={"limit": limit})) == "invalid"
            assert (await http.get("/items", params={"limit": 100})).status_code == 200

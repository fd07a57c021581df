"""Whoever opened something says where it lies afterwards; its author sees nothing of it."""

from pathlib import Path
from typing import Any

import pytest

from service.archive.checking import check_export
from service.archive.form import grant_name
from service.archive.writing import ExportWriter
from service.client import attesting, destroying, keeping, receiving
from service.client.errors import Refusal
from service.client.exporting import export_case
from service.client.items import item as look
from service.sealing.encoding import new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import Decision, Keeping
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import (
    LETTER,
    kept_back,
    offered_letter,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.answers import said, slug
from tests.factories.exported import (
    Files,
    countersigned,
    files_of,
    of_type,
    rewrite_trail,
    trail_of,
)
from tests.factories.in_process import InProcess
from tests.factories.new_keys import on_new_device, re_enrolled
from tests.factories.verdicts import export_holds
from tests.factories.world import Neighbours, World

MINUTE = 60


async def _opened(service: InProcess, world: World) -> str:
    item = await released_letter(service, world)
    assert await opened_text(world.harmed, item) == LETTER
    return item


async def _statuses(world: World, item: str) -> tuple[str, str]:
    return (await look(world.harmed, item)).status, (await look(world.asha, item)).status


class TestWhatIsHeld:
    async def test_is_before_nobody_until_its_recipient_asks_for_it_back(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await _opened(service, world)
        before = await look(world.responsible, item)
        rendition = await service.value("SELECT id FROM rendition WHERE item_id = $1", item)
        async with service.http(world.harmed.transport._token) as http:
            word = await kept_back(world.harmed, lambda: keeping.keep(world.harmed, item, "hold"))
            assert (await http.get(f"/renditions/{rendition}/slices/0")).status_code == 200
            again = await http.post(f"/items/{item}/keeping", json=word)
            assert again.json()["status"] == "held"
            assert await receiving.incoming(world.harmed) == []
            assert [one.id for one in await keeping.held(world.harmed)] == [item]
            shown = (await http.get(f"/items/{item}/evidence")).json()
            assert (shown["grants"], len(shown["keepings"])) == ([], 1)
            there = await http.get(f"/renditions/{rendition}/slices/0")
            assert said(there) == said(await http.get(f"/renditions/{new_id()}/slices/0"))
            table = await http.get(f"/renditions/{rendition}/table")
            assert said(table) == said(there)
        with pytest.raises(SealingError) as device:
            await opened_text(world.harmed, item)
        assert device.value.code is Fault.GRANT_MISSING
        assert await _statuses(world, item) == ("held", "held")
        assert await look(world.responsible, item) == before
        await keeping.keep(world.harmed, item, "keep")
        assert await opened_text(world.harmed, item) == LETTER
        assert await keeping.held(world.harmed) == []
        assert [one.status for one in await receiving.incoming(world.harmed)] == ["kept"]
        assert await look(world.responsible, item) == before
        await export_holds(world, world.asha, tmp_path)

    async def test_is_neither_destroyed_nor_handed_over_nor_shared(
        self, service: InProcess, world: World
    ) -> None:
        item = await _opened(service, world)
        rendition = str(await service.value("SELECT id FROM rendition WHERE item_id = $1", item))
        await keeping.keep(world.harmed, item, "hold")
        with pytest.raises(Refusal) as refused:
            await destroying.destroy(world.asha, world.case, item, rendition, "retention")
        assert (refused.value.slug, refused.value.facts["state"]) == ("conflict", "held")
        with pytest.raises(Refusal, match="changed"):
            await attesting.deliver(world.asha, world.case, item, world.harmed.id, "printed")
        with pytest.raises(Refusal, match="changed"):
            await receiving.accept(world.harmed, item, "read")
        await keeping.keep(world.harmed, item, "keep")
        await destroying.destroy(world.asha, world.case, item, rendition, "retention")

    async def test_is_no_item_that_others_see_among_theirs(
        self, service: InProcess, world: World
    ) -> None:
        item = await _opened(service, world)
        await keeping.keep(world.harmed, item, "hold")
        for other in (world.responsible, world.asha):
            assert await keeping.held(other) == []


class TestWhatIsKept:
    async def test_is_read_again_after_its_window_as_long_as_the_case_allows(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "read", window_s=MINUTE)
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == LETTER
        service.clock.turn(MINUTE + 1)
        with pytest.raises(SealingError) as late:
            await opened_text(world.harmed, item)
        assert late.value.code is Fault.OUTSIDE_WINDOW
        await keeping.keep(world.harmed, item, "keep")
        assert await opened_text(world.harmed, item) == LETTER
        await export_holds(world, world.asha, tmp_path)

    async def test_is_answered_like_what_was_opened(self, service: InProcess, world: World) -> None:
        item = await _opened(service, world)
        upload = {"rendition": "", "padded": 4096, "slice_chunks": 1, "resume": "AA"}
        wishes: tuple[keeping.Wish, ...] = ("keep", "hold", "return")
        for wish in wishes:
            await keeping.keep(world.harmed, item, wish)
            body = {
                "item": new_id(),
                "kind": "letter",
                "language": "en",
                "recipients": [world.responsible.id],
                "in_reply_to": item,
                "upload": upload | {"rendition": new_id()},
            }
            async with service.http(world.harmed.transport._token) as http:
                answer = await http.post(f"/cases/{world.case}/items", json=body)
            assert answer.status_code == 201, (wish, answer.text)


class TestWhatIsGivenBack:
    async def test_is_opened_with_no_key_again(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await _opened(service, world)
        before = await look(world.responsible, item)
        await keeping.keep(world.harmed, item, "return")
        holders = "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'"
        assert await service.value(holders, item) == 0
        assert await receiving.incoming(world.harmed) == await keeping.held(world.harmed) == []
        assert await _statuses(world, item) == ("given_back", "returned_to_service")
        with pytest.raises(SealingError) as device:
            await opened_text(world.harmed, item)
        assert device.value.code is Fault.GRANT_MISSING
        for wish in ("keep", "hold", "return"):
            with pytest.raises(Refusal, match="changed"):
                await keeping.keep(world.harmed, item, wish)
        assert await look(world.responsible, item) == before
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["containers"], counted["grants"]) == (1, 0)

    async def test_is_handed_on_to_no_new_keys(self, service: InProcess, world: World) -> None:
        stays, back = await _opened(service, world), await _opened(service, world)
        await keeping.keep(world.harmed, back, "return")
        new, vouched = await re_enrolled(service, world, world.harmed.id)
        assert vouched.regranted == (stays,)
        holders = "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'"
        assert await service.value(holders, back) == 0
        device = await on_new_device(service, new)
        assert [one.id for one in await receiving.incoming(device)] == [stays]
        with pytest.raises(Refusal, match="changed"):
            await keeping.keep(device, back, "keep")

    async def test_is_still_destroyed_in_the_end(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await _opened(service, world)
        rendition = str(await service.value("SELECT id FROM rendition WHERE item_id = $1", item))
        await keeping.keep(world.harmed, item, "return")
        await destroying.destroy(world.asha, world.case, item, rendition, "recipient-asked")
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["destroyed"], counted["containers"]) == (1, 0)


class TestAWordAboutIt:
    async def test_is_one_s_own_after_the_last_and_of_what_was_opened(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        item = await released_letter(service, world)
        honest = await kept_back(world.harmed, lambda: keeping.keep(world.harmed, item, "hold"))
        body = open_statement(Statement.from_wire(honest["keeping"]), Keeping)
        path, seed = f"/items/{item}/keeping", world.harmed.keys.sign_seed
        async with service.http(world.harmed.transport._token) as http:
            assert slug(await http.post(path, json=honest)) == "conflict", "not opened yet"
            await opened_text(world.harmed, item)
            for changed in (
                {"item": new_id()},
                {"case": new_id()},
                {"person": world.responsible.id},
                {"at": body.at + 1},
            ):
                lie = sign(Keeping(**{**vars(body), **changed}), seed)
                assert slug(await http.post(path, json={"keeping": lie.to_wire()})) == "invalid"
            another = sign(body, world.asha.keys.sign_seed).to_wire()
            assert slug(await http.post(path, json={"keeping": another})) == "invalid"
            astray = sign(Keeping(**{**vars(body), "previous": bytes(32)}), seed).to_wire()
            assert slug(await http.post(path, json={"keeping": astray})) == "conflict"
            assert [(await http.post(path, json=honest)).status_code for _ in "12"] == [200, 200]
            await keeping.keep(world.harmed, item, "keep")
            assert slug(await http.post(path, json=honest)) == "conflict", "said before the last"
        for other in (world.responsible, neighbours.harmed):
            async with service.http(other.transport._token) as http:
                here = await http.post(path, json=honest)
                nowhere = await http.post(f"/items/{new_id()}/keeping", json=honest)
            assert said(here) == said(nowhere)
            assert slug(here) == "not-found"
        assert len(await service.trail(world.case, "item.held")) == 1

    async def test_of_somebody_with_keys_is_nobody_else_s(
        self, service: InProcess, world: World
    ) -> None:
        item = await _opened(service, world)
        with pytest.raises(Refusal) as refused:
            await keeping.keep_for(world.ben, world.harmed.id, item, "hold", manner="phone")
        assert refused.value.slug == "forbidden"


class TestAnExport:
    async def test_in_which_it_went_otherwise_is_refused(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await _opened(service, world)
        await export_case(world.asha, world.case, tmp_path / "before.zip")
        await keeping.keep(world.harmed, item, "hold")
        await keeping.keep(world.harmed, item, "return")
        await sent_letter(world)
        await export_case(world.asha, world.case, tmp_path / "case.zip")
        files = files_of(tmp_path / "case.zip")

        def renamed(old: str, new: str) -> list[dict[str, Any]]:
            return [
                {**one, "event": new if one["event"] == old else one["event"]}
                for one in trail_of(files)
            ]

        lines = trail_of(files)
        held = next(one for one in lines if one["event"] == "item.held")
        back = next(one for one in lines if one["event"] == "item.given-back")
        opening = next(one for one in lines if one["event"] == "item.opened")
        rest = [one for one in lines if one not in (held, back)]
        place = rest.index(opening)
        changed = {
            "said to be kept": (renamed("item.held", "item.kept"), "statement-misplaced"),
            "before it was opened": (
                [*rest[:place], held, back, *rest[place:]],
                "step-missing",
            ),
            "held after it was given back": (
                [*(one for one in lines if one not in (held, back)), back, held],
                "statement-schema",
            ),
        }
        for name, (entries, code) in changed.items():
            forged = dict(files)
            countersigned(forged, world, world.asha, rewrite_trail(forged, entries))
            assert _fault(world, tmp_path, forged) == code, name
        # The key that was to be gone.
        [decision] = of_type(files, Decision.TYPE)
        [recipient] = open_statement(decision, Decision).recipients
        name = grant_name(recipient.grants[0].grant)
        left = files | {name: files_of(tmp_path / "before.zip")[name]}
        assert _fault(world, tmp_path, left) == "unaccounted"


def _fault(world: World, folder: Path, files: Files) -> str | None:
    target = folder / "changed.zip"
    target.unlink(missing_ok=True)
    with ExportWriter(target, org=world.org, case=world.case) as writer:
        for name in sorted(files):
            writer.add(name, files[name])
        writer.finish()
    fault = check_export(target, world.root.public).first_fault
    return fault["code"] if fault else None

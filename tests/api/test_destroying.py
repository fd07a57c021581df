"""What is destroyed is gone, keys first, and its statement stays; the export says so and holds."""

from pathlib import Path

import pytest

from service.archive.checking import check_export
from service.archive.form import grant_name
from service.archive.writing import ExportWriter
from service.client import destroying
from service.client.errors import Refusal
from service.client.exporting import export_case
from service.media.store import StoreError
from service.sealing.encoding import new_id
from service.sealing.errors import SealingError
from service.sealing.schemas import Decision, Destruction
from service.sealing.statements import open_statement, sign
from tests.factories.acts import opened_text, released_letter
from tests.factories.answers import said, slug
from tests.factories.exported import (
    Files,
    countersigned,
    exchange,
    files_of,
    of_type,
    rewrite_trail,
    trail_of,
)
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import World


async def _opened(service: InProcess, world: World) -> tuple[str, str]:
    item = await released_letter(service, world)
    await opened_text(world.harmed, item)
    found = await service.value("SELECT id FROM rendition WHERE item_id = $1", item)
    return item, str(found)


async def _left(service: InProcess, rendition: str) -> list[int]:
    return [
        await service.value(f"SELECT count(*) FROM {table} WHERE rendition = $1", rendition)  # noqa: S608
        for table in ("content_grant", "slice")
    ]


class TestADestroyedContainer:
    async def test_is_gone_for_everybody_and_its_statement_stays(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item, rendition = await _opened(service, world)
        key = await service.value("SELECT object_key FROM slice WHERE rendition = $1", rendition)
        await destroying.destroy(world.asha, world.case, item, rendition, "recipient-asked")
        assert await _left(service, rendition) == [0, 0]
        resume = "SELECT resume FROM rendition WHERE id = $1"
        assert await service.value(resume, rendition) is None
        with pytest.raises(StoreError):
            await service.app.state.context.store.get(key)
        with pytest.raises(SealingError) as device:
            await opened_text(world.harmed, item)
        assert device.value.code == "grant-missing"
        for person in (world.harmed, world.responsible, world.asha):
            async with service.http(person.transport._token) as http:
                there = await http.get(f"/renditions/{rendition}/table")
                assert said(there) == said(await http.get(f"/renditions/{new_id()}/table"))
        await destroying.destroy(world.ben, world.case, item, rendition, "again")
        assert len(await service.trail(world.case, "item.destroyed")) == 1
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["destroyed"], counted["containers"], counted["grants"]) == (1, 0, 0)

    async def test_is_gone_on_with_where_the_store_broke_off(
        self,
        service: InProcess,
        world: World,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        item, rendition = await _opened(service, world)
        store = service.app.state.context.store
        remove, broken = store.remove, [True]

        async def breaking(key: str) -> None:
            if broken:
                broken.pop()
                raise StoreError("gone for a moment")
            await remove(key)

        monkeypatch.setattr(store, "remove", breaking)
        monkeypatch.setattr(world.asha.transport, "_patience_s", 0.0)
        with pytest.raises(Refusal, match="in a moment"):
            await destroying.destroy(world.asha, world.case, item, rendition, "retention")
        assert await _left(service, rendition) == [0, 1]
        await destroying.destroy(world.asha, world.case, item, rendition, "retention")
        assert await _left(service, rendition) == [0, 0]
        assert len(await service.trail(world.case, "item.destroyed")) == 1
        await export_holds(world, world.asha, tmp_path)

    async def test_is_destroyed_by_a_reader_of_the_team_alone(
        self, service: InProcess, world: World
    ) -> None:
        item, rendition = await _opened(service, world)
        path = f"/items/{item}/destructions"
        body = Destruction(world.case, item, rendition, "retention", service.clock.now())
        for person in (world.harmed, world.responsible, world.administrator):
            wire = {"destruction": sign(body, person.keys.sign_seed).to_wire()}
            async with service.http(person.transport._token) as http:
                assert slug(await http.post(path, json=wire)) == "forbidden"
        async with service.http(world.asha.transport._token) as http:
            for changed in (
                Destruction(world.case, item, new_id(), "retention", body.at),
                Destruction(new_id(), item, rendition, "retention", body.at),
                Destruction(world.case, item, rendition, "He asked me to", body.at),
            ):
                wire = {"destruction": sign(changed, world.asha.keys.sign_seed).to_wire()}
                assert slug(await http.post(path, json=wire)) == "invalid"
        assert await _left(service, rendition) == [3, 1]
        assert await service.trail(world.case, "item.destroyed") == []


class TestAnExport:
    async def test_with_what_was_destroyed_still_in_it_is_refused(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item, rendition = await _opened(service, world)
        before, after = tmp_path / "before.zip", tmp_path / "after.zip"
        await export_case(world.asha, world.case, before)
        await destroying.destroy(world.asha, world.case, item, rendition, "retention")
        await export_case(world.asha, world.case, after)
        kept, files = files_of(before), files_of(after)
        [decision] = of_type(files, Decision.TYPE)
        [recipient] = open_statement(decision, Decision).recipients
        name = grant_name(recipient.grants[0].grant)
        fault = _checked(world, tmp_path, files | {name: kept[name]})
        assert fault == {"code": "unaccounted", "where": name}

    async def test_that_leaves_content_out_without_a_reader_s_word_is_refused(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item, rendition = await _opened(service, world)
        await destroying.destroy(world.asha, world.case, item, rendition, "retention")
        path = tmp_path / "case.zip"
        await export_case(world.asha, world.case, path)
        files = files_of(path)
        [honest] = of_type(files, Destruction.TYPE)
        body = open_statement(honest, Destruction)
        entries = trail_of(files)
        for forged, code in (
            (sign(body, world.harmed.keys.sign_seed), "signer-unknown"),
            (
                sign(
                    Destruction(body.case, body.item, new_id(), body.reason, body.at),
                    world.asha.keys.sign_seed,
                ),
                "statement-misplaced",
            ),
        ):
            changed, lines = dict(files), [dict(one) for one in entries]
            exchange(changed, lines, honest, forged)
            trail = rewrite_trail(changed, lines)
            countersigned(changed, world, world.asha, trail)
            fault = _checked(world, tmp_path, changed)
            assert fault is not None
            assert fault["code"] == code


def _checked(world: World, folder: Path, files: Files) -> dict[str, str] | None:
    target = folder / "changed.zip"
    target.unlink(missing_ok=True)
    with ExportWriter(target, org=world.org, case=world.case) as writer:
        for name in sorted(files):
            writer.add(name, files[name])
        writer.finish()
    return check_export(target, world.root.public).first_fault

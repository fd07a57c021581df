"""Ciphertext and digest tables exchanged in the store: nothing of them is shown."""

from service.sealing.container import DigestTable, build_table
from service.sealing.errors import Fault
from tests.attacks.client.scene import Scene


class TestTheCiphertext:
    async def test_with_another_letters_slice_is_not_shown(self, scene: Scene) -> None:
        await scene.vandal.swap_slice(scene.attacked, scene.spared)
        await scene.check(Fault.CHUNK_REPLACED)

    async def test_with_one_bit_changed_is_not_shown(self, scene: Scene) -> None:
        await scene.vandal.change_slice(scene.attacked)
        await scene.check(Fault.CHUNK_REPLACED)

    async def test_with_another_letters_digest_table_is_not_shown(self, scene: Scene) -> None:
        own = await scene.vandal.table(scene.attacked)
        await scene.vandal.put_table(scene.attacked, await scene.vandal.table(scene.spared))
        await scene.shows_nothing(Fault.TABLE_REPLACED)
        await scene.vandal.put_table(scene.attacked, own)
        await scene.opens()

    async def test_with_slice_and_table_both_of_another_letter_is_not_shown(
        self, scene: Scene
    ) -> None:
        await scene.vandal.put_table(scene.attacked, await scene.vandal.table(scene.spared))
        await scene.vandal.swap_slice(scene.attacked, scene.spared)
        await scene.check(Fault.TABLE_REPLACED)

    async def test_with_a_table_that_fits_what_was_changed_is_not_shown(self, scene: Scene) -> None:
        table = DigestTable.from_bytes(await scene.vandal.table(scene.attacked))
        await scene.vandal.change_slice(scene.attacked)
        fitting = build_table(table.header, table.padded, [bytes(32)] * table.chunks)
        await scene.vandal.put_table(scene.attacked, fitting.to_bytes())
        await scene.check(Fault.TABLE_REPLACED)

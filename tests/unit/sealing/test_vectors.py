"""Every published vector, on the Python side."""

import json
from collections import Counter
from typing import Any

import pytest

from scripts.make_vectors import FILES, made
from service.sealing.errors import Fault, SealingError
from tests.unit.sealing.operations import OPERATIONS
from tests.vectors.making.form import FOLDER, plain

PUBLISHED: dict[str, dict[str, Any]] = {
    path.relative_to(FOLDER).with_suffix("").as_posix(): json.loads(path.read_text("utf-8"))
    for path in sorted(FOLDER.rglob("*.json"))
}
VECTORS = [
    pytest.param(name, vector, id=f"{name}: {vector['name']}")
    for name, file in PUBLISHED.items()
    for vector in file["vectors"]
]
# Faults that no parser or verifier can be led to by bytes alone; tested beside what raises them.
WITHOUT_VECTOR = {Fault.PLAINTEXT_CHANGED}


@pytest.mark.parametrize(("name", "vector"), VECTORS)
def test_a_vector_gives_what_was_published(name: str, vector: dict[str, Any]) -> None:
    operation = OPERATIONS[vector["op"]]
    if vector["ok"]:
        assert plain(operation(vector["input"], PUBLISHED[name])) == vector["output"]
        return
    with pytest.raises(SealingError) as refused:
        operation(vector["input"], PUBLISHED[name])
    assert refused.value.code == vector["code"]


def test_every_code_has_a_vector_that_produces_it() -> None:
    shown = Counter(
        vector["code"]
        for file in PUBLISHED.values()
        for vector in file["vectors"]
        if not vector["ok"]
    )
    assert {fault for fault in Fault if not shown[fault]} == WITHOUT_VECTOR


def test_every_operation_has_a_vector_that_passes_it() -> None:
    passed = {v["op"] for file in PUBLISHED.values() for v in file["vectors"] if v["ok"]}
    # Sealing a grant is random; its positive side is that published grants open.
    assert set(OPERATIONS) - passed == {"grant.seal"}


@pytest.mark.parametrize("name", list(FILES))
def test_a_published_file_is_what_the_script_makes(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text("utf-8") == made(name)

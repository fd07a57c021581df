"""Every word on screen: there in English and in Welsh, with the same facts, and really shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locales"
SECTIONS = sorted(path.name for path in (LOCALES / "en").glob("*.ftl"))
# A name in the portal's source, whole (`'home-title'`) or made of a beginning and a code or a
# number (`trouble-${name}-what`).
WHOLE = re.compile(r"""(?:['"`])([a-z][\w-]*)(?:['"`])""")
MADE = re.compile(r"`([a-z][a-z-]*-)\$\{[^`]*\}([a-z-]*)`")
CALLED = re.compile(r"""(?:\bt\(|says=|label=)['"]([a-z][\w-]*)['"]""")


class _Facts(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def _words(language: str, section: str) -> dict[str, set[str]]:
    """Each name in the file with the facts that its words use."""
    found: dict[str, set[str]] = {}
    for entry in parse((LOCALES / language / section).read_text("utf-8")).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            facts = _Facts()
            facts.visit(entry)
            assert entry.id.name not in found, entry.id.name
            found[entry.id.name] = facts.names
    return found


def _source() -> Iterator[str]:
    for folder in ("screens", "ui", "i18n", "session"):
        for path in (ROOT / "portal" / "src" / folder).rglob("*.ts*"):
            yield path.read_text("utf-8")


@pytest.mark.parametrize("section", SECTIONS)
def test_welsh_says_what_english_says(section: str) -> None:
    english, welsh = _words("en", section), _words("cy", section)
    assert english
    assert english.keys() == welsh.keys()
    # Welsh may leave a number out where the word itself is the number ("dau recordiad").
    assert {name for name in english if not welsh[name] <= english[name]} == set()


def test_no_name_stands_in_two_files() -> None:
    names = [name for section in SECTIONS for name in _words("en", section)]
    assert sorted(names) == sorted(set(names))


def test_every_name_that_the_portal_asks_for_has_words() -> None:
    names = {name for section in SECTIONS for name in _words("en", section)}
    asked = {name for text in _source() for name in CALLED.findall(text)}
    asked = {f"{name}-1" if name.endswith("-point") else name for name in asked}
    assert len(asked) > 100
    assert asked - names == set()


def test_no_words_are_left_that_nothing_shows() -> None:
    text = "\n".join(_source())
    whole = set(WHOLE.findall(text))
    made = {(start, end) for start, end in MADE.findall(text)}
    # `says="ready-point" many={3}` and the labels of progress name their families by a beginning.
    made |= {(f"{name}-", "") for name in whole if name.endswith(("-point", "-covered"))}
    left = {
        name
        for section in SECTIONS
        for name in _words("en", section)
        if name not in whole
        and not any(name.startswith(start) and name.endswith(end) for start, end in made)
    }
    assert left == set()

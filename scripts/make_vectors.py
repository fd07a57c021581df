# ruff: noqa: INP001 - a script, run with -m from the root
"""Makes the sealing vectors of tests/vectors, the same bytes each time.

    python -m scripts.make_vectors           writes files that do not exist yet
    python -m scripts.make_vectors --check   compares every file with what would be written

A published vector is never edited, so a file that exists is never written again.
"""

import sys
from collections.abc import Callable

from tests.vectors.making import boxed, contained, notation, secret, server, signed
from tests.vectors.making.attacks import attacks, honest, scenes
from tests.vectors.making.attacks_found_later import FOUND_LATER, later_honest, later_scenes
from tests.vectors.making.attacks_on_bytes import ON_BYTES
from tests.vectors.making.attacks_on_items import ON_ITEMS
from tests.vectors.making.attacks_on_people import ON_PEOPLE
from tests.vectors.making.attacks_on_reading import forged_before, read_before, reading_scenes
from tests.vectors.making.fixed import fixed_randomness
from tests.vectors.making.form import FOLDER, plain, text_of


def _evidence() -> str:
    shown = scenes()
    vectors = [*honest(shown), *attacks([*ON_PEOPLE, *ON_ITEMS, *ON_BYTES], shown)]
    return text_of("Evidence as section 6 checks it.", vectors, scenes=shown)


def _later_evidence() -> str:
    shown = later_scenes()
    vectors = [*later_honest(shown), *attacks(FOUND_LATER, shown)]
    return text_of("More evidence as section 6 checks it.", vectors, scenes=shown)


def _reading() -> str:
    shown = reading_scenes()
    vectors = [*read_before(shown), *forged_before(shown)]
    return text_of("Who read before a reader decides, check 7.", vectors, scenes=shown)


def _containers() -> str:
    named = plain(contained.described())
    return text_of("Containers, section 2.", contained.containers(), containers=named)


FILES: dict[str, Callable[[], str]] = {
    "encoding": lambda: text_of("Notation, section 1.", notation.encoding()),
    "canonical": lambda: text_of("Canonical JSON, section 4.", notation.canonical_json()),
    "padding": lambda: text_of("Padding, section 2.1.", notation.padding()),
    "slices": lambda: text_of("Slices, section 2.5.", notation.slices()),
    "containers": _containers,
    "boxes": lambda: text_of("Sealed boxes: 2.6, 3, 4.3, 4.4, 5.2.", boxed.boxes()),
    "statements": lambda: text_of("Signed statements, section 4.", signed.statements()),
    "secrets": lambda: text_of("Secrets, wrapping, vaults, section 5.1.", secret.secrets()),
    "enrolment": lambda: text_of("Enrolment, section 5.2.", secret.enrolment()),
    "evidence": _evidence,
    "evidence-2": _later_evidence,
    "evidence-reading": _reading,
    "server": lambda: text_of("Never needed by a page: 5.1, 5.3, 7.", server.server()),
}


def made(name: str) -> str:
    """The text of one file, from fixed randomness of its own."""
    with fixed_randomness(name):
        return FILES[name]()


def main(arguments: list[str]) -> int:
    """Write what is missing, or compare; 1 when a published file would differ."""
    wrong = 0
    for name in FILES:
        path = FOLDER / f"{name}.json"
        if "--check" in arguments:
            if not path.exists() or path.read_text("utf-8") != made(name):
                sys.stdout.write(f"{path.name} is not what the script makes\n")
                wrong = 1
        elif not path.exists():
            path.write_text(made(name), "utf-8")
            sys.stdout.write(f"{path.name} made\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

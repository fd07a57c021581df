# ruff: noqa: INP001 - a script, run with -m from the root
"""Makes the sealing vectors of tests/vectors, the same bytes each time.

    python -m scripts.make_vectors           writes files that do not exist yet
    python -m scripts.make_vectors --check   compares every file with what would be written

A published vector is never edited, so a file that exists is never written again.
"""

import sys
from collections.abc import Callable

from tests.vectors.making import boxed, contained, notation, secret, server, signed
from tests.vectors.making.asked import asked, asked_scenes
from tests.vectors.making.assessed import assessed
from tests.vectors.making.attacks import attacks, honest, scenes
from tests.vectors.making.attacks_found_later import FOUND_LATER, later_honest, later_scenes
from tests.vectors.making.attacks_on_bytes import ON_BYTES
from tests.vectors.making.attacks_on_items import ON_ITEMS
from tests.vectors.making.attacks_on_leaving import ON_LEAVING, ON_VERSIONS, ON_VOICES
from tests.vectors.making.attacks_on_mandates import ON_MANDATES, ON_MANDATES_BETWEEN
from tests.vectors.making.attacks_on_people import ON_PEOPLE
from tests.vectors.making.attacks_on_reading import forged_before, read_before, reading_scenes
from tests.vectors.making.attacks_on_standing_in import ON_ENROLLING_AGAIN, ON_STEPPING_IN
from tests.vectors.making.attacks_on_words import ON_STOPPING, ON_WRITING_FOR_ANOTHER
from tests.vectors.making.captioned import captioned, captioned_scenes
from tests.vectors.making.countersigned import countersigned
from tests.vectors.making.decided import decided, decided_scenes
from tests.vectors.making.disclosing import disclosed
from tests.vectors.making.edited import edited, edited_scenes
from tests.vectors.making.fixed import fixed_randomness
from tests.vectors.making.form import FOLDER, plain, text_of
from tests.vectors.making.halved import halved
from tests.vectors.making.kept import kept, kept_scenes
from tests.vectors.making.later_attacks import later_attacks, later_stories, stories_as_they_are
from tests.vectors.making.later_signed import later_statements
from tests.vectors.making.limits import limits
from tests.vectors.making.noted import SCENE, notes
from tests.vectors.making.offered import offered
from tests.vectors.making.paged import paged
from tests.vectors.making.policies import policies
from tests.vectors.making.practised import (
    days_in_custody,
    followed_up,
    later_practised,
    practised,
)
from tests.vectors.making.previewed import previewed
from tests.vectors.making.replaced_scenes import REPLACED
from tests.vectors.making.transcribed import transcribed


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


def _decided() -> str:
    shown = decided_scenes()
    return text_of("What readers decide: 4.21, 4.28, 7, 15.", decided(shown), scenes=shown)


def _edited() -> str:
    shown = edited_scenes()
    return text_of("Safer renditions: 4.6, 6b, 7a.", edited(shown), scenes=shown)


def _asked() -> str:
    shown = asked_scenes()
    return text_of("Whom it involves that somebody asked: 4.17, 7a.", asked(shown), scenes=shown)


def _kept() -> str:
    shown = kept_scenes()
    return text_of("What is kept, held or given back: 4.33, 9b.", kept(shown), scenes=shown)


def _captioned() -> str:
    shown = captioned_scenes()
    return text_of("Captions: 4.5 and check 16.", captioned(shown), scenes=shown)


def _containers() -> str:
    named = plain(contained.described())
    return text_of("Containers, section 2.", contained.containers(), containers=named)


def _people() -> str:
    shown = later_stories()
    staged = [
        *ON_LEAVING,
        *ON_VERSIONS,
        *ON_VOICES,
        *ON_STEPPING_IN,
        *ON_ENROLLING_AGAIN,
        *ON_WRITING_FOR_ANOTHER,
        *ON_STOPPING,
    ]
    vectors = [*stories_as_they_are(shown), *later_attacks(staged, shown)]
    return text_of("People who come, go and stand in, section 6.", vectors, scenes=shown)


def _replaced() -> str:
    shown = later_stories(REPLACED)
    vectors = [*stories_as_they_are(shown), *later_attacks(ON_MANDATES, shown)]
    return text_of("Mandates that were replaced, 5c and 8b.", vectors, scenes=shown)


def _between() -> str:
    shown = later_stories(("liaison-then-own-keys",))
    vectors = [*stories_as_they_are(shown), *later_attacks(ON_MANDATES_BETWEEN, shown)]
    return text_of("Mandates between others, 4b.", vectors, scenes=shown)


def _notes() -> str:
    shown = {SCENE: later_stories()[SCENE]}
    return text_of("Signed notes, section 6.", notes(), scenes=shown)


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
    "later/statements": lambda: text_of("Signed statements, 4.11 on.", later_statements()),
    "later/heads": lambda: text_of("Trees and heads, section 7.1.", countersigned()),
    "later/halves": lambda: text_of("Covers, 4.12, and the root's shares, 5.4.", halved()),
    "later/people-2": _people,
    "later/notes-2": _notes,
    "later/replaced": _replaced,
    "later/between": _between,
    "later/limits": lambda: text_of("Numbers that fit, 4.3 and 4.12.", limits()),
    "later/practice": lambda: text_of("Signed statements, 4.26 and 4.27.", practised()),
    "later/casework": lambda: text_of(
        "Signed statements, 4.31 and later kinds of 4.27.", later_practised()
    ),
    "later/decisions": _decided,
    "later/offers": lambda: text_of("Choices and refusals, 4.29 and 4.30.", offered()),
    "later/follow-ups": lambda: text_of(
        "Signed statements, still later kinds of 4.27.", followed_up()
    ),
    "later/disclosures": lambda: text_of("Signed statements, 4.34.", disclosed()),
    "later/policies": lambda: text_of("Policies, 4.32, and harm, 4.27.", policies()),
    "later/assessments": lambda: text_of("A risk's triggers, a plan's replies, 4.27.", assessed()),
    "later/keeping": _kept,
    "later/asked": _asked,
    "later/custody": lambda: text_of("Days in custody, a kind of 4.27.", days_in_custody()),
    "later/previews": lambda: text_of("What a recording says of itself, 4.6.", previewed()),
    "later/scans": lambda: text_of("Pages, 4.6, and covering them, 4.7.", paged()),
    "later/transcripts": lambda: text_of("Decisions by a transcript, 4.7.", transcribed()),
    "later/edits": _edited,
    "later/captions": _captioned,
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
            path.parent.mkdir(exist_ok=True)
            path.write_text(made(name), "utf-8")
            sys.stdout.write(f"{path.name} made\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What stands on the three pages of an organisation's root, and reading words back off them.

Owns the text: A4 in plain letters, and a short form that fits a terminal. Refuses to own where the
pages go (`share_places`) and what the words mean (`sealing.root_shares`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.sealing.encoding import b64
from service.sealing.root_shares import SHARES, WORDS

# Read from left to right, as one reads: whoever copies a page by hand does so by rows.
_COLUMNS: Final = 3
_COLUMN_WIDTH: Final = 20
# The full stop is part of it: "1 of 3" in the text around the words is no numbered word.
_NUMBERED: Final = re.compile(r"\b(\d{1,2})\.\s*([a-z]+)")

_PAGE: Final = """\
GOBETWEEN: ROOT SHARE {number} OF {shares}
================================================================================

What this is

  One of three parts of your organisation's root key. The root key signs the
  list of staff, and every device trusts that list and no other. Any two of the
  three parts restore the root key. One alone tells nothing about it.

  Organisation    {org}
  Root            {root}
  This share      {number} of {shares}

Its {words} words, by rows from left to right
--------------------------------------------------------------------------------

{columns}

--------------------------------------------------------------------------------

What to do with it

  Print this page and read the words over, then delete the file.
  Keep the three pages in three places, with three people.
  Do not photograph a page, send it, or keep it beside another one.
  If a page is lost, tell those who hold the others: only two are left.
  If two pages are in wrong hands, so is the root.

To restore the root

  gobetween org recover --root-key FILE \\
      --root={root}

  asks for two of the three pages, writes the root key to a new FILE and needs
  no network. The words are those of SLIP-0039, two of three, no passphrase;
  the first two words are the same on all pages that belong together.
"""

_SHORT: Final = """\
GOBETWEEN: ROOT SHARE {number} OF {shares}

Copy this to paper. Two of the three restore the root; one tells nothing.
Organisation  {org}
Root          {root}

{columns}
"""


@dataclass(frozen=True)
class Root:
    """Whose shares they are: the organisation's id and its root's public key, 32 bytes."""

    org: str
    public: bytes


def pages_of(root: Root, lines: Sequence[str]) -> tuple[str, ...]:
    """Lay each share out as a page of A4: at most 80 letters wide and 60 lines long."""
    return _laid_out(_PAGE, root, lines)


def screens_of(root: Root, lines: Sequence[str]) -> tuple[str, ...]:
    """Lay each share out so that a terminal of 24 lines shows it whole."""
    return _laid_out(_SHORT, root, lines)


def words_on(text: str) -> str:
    """Return the words of a share from a page of `pages_of`; any other text as it is."""
    numbered = {int(number): word for number, word in _NUMBERED.findall(text.lower())}
    if sorted(numbered) != list(range(1, WORDS + 1)):
        return text
    return " ".join(numbered[number] for number in range(1, WORDS + 1))


def _laid_out(form: str, root: Root, lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        form.format(
            number=number,
            shares=SHARES,
            words=WORDS,
            org=root.org,
            root=b64(root.public),
            columns=_in_columns(line.split()),
        )
        for number, line in enumerate(lines, start=1)
    )


def _in_columns(words: Sequence[str]) -> str:
    cells = [f"{number:>6}. {word}" for number, word in enumerate(words, start=1)]
    rows = [cells[at : at + _COLUMNS] for at in range(0, len(cells), _COLUMNS)]
    return "\n".join("".join(f"{cell:<{_COLUMN_WIDTH}}" for cell in row).rstrip() for row in rows)

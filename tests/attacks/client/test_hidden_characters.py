"""What a letter hides is shown to whoever reads it on a terminal, and steers no terminal."""

import pytest

from service.cli.staff_case import shown
from service.client import reviewing
from service.client.sending import send_letter
from tests.attacks.client.stage import Stage

pytestmark = pytest.mark.timeout(300)

# One of each kind: what turns the text round, what takes no room, what steers a terminal, and
# what Unicode lets a font leave out, in which any message can be spelled.
HIDDEN = {
    "right-to-left-override": "\u202e",
    "isolate": "\u2067",
    "zero-width-space": "\u200b",
    "zero-width-joiner": "\u200d",
    "word-joiner": "\u2060",
    "byte-order-mark": "\ufeff",
    "soft-hyphen": "\u00ad",
    "hangul-filler": "\u3164",
    "tag": "\U000e0041",
    "variation-selector": "\ufe01",
    "variation-selector-of-the-supplement": "\U000e0141",
    "escape": "\x1b",
    "carriage-return": "\r",
    "backspace": "\b",
    "line-separator": "\u2028",
}
PLAIN = "Ŷch chi'n cysgu'n well erbyn hyn?\nA café, “quoted”, at 10 °C: 你好.\n"


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_character_that_hides_is_shown_by_its_number(hidden: str) -> None:
    assert shown(f"before{hidden}after") == f"before[U+{ord(hidden):04X}]after"


async def test_a_letter_that_hides_something_is_shown_with_it(stage: Stage) -> None:
    written = PLAIN + "".join(f"{name}:{one}\n" for name, one in HIDDEN.items())
    item = (await send_letter(stage.device_of(stage.world.responsible), written.encode())).item
    reader = stage.device_of(stage.world.asha)
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        text = shown(await reading.read_letter())
    assert text.startswith(PLAIN)
    assert not any(one in text for one in HIDDEN.values())
    assert text.count("[U+") == len(HIDDEN)

"""What a list of edits asks of ffmpeg, and how long what is left will be."""

import re
from dataclasses import replace

from service.media.edits import left_of, pictures_changed, pictures_kept, sound_changed
from service.media.kinds import Kind
from service.media.limits import Limits
from service.media.probe import Declared, Picture, Sound
from service.media.transcode import Outputs, Recording, arguments
from service.sealing.schemas_edits import Edit, changed
from tests.factories.recordings import BytesSource

FILM = Declared(10_000, 2, Picture("h264", 640, 480, True, False, False), Sound("aac", 48_000, 2))  # noqa: FBT003 - as probed
CUTS = (Edit("cut", 0, 1_500, 0, 0, 0, 0), Edit("cut", 9_000, 20_000, 0, 0, 0, 0))
BOX = Edit("blur", 2_000, 4_000, 100, 200, 300, 400)


def asked(*edits: Edit, declared: Declared = FILM) -> dict[str, str]:
    """What is done to each track, by its sort; "" where it is not read at all."""
    recording = Recording(BytesSource(b""), Kind.MP4, left_of(declared, edits), edits)
    outputs = Outputs("/proc/self/fd/3", "pipe:4", "pipe:5")
    told = arguments("http://127.0.0.1:1/x", recording, outputs, Limits())
    changes = [told[at + 1] for at, name in enumerate(told) if name == "-filter_complex"]
    found = {sort: [one for one in changes if one.startswith(f"[0:{sort}:0]")] for sort in "Va"}
    return {sort: "".join(each) for sort, each in found.items()}


class TestWhatIsLeft:
    def test_is_what_was_declared_without_what_lies_in_it_and_is_cut(self) -> None:
        assert left_of(FILM, CUTS).duration_ms == 10_000 - 1_500 - 1_000

    def test_is_unknown_where_nothing_was_declared(self) -> None:
        assert left_of(replace(FILM, duration_ms=None), CUTS).duration_ms is None

    def test_has_no_picture_where_only_the_sound_was_wanted(self) -> None:
        left = left_of(FILM, (changed("sound-only"),))
        assert (left.picture, left.sound) == (None, FILM.sound)

    def test_is_everything_where_nothing_was_edited(self) -> None:
        assert left_of(FILM, ()) == FILM


class TestTheOptions:
    def test_of_a_plain_rendition_have_nothing_of_an_edit(self) -> None:
        assert (pictures_kept(()), pictures_changed(()), sound_changed(())) == ([], [], [])
        plain = asked()
        for name in ("setpts", "overlay", "aselect", "rubberband", "afftdn"):
            assert name not in plain["V"] + plain["a"]

    def test_cut_picture_and_sound_at_the_same_times(self) -> None:
        told = asked(*CUTS)
        assert "gte(t,8.9995)*lt(t,19.9995)" in told["V"]
        assert "lt(t,19.9995)" in told["a"]
        moved = re.findall(r"PTS-\(([^']*)\)/TB", told["V"] + told["a"])
        assert moved == ["gte(T,1.4995)*1.500+gte(T,19.9995)*11.000"] * 2

    def test_change_the_sound_before_its_loudness_is_made_even(self) -> None:
        heard = asked(changed("voice"), changed("noise"))["a"]
        places = [heard.index(one) for one in ("highpass", "afftdn", "rubberband", "loudnorm")]
        assert places == sorted(places)

    def test_hide_a_box_in_pictures_that_have_their_size(self) -> None:
        shown = asked(*CUTS, BOX)["V"]
        places = [
            shown.index(one) for one in ("select='not", "force_divisible_by", "split", "setpts")
        ]
        assert places == sorted(places)
        assert "enable='gte(t,1.9995)*lt(t,3.9995)'" in shown

    def test_hide_a_box_throughout_where_it_has_no_time(self) -> None:
        assert "enable" not in asked(replace(BOX, from_=0, until=0))["V"]

    def test_read_no_picture_where_only_the_sound_is_wanted(self) -> None:
        told = asked(changed("sound-only"), changed("voice"))
        assert told["V"] == ""
        assert told["a"]

    def test_take_what_is_made_beside_it_from_behind_every_edit(self) -> None:
        told = asked(*CUTS, BOX, changed("voice"))
        places = [told["V"].index(one) for one in ("overlay", "setpts", "[one]", "thumbnail")]
        assert places == sorted(places)
        places = [told["a"].index(one) for one in ("aselect", "loudnorm", "[all]", "[heard]")]
        assert places == sorted(places)

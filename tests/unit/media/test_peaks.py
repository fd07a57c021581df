"""How loud a recording is, told in few numbers however long it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.media.peaks import CHANNELS, RATE, Peaks
from service.sealing.preview import MOST_MS, MOST_PEAKS

SILENCE = b"\x80"
SECOND = RATE * CHANNELS


def told(*samples: bytes) -> tuple[int, bytes]:
    peaks = Peaks()
    for each in samples:
        peaks.take(each)
    return peaks.told()


def slowly(samples: bytes, each_ms: int) -> bytes:
    """The same by its definition: how far the loudest sample of each stretch is from silence."""
    step = each_ms * SECOND // 1000
    stretches = [samples[at : at + step] for at in range(0, len(samples), step)]
    return bytes(max(min(255, 2 * abs(one - 128)) for one in each) for each in stretches)


def test_of_no_sound_there_is_nothing_to_tell() -> None:
    assert told() == told(b"") == (0, b"")


def test_silence_is_told_as_such() -> None:
    assert told(SILENCE * SECOND) == (20, bytes(50))


@pytest.mark.parametrize(("sample", "loud"), [(129, 2), (127, 2), (192, 128), (255, 254), (0, 255)])
def test_it_is_as_loud_above_as_below(sample: int, loud: int) -> None:
    one = bytes([sample])
    assert told(SILENCE * (SECOND // 2) + one + SILENCE * (SECOND // 2 - 1)) == (
        20,
        bytes(25) + bytes([loud]) + bytes(24),
    )


def test_the_last_stretch_may_be_shorter() -> None:
    assert told(SILENCE * 320 + b"\xff") == (20, b"\x00\xfe")


@given(
    samples=st.binary(max_size=3000),
    times=st.integers(1, 40),
    cut=st.integers(1, 5000),
)
def test_they_are_what_they_are_however_the_samples_come(
    samples: bytes, times: int, cut: int
) -> None:
    whole = samples * times
    each_ms, peaks = told(*(whole[at : at + cut] for at in range(0, len(whole), cut)))
    assert peaks == (slowly(whole, each_ms) if whole else b"")


def test_of_a_long_recording_there_are_no_more_and_they_are_still_right() -> None:
    """Three hours: loud in the first second, in the middle and in the last."""
    minute, hours = SILENCE * 60 * SECOND, Peaks()
    loud = b"\xff" * SECOND
    hours.take(loud)
    for number in range(180):
        hours.take(minute)
        if number == 89:
            hours.take(loud)
    hours.take(loud)
    each_ms, peaks = hours.told()
    assert each_ms == 20 * 2**10
    assert MOST_PEAKS // 2 <= len(peaks) <= MOST_PEAKS
    at = [number for number, peak in enumerate(peaks) if peak]
    # Whatever is loud shows, however short it is beside its stretch.
    assert set(at) <= {0, 5401 // 20, 264, 263, len(peaks) - 1}
    assert {at[0], at[-1]} == {0, len(peaks) - 1}
    assert set(peaks) == {0, 254}


def test_what_never_ends_is_cut_off_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.media.peaks.MOST_MS", 40_000)
    each_ms, peaks = told(SILENCE * 40 * SECOND, b"\xff" * 30 * SECOND)
    assert (each_ms, peaks) == (40 * 2, bytes(500))
    assert MOST_MS == 24 * 3600 * 1000

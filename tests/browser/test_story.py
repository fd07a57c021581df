"""A letter and a video travel from one person, through review, to the other, in three browsers."""

from pathlib import Path

import pytest
from playwright.async_api import Playwright

from tests.browser.devices import open_device
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.players import HAVE_CURRENT_DATA
from tests.browser.running import Service
from tests.browser.story import LETTER, SECONDS, Told

pytestmark = pytest.mark.timeout(400)


def test_the_letter_that_is_opened_is_the_letter_that_was_written(story: Told) -> None:
    assert story.letter_read == LETTER
    assert story.letter_opened == LETTER


def test_the_author_sees_the_recording_going_out(story: Told) -> None:
    assert story.percents == sorted(story.percents)
    assert any(0 < percent < 100 for percent in story.percents)


def test_the_recording_plays_for_its_whole_length(story: Told) -> None:
    assert story.watched_s == pytest.approx(SECONDS, rel=0.05)
    assert story.duration_s == pytest.approx(SECONDS, rel=0.05)
    assert story.played_s >= 0.5
    assert story.frames > 10


def test_the_recording_can_be_sought_forwards_and_backwards(story: Told) -> None:
    forwards, backwards = story.places
    assert forwards.at == pytest.approx(story.duration_s * 0.75, abs=0.1)
    assert backwards.at == pytest.approx(story.duration_s * 0.25, abs=0.1)
    for place in story.places:
        assert place.ready >= HAVE_CURRENT_DATA
        assert (place.width, place.height) == (640, 360)


def test_every_screen_fits_a_page_320_pixels_wide(story: Told) -> None:
    assert len(story.gallery.taken) > 25
    assert story.gallery.too_wide == []


def test_no_screen_has_a_barrier_that_is_known_to_wcag(story: Told) -> None:
    assert story.gallery.barriers == []


async def test_the_search_for_barriers_finds_what_it_should(
    service: Service, playwright: Playwright, tmp_path: Path
) -> None:
    gallery = Gallery(tmp_path / "pictures")
    async with open_device(playwright, tmp_path / "profile") as device:
        await Participant(device, service.address).opens_the_portal()
        await device.page.evaluate(
            """() => {
                const wide = document.createElement('button');
                wide.style.width = '500px';
                const faint = document.createElement('p');
                faint.textContent = 'faint';
                faint.style.color = 'rgb(210, 210, 210)';
                document.querySelector('main').append(wide, faint);
            }"""
        )
        await gallery.look(device.page, "spoiled")
    assert len(gallery.too_wide) == 1
    assert any("button-name" in barrier for barrier in gallery.barriers)
    assert any("color-contrast" in barrier for barrier in gallery.barriers)
    assert len(list((tmp_path / "pictures").glob("*.png"))) == 3


def test_no_browser_reported_a_fault(story: Told) -> None:
    for person in (story.facilitator, story.harmed, story.responsible):
        assert person.witness.faults == []

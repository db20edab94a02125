"""Dates, times, codes and sources in words."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from kring.ui import formats
from kring.ui.sources import source_in_words


@pytest.fixture(params=["nl", "en"])
def tongue(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (lambda: formats.day(date(2026, 11, 9)), {"nl": "maandag 9 november", "en": "Monday 9 November"}),
        (lambda: formats.short_day(date(2026, 11, 9)), {"nl": "9 november", "en": "9 November"}),
        (lambda: formats.day_of_year(date(2026, 1, 6)), {"nl": "6 januari 2026", "en": "6 January 2026"}),
        (lambda: formats.clock(time(7, 0)), {"nl": "7.00 uur", "en": "7:00"}),
        (lambda: formats.clock(time(23, 5)), {"nl": "23.05 uur", "en": "23:05"}),
        (
            lambda: formats.moment(datetime(2026, 11, 9, 7)),
            {"nl": "maandag 9 november om 7.00 uur", "en": "Monday 9 November at 7:00"},
        ),
        (
            lambda: formats.days(date(2026, 11, 18), date(2026, 11, 27)),
            {"nl": "van 18 tot en met 27 november", "en": "from 18 to 27 November"},
        ),
        (
            lambda: formats.days(date(2026, 11, 28), date(2026, 12, 2)),
            {"nl": "van 28 november tot en met 2 december", "en": "from 28 November to 2 December"},
        ),
        (lambda: formats.week(date(2027, 1, 1)), {"nl": "week 53 van 2026", "en": "week 53 of 2026"}),
        (
            lambda: source_in_words("A28"),
            {"nl": "Beleidsrichtlijn, aanbeveling 28", "en": "Policy guideline, recommendation 28"},
        ),
        (lambda: source_in_words("K"), {"nl": "Een keuze van Kring zelf", "en": "A choice of Kring itself"}),
        (
            lambda: source_in_words("E"),
            {"nl": "Een afspraak van je eigen organisatie", "en": "An agreement of your own organisation"},
        ),
    ],
)
def test_words(said: object, words: dict[str, str], tongue: str) -> None:
    with translation.override(tongue):
        assert said() == words[tongue]  # type: ignore[operator]


def test_a_moment_is_told_in_the_zone_of_the_organisation() -> None:
    late = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)

    with timezone.override(ZoneInfo("Europe/Amsterdam")), translation.override("en"):
        assert formats.moment(late) == "Tuesday 10 November at 0:30"


def test_a_code_is_read_in_groups_of_four() -> None:
    assert formats.code_groups("4821 7355 0916 4402") == ("4821", "7355", "0916", "4402")


def test_an_unknown_source_is_left_as_it_is() -> None:
    assert source_in_words("Arbowet") == "Arbowet"


def test_a_paragraph_of_the_guideline() -> None:
    with translation.override("en"):
        assert source_in_words("§4.2") == "Policy guideline, paragraph 4.2"

"""By when, since when, and which greeting."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from kring.portal.domain.due import PartOfDay, Since, When, due, part_of_day, since
from kring.portal.wording import due_words, since_words

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 9, 22, 30, tzinfo=UTC)  # 23:30 in Amsterdam


@pytest.mark.parametrize(
    ("moment", "when", "words"),
    [
        (NOW, When.NOW, "nu"),
        (datetime(2026, 11, 9, 22, 59, tzinfo=UTC), When.TODAY, "vandaag 23.59 uur"),
        (datetime(2026, 11, 9, 23, 0, tzinfo=UTC), When.TOMORROW, "morgen 0.00 uur"),
        (datetime(2026, 11, 10, 23, 0, tzinfo=UTC), When.LATER, "woensdag 11 november"),
    ],
)
def test_what_is_due_is_said_on_the_clock_of_the_organisation(moment: datetime, when: When, words: str) -> None:
    found = due(moment, NOW, AMSTERDAM)
    with translation.override("nl"):
        assert (found.when, due_words(found)) == (when, words)


def test_since_has_words_for_today_and_yesterday() -> None:
    today = date(2026, 11, 1)
    assert [since(date(2026, 11, 1), today), since(date(2026, 10, 31), today)] == [Since.TODAY, Since.YESTERDAY]
    with translation.override("nl"):
        assert since_words(date(2026, 10, 30), today) == "30 oktober"


def test_every_hour_has_a_greeting() -> None:
    assert [part_of_day(time(hour)) for hour in (0, 5, 6, 11, 12, 17, 18, 23)] == [
        PartOfDay.NIGHT,
        PartOfDay.NIGHT,
        PartOfDay.MORNING,
        PartOfDay.MORNING,
        PartOfDay.AFTERNOON,
        PartOfDay.AFTERNOON,
        PartOfDay.EVENING,
        PartOfDay.EVENING,
    ]

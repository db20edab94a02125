"""The rules of events and offers."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.events.domain.approach import approach_by
from kring.events.domain.asking import Answer, Letter, answered, ask_again_on, asked_again, choices_for, unpacked
from kring.events.domain.naming import Channel, channel_of, is_a_name
from kring.events.domain.places import Found, Place, find_place
from kring.events.domain.weeks import When, week_of
from kring.foundation.qr import square_for

HERE = ZoneInfo("Europe/Amsterdam")
MADE = date(2026, 11, 9)
LETTER = Letter("Yara", Channel.MAIL, "yara@voorbeeld.test", "patient_safety", MADE, "https://k/aanbod/x/", MADE)
PLACES = [
    Place(UUID(int=1), "Spoedeisende hulp", "Spoedeisende hulp · Acuut"),
    Place(UUID(int=2), "Verpleegafdeling", "Verpleegafdeling · Acuut"),
    Place(UUID(int=3), "Verpleegafdeling", "Verpleegafdeling · Kind"),
    Place(UUID(int=4), "Café Zuid", "Café Zuid"),
]


@pytest.mark.parametrize(
    ("when", "today", "monday"),
    [
        (When.TODAY, date(2026, 11, 9), date(2026, 11, 9)),
        (When.YESTERDAY, date(2026, 11, 9), date(2026, 11, 2)),
        (When.YESTERDAY, date(2026, 11, 10), date(2026, 11, 9)),
        (When.THIS_WEEK, date(2026, 11, 15), date(2026, 11, 9)),
        (When.LAST_WEEK, date(2027, 1, 1), date(2026, 12, 21)),
    ],
)
def test_only_the_monday_of_the_week_is_kept(when: When, today: date, monday: date) -> None:
    assert week_of(when, today) == monday


@pytest.mark.parametrize(
    ("at", "opens", "closes", "by"),
    [
        ((2026, 11, 9, 12), time(8), time(22), (2026, 11, 10, 12)),
        ((2026, 11, 9, 3), time(8), time(22), (2026, 11, 9, 22)),
        ((2026, 11, 9, 23), time(8), time(22), (2026, 11, 10, 22)),
        ((2026, 11, 9, 15), time(20), time(2), (2026, 11, 10, 2)),
        ((2026, 11, 9, 3), time(0), time(0), (2026, 11, 10, 3)),
        ((2026, 3, 28, 12), time(8), time(22), (2026, 3, 29, 13)),
    ],
)
def test_somebody_is_approached_within_a_day_while_the_service_is_open(
    at: tuple[int, ...], opens: time, closes: time, by: tuple[int, ...]
) -> None:
    assert approach_by(datetime(*at, tzinfo=HERE), opens, closes, HERE) == datetime(*by, tzinfo=HERE)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.times(), st.times())
def test_the_moment_to_approach_is_never_past_and_never_after_a_day(
    moment: datetime, opens: time, closes: time
) -> None:
    at = moment.replace(tzinfo=UTC)
    by = approach_by(at, opens, closes, HERE)
    assert at - timedelta(hours=1) < by <= at + timedelta(hours=24)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        approach_by(datetime(2026, 1, 1), time(8), time(22), HERE)


@pytest.mark.parametrize("name", ["Yara", "Jan-Willem van der Berg", "S. O'Neill", "Şengül Ünal", "王芳"])
def test_a_name_is_a_name(name: str) -> None:
    assert is_a_name(name)


@pytest.mark.parametrize(
    "story",
    [
        "Yara\nze huilde",
        "Yara die gisteren bij de reanimatie was",
        "Yara: was erbij",
        "Yara 0612345678",
        "Hij sloeg haar!",
        "...",
        "x" * 61,
        "Yara\u202e",
    ],
)
def test_a_story_is_not_a_name(story: str) -> None:
    assert not is_a_name(story)


@pytest.mark.parametrize(
    ("typed", "channel"),
    [
        ("yara@voorbeeld.nl", Channel.MAIL),
        (" 06 12 34 56 78 ", Channel.PHONE),
        ("+31 (0)6-12345678", Channel.PHONE),
        ("sein 1234", None),
        ("a@b.nl, c@d.nl", None),
        ("yara@voorbeeld", None),
        ("12345", None),
        ("x" * 200 + "@voorbeeld.nl", None),
        ("yara@voorbeeld.nl\nbcc: x@y.nl", None),
    ],
)
def test_mail_or_phone_is_told_by_what_was_typed(typed: str, channel: Channel | None) -> None:
    assert channel_of(typed) is channel


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("spoed", Found(PLACES[0])),
        ("hulp spoedeisende", Found(PLACES[0])),
        ("Verpleegafdeling · Kind", Found(PLACES[2])),
        ("verpleegafdeling", Found(several=(PLACES[1], PLACES[2]))),
        ("CAFE zuid", Found(PLACES[3])),
        ("kantine", Found()),
        (" · ", Found()),
    ],
)
def test_a_unit_is_found_by_a_part_of_its_name(typed: str, found: Found) -> None:
    assert find_place(typed, PLACES) == found


def test_too_few_letters_are_no_question() -> None:
    many = [Place(uuid4(), f"Poli {n}", f"Poli {n}") for n in range(20)]
    assert find_place("poli", many) == Found(too_many=True)


def test_a_letter_comes_back_as_it_was_and_is_always_as_long() -> None:
    letters = [LETTER, *(answered(LETTER, answer, MADE) for answer in Answer), asked_again(LETTER)]
    letters.append(replace(LETTER, card_id=uuid4(), name="李" * 60, address="é" * 120))
    assert [unpacked(one.packed()) for one in letters] == letters
    import json

    assert len({len(json.dumps(one.packed(), ensure_ascii=False).encode()) for one in letters}) == 1


def test_after_silence_the_second_time_is_four_weeks_later() -> None:
    assert ask_again_on(LETTER) == MADE + timedelta(days=28)


def test_after_later_the_second_time_is_two_weeks_after_that() -> None:
    assert ask_again_on(answered(LETTER, Answer.LATER, MADE + timedelta(days=3))) == MADE + timedelta(days=17)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO, Answer.OUTSIDE])
def test_a_clear_answer_ends_the_asking(answer: Answer) -> None:
    assert ask_again_on(answered(LETTER, answer, MADE)) is None


def test_there_is_no_third_time() -> None:
    second = asked_again(LETTER)
    assert ask_again_on(second) is None
    assert Answer.LATER not in choices_for(second)
    assert answered(second, Answer.LATER, MADE) == second


@pytest.mark.parametrize("answer", [Answer.NO, Answer.OUTSIDE])
def test_after_a_no_name_and_address_are_gone_and_nothing_is_asked(answer: Answer) -> None:
    letter = answered(LETTER, answer, MADE)
    assert (letter.name, letter.address) == ("", "")
    assert choices_for(letter) == ()
    assert answered(letter, Answer.LATER, MADE) == letter


def test_the_square_is_one_plain_path() -> None:
    square = square_for("https://kring.example.nl/erbij/abcdefghijklmnopqrstuv/")
    assert square.size >= 29
    assert square.path.startswith("M2 2h7v1h-7z")
    assert set(square.path) <= set("Mhvz-0123456789 ")

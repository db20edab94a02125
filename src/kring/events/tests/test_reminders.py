"""A manager who wants to be reminded of the team: at their own wish, about nobody, and gone after the last time."""

from datetime import timedelta

import pytest
from django.test import Client

from kring.events import queries
from kring.events.actions.remind_team import remind_team, stop_reminding
from kring.events.tests.making import YARA, letters_to, name, reported
from kring.events.tests.test_sweep import count, every_day
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_http import sign_in
from kring.foundation.testing_races import Turn, meet


def reminded(world: World) -> None:
    with as_(world["Marco"].actor) as at:
        remind_team(by=world["Marco"].actor, at=at)


def test_three_mails_that_say_nothing_after_one_three_and_six_weeks(world: World, clock: Clock) -> None:
    reminded(world)
    assert every_day(world, clock, 50) == [7, 21, 42]
    letters = letters_to(world)
    assert {letter["to"] for letter in letters} == {world["Marco"].mail}
    assert {letter["template"] for letter in letters} == {"events/mail/team.txt"}
    assert all(set(letter["values"]) == {"site"} for letter in letters)
    assert count(world, "events_teamreminder") == 0


def test_a_reminder_hangs_on_no_event_and_on_nobody() -> None:
    columns = "select column_name from information_schema.columns where table_name = 'events_teamreminder'"
    assert {column for (column,) in fetch(columns)} == {"id", "organisation_id", "person_id", "due_on"}


def test_what_happens_on_the_ward_changes_nothing_about_the_reminders(world: World, clock: Clock) -> None:
    """Nobody reminds a manager because of an event, an offer or an answer."""
    name(reported(world), YARA)
    assert count(world, "events_teamreminder") == 0
    sent = every_day(world, clock, 50)
    assert sent == [28]  # the second offer to Yara, and nothing to Marco
    assert world["Marco"].mail not in {letter["to"] for letter in letters_to(world)}


def test_asking_again_begins_anew_so_the_days_do_not_tell_how_often(world: World, clock: Clock) -> None:
    reminded(world)
    clock.forward(days=3)
    reminded(world)
    with as_(world["Marco"].actor) as at:
        days = queries.reminder_days(world["Marco"].actor)
        assert [day - at.date() for day in days] == [timedelta(weeks=weeks) for weeks in (1, 3, 6)]


def test_it_can_be_stopped_at_any_moment(world: World) -> None:
    reminded(world)
    with as_(world["Marco"].actor):
        stop_reminding(by=world["Marco"].actor)
    assert count(world, "events_teamreminder") == 0


@pytest.mark.parametrize("who", ["Yara", "Noor", "Petra", "Hanna"])
def test_only_a_manager_is_reminded_and_nobody_sees_the_days_of_another(world: World, who: str) -> None:
    reminded(world)
    actor = world[who].actor
    with as_(actor) as at:
        assert queries.reminder_days(actor) == ()
        with pytest.raises(NotAllowed):
            remind_team(by=actor, at=at)


def test_whoever_left_is_not_written_to(world: World, clock: Clock) -> None:
    reminded(world)
    fetch("update people_person set left_on = current_date where id = %s returning 1", world["Marco"].id)
    assert every_day(world, clock, 50) == []


def test_the_page_of_an_event_offers_it_to_a_manager_only(world: World) -> None:
    page = f"/laat-weten/{reported(world).token}/"
    client = Client(SERVER_NAME=world.host)
    assert "Herinner mij" not in client.get(page).content.decode()
    sign_in(client, world["Marco"])
    assert "Herinner mij" in client.get(page).content.decode()
    assert client.post("/mijn-team/herinner/")["Location"] == "/mijn-team/"
    assert count(world, "events_teamreminder") == 3
    client.post("/mijn-team/herinner/", {"stop": "1"})
    assert count(world, "events_teamreminder") == 0


def test_a_button_pressed_twice_begins_once(world: World) -> None:
    marco = world["Marco"].actor

    def begins() -> Turn:
        return Turn(marco, lambda at: remind_team(by=marco, at=at))

    assert meet(begins(), begins()) == (None, None)
    assert count(world, "events_teamreminder") == 3

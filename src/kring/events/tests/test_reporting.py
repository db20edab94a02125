"""Letting it be known: about the event, once, and nothing of whoever tells it."""

from threading import Thread
from uuid import UUID

import pytest
from django.db import connections

from kring.events.actions.report_event import GoesItsOwnWay, Report, TokenTaken, report_event
from kring.events.domain.weeks import When
from kring.events.facts import EventReported
from kring.events.tests.making import reported
from kring.foundation import facts
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.testing import Clock, World, as_, fetch, make_world


def test_an_event_is_kept_with_its_week_and_no_day(world: World, clock: Clock) -> None:
    from datetime import UTC, date, datetime

    clock.stand_at(datetime(2026, 11, 12, 23, 30, tzinfo=UTC))  # already Friday in the Netherlands
    event = reported(world, "violence_or_threat", when=When.YESTERDAY)
    rows = fetch(
        "select kind, criteria, week, core, reported_on, gone_on, data_key_id from events_event where id = %s",
        event.id,
    )
    assert rows == [
        (
            "aggression_external",
            ["violence_or_threat"],
            date(2026, 11, 9),
            True,
            date(2026, 11, 13),
            date(2027, 2, 11),
            None,
        )
    ]


@pytest.mark.parametrize(("criterion", "core"), [("serious_injury", True), ("working_alone", False)])
def test_only_core_criteria_ask_for_an_approach_in_person(world: World, criterion: str, core: bool) -> None:
    heard: list[EventReported] = []
    listening = facts._listeners[EventReported]
    listening.append(heard.append)
    try:
        event = reported(world, criterion)
    finally:
        listening.remove(heard.append)
    assert heard == [EventReported(event.id, world.organisation_id, core)]


def test_the_name_of_the_reporter_is_sealed(world: World) -> None:
    event = reported(world, reporter="Yara de Wit")
    ((sealed,),) = fetch("select reporter_sealed from events_event where id = %s", event.id)
    assert b"Yara" not in bytes(sealed)


def test_not_even_the_log_says_who_reported(world: World) -> None:
    yara = world["Yara"].actor
    with as_(yara) as at:
        report = Report("patient_safety", (), When.TODAY)
        report_event(report=report, form_token=fresh_token(), by=yara, at=at)
    lines = fetch("select event, actor from audit_accessline where organisation_id = %s", world.organisation_id)
    assert lines == [("event.reported", "public")]


def test_unwanted_behaviour_by_a_colleague_is_never_reported(world: World) -> None:
    with pytest.raises(GoesItsOwnWay):
        reported(world, kind="misconduct_internal")
    assert fetch("select 1 from events_event where organisation_id = %s", world.organisation_id) == []


def test_a_unit_of_elsewhere_is_refused_by_the_database_too(world: World) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        reported(world, unit_id=make_world(cast=False).ward)


def test_the_same_form_twice_at_once_is_one_event(world: World) -> None:
    token, found = fresh_token(), list[UUID]()

    def send() -> None:
        try:
            with as_(world.public) as at:
                report = Report("patient_safety", (), When.TODAY)
                found.append(report_event(report=report, form_token=token, by=world.public, at=at))
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_a_token_of_another_organisation_opens_and_changes_nothing(world: World) -> None:
    elsewhere = make_world(cast=False)
    event = reported(elsewhere)
    with pytest.raises(TokenTaken), as_(world.public) as at:
        report = Report("patient_safety", (), When.TODAY)
        report_event(report=report, form_token=event.token, by=world.public, at=at)
    assert fetch("select count(*) from events_event where organisation_id = %s", world.organisation_id) == [(0,)]

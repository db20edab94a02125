"""The round over the clock: asks once more, lets go, counts without remembering."""

from threading import Thread

import pytest
from django.db import IntegrityError, connections

from kring.events import queries
from kring.events.actions.answer_offer import answer_offer
from kring.events.actions.sweep import sweep_events
from kring.events.domain.asking import Answer
from kring.events.domain.naming import Channel, Colleague
from kring.events.tests.making import BO, YARA, letters_to, name, offered, reported, token_of
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch, insert
from kring.guideline.queries import half_year


def sweep(world: World) -> None:
    with as_(world.job()) as at:
        sweep_events(organisation_id=world.organisation_id, by=world.job(), at=at)


def every_day(world: World, clock: Clock, days: int) -> list[int]:
    """On which days, counted from one, a message was posted."""
    posted, before = [], len(letters_to(world))
    for day in range(1, days + 1):
        clock.forward(days=1)
        sweep(world)
        sweep(world)
        if (now := len(letters_to(world))) > before:
            posted.append(day)
            before = now
    return posted


def answer(world: World, given: Answer) -> None:
    guest = offered(world, token_of(letters_to(world)[0]))
    with as_(guest) as at:
        answer_offer(answer=given, by=guest, at=at)


def count(world: World, table: str) -> int:
    ((found,),) = fetch(f"select count(*) from {table} where organisation_id = %s", world.organisation_id)
    assert isinstance(found, int)
    return found


def test_after_silence_one_more_message_and_never_a_third(world: World, clock: Clock) -> None:
    name(reported(world), YARA)
    assert every_day(world, clock, 60) == [28]
    assert [letter["template"] for letter in letters_to(world)] == [
        "events/mail/offer.txt",
        "events/mail/offer_again.txt",
    ]
    assert token_of(letters_to(world)[0]) == token_of(letters_to(world)[1])


def test_after_later_one_more_message_two_weeks_later(world: World, clock: Clock) -> None:
    name(reported(world), YARA)
    clock.forward(days=3)
    answer(world, Answer.LATER)
    assert every_day(world, clock, 60) == [14]


@pytest.mark.parametrize("given", [Answer.YES, Answer.NO, Answer.OUTSIDE])
def test_after_a_clear_answer_no_more_message(world: World, clock: Clock, given: Answer) -> None:
    name(reported(world), YARA)
    answer(world, given)
    assert every_day(world, clock, 60) == []


def test_later_the_second_time_is_not_possible(world: World, clock: Clock) -> None:
    name(reported(world), YARA)
    clock.forward(days=28)
    sweep(world)
    guest = offered(world, token_of(letters_to(world)[0]))
    with as_(guest):
        page = queries.offer_page(guest)
    assert (page.answer, page.choices) == (None, (Answer.YES, Answer.NO, Answer.OUTSIDE))
    answer(world, Answer.LATER)
    assert every_day(world, clock, 60) == []


def test_the_row_looks_the_same_for_silence_and_for_a_no(world: World, clock: Clock) -> None:
    rows = "select length(sealed), offer_again_on, gone_on from events_offeranswer where event_id = %s"
    silent, refused = reported(world), reported(world)
    name(refused, YARA)
    answer(world, Answer.NO)
    name(silent, YARA)
    for _ in range(27):
        clock.forward(days=1)
        sweep(world)
        assert fetch(rows, silent.id) == fetch(rows, refused.id)


def test_the_database_refuses_a_third_time(world: World) -> None:
    event = reported(world)
    name(event, YARA)
    ((tag,),) = fetch("select tag from events_offeredonce where event_id = %s", event.id)
    row = {"organisation_id": world.organisation_id, "event_id": event.id, "tag": tag}
    import uuid

    for nth in (1, 3):
        with pytest.raises(IntegrityError):
            insert("events_offeredonce", id=uuid.uuid4(), nth=nth, **row)


def test_the_link_is_over_two_weeks_after_the_second_message(world: World, clock: Clock) -> None:
    name(reported(world), YARA)
    guest = offered(world, token_of(letters_to(world)[0]))
    clock.forward(days=28)
    sweep(world)
    clock.forward(days=13)
    sweep(world)
    with as_(guest):
        queries.offer_page(guest)
    clock.forward(days=1)
    sweep(world)
    assert count(world, "events_offeranswer") == 0
    with pytest.raises(NotAllowed), as_(guest):
        queries.offer_page(guest)


def test_whoever_has_only_a_phone_is_on_the_list_once_more(world: World, clock: Clock) -> None:
    event = reported(world)
    name(event, BO)
    seen = []
    petra = world["Petra"].actor
    for _ in range(70):
        clock.forward(days=1)
        sweep(world)
        with as_(petra) as at:
            seen.append(len(queries.approach_page(petra, event.id, at).people))
    assert [day for day, people in enumerate(seen, 1) if people] == [*range(1, 14), *range(28, 42)]


def test_names_to_approach_are_gone_within_two_weeks(world: World, clock: Clock) -> None:
    name(reported(world, "child"), YARA)
    clock.forward(days=14)
    sweep(world)
    assert count(world, "events_offer") == 0


def test_the_reporter_is_forgotten_when_all_offers_are_made(world: World) -> None:
    event = reported(world, reporter="Marco")
    sweep(world)
    petra = world["Petra"].actor
    with as_(petra) as at:
        assert queries.approach_page(petra, event.id, at).reporter == "Marco"
    name(event, YARA)
    sweep(world)
    with as_(petra) as at:
        assert queries.approach_page(petra, event.id, at).reporter == ""
    assert fetch("select data_key_id, reporter_sealed from events_event where id = %s", event.id) == [(None, None)]


def test_the_reporter_is_forgotten_after_two_weeks_anyhow(world: World, clock: Clock) -> None:
    event = reported(world, reporter="Marco")
    name(event, BO)
    clock.forward(days=14)
    sweep(world)
    assert fetch("select reporter_sealed from events_event where id = %s", event.id) == [(None,)]


def test_after_ninety_days_only_numbers_stay(world: World, clock: Clock) -> None:
    event = reported(world, reporter="Marco")
    name(event, YARA, BO)
    reported(world, unit_id=None, unit_name="")
    every_day(world, clock, 89)
    assert count(world, "events_event") == 2
    clock.forward(days=1)

    def round_of_its_own() -> None:
        try:
            sweep(world)
        finally:
            connections.close_all()

    threads = [Thread(target=round_of_its_own) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sweep(world)
    for table in ("events_event", "events_offer", "events_offeranswer", "events_offeredonce"):
        assert count(world, table) == 0
    counted = fetch(
        "select division_id, measure, n from private.counter where organisation_id = %s and half_year = %s"
        " and measure not like 'offers\\_%%' order by measure",
        world.organisation_id,
        half_year(clock.now().date()),
    )
    assert counted == [(None, "event:aggression_external", 2), (None, "events", 2), (world.division, "offers", 2)]
    kept = fetch("select count(*) from keys_datakey where organisation_id = %s", world.organisation_id)
    assert kept == [(len(letters_to(world)),)]


def test_the_round_knows_the_sweep() -> None:
    from kring.events.jobs import sweep_round
    from kring.foundation.rounds import SWEEPS

    assert sweep_round in SWEEPS


def test_an_offer_that_is_damaged_stops_no_round_for_the_others(world: World, clock: Clock) -> None:
    name(reported(world), YARA)
    with connections["owner"].cursor() as cursor:
        damaged = "update events_offeranswer set sealed = reverse(sealed) where organisation_id = %s"
        cursor.execute(damaged, [world.organisation_id])
    name(reported(world), Colleague("Bo", Channel.MAIL, "bo@voorbeeld.test"))
    before = len(letters_to(world))
    every_day(world, clock, 28)
    assert len(letters_to(world)) == before + 1

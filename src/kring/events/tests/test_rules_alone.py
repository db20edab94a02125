"""The rules of access by themselves: the database lets everything through here, and still nobody sees what is not."""

from typing import Any

import pytest

from kring.events import access, queries
from kring.events.actions.answer_offer import answer_offer
from kring.events.actions.erase_offer import erase_offer
from kring.events.actions.hand_over import hand_over
from kring.events.actions.mark_approached import mark_approached
from kring.events.actions.remind_team import remind_team, stop_reminding
from kring.events.domain.asking import Answer
from kring.events.models import Event, Offer, OfferAnswer, TeamReminder
from kring.events.tests.making import BO, YARA, Reported, letters_to, name, offered, reported, token_of
from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch, make_world, without_walls

TABLES = ("events_event", "events_offer", "events_offeranswer", "events_teamreminder", "keys_datakey")
ROWS = [
    (Event, access.visible_events),
    (Offer, access.visible_offers),
    (OfferAnswer, access.visible_answers),
    (TeamReminder, access.own_reminders),
]


@pytest.fixture
def full(world: World) -> Reported:
    """An event with offers to Yara and Bo, handed over to Noor; Marco wants to be reminded of his team."""
    event = reported(world, "child", reporter="Marco")
    name(event, YARA, BO)
    petra, marco = world["Petra"].actor, world["Marco"].actor
    with as_(petra) as at:
        hand_over(event_id=event.id, supporter_id=world["Noor"].id, by=petra, at=at)
    with as_(marco) as at:
        remind_team(by=marco, at=at)
    return event


def seen(world: World, actor: Actor) -> dict[str, int]:
    """How many rows of each table of this organisation the rules let this actor see."""
    with without_walls(*TABLES), as_(actor):
        found = {
            model.__name__: model._default_manager.filter(rows(actor), organisation_id=world.organisation_id).count()
            for model, rows in ROWS
        }
    return {table: number for table, number in found.items() if number}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("Petra", {"Event": 1, "Offer": 2}),
        ("Noor", {"Offer": 2}),
        ("Sam", {}),
        ("Marco", {"TeamReminder": 3}),
        ("Hanna", {}),
        ("Anton", {}),
        ("Yara", {}),
    ],
)
def test_each_sees_the_own_part_and_no_more(world: World, full: Reported, who: str, sees: dict[str, int]) -> None:
    assert seen(world, world[who].actor) == sees


def test_a_link_opens_one_thing(world: World, full: Reported) -> None:
    assert seen(world, full.guest) == {"Event": 1}
    assert seen(world, offered(world, token_of(letters_to(world)[0]))) == {"OfferAnswer": 1}
    assert seen(world, world.public) == {}


def test_nobody_of_elsewhere_sees_anything(world: World, full: Reported) -> None:
    elsewhere = make_world()
    answer = offered(world, token_of(letters_to(world)[0]))
    links = [Actor("guest", elsewhere.organisation_id, subject) for subject in (full.id, answer.subject)]
    people = [one.actor for one in elsewhere.people.values()]
    noor_there = Actor("web", elsewhere.organisation_id, world["Noor"].id, roles=frozenset({"supporter"}))
    marco_there = Actor("web", elsewhere.organisation_id, world["Marco"].id, roles=frozenset({"manager"}))
    for actor in (*links, *people, noor_there, marco_there):
        assert seen(world, actor) == {}


def test_nobody_else_answers_erases_or_ticks(world: World, full: Reported) -> None:
    offer = fetch("select id from events_offer where organisation_id = %s", world.organisation_id)[0][0]
    answers = "select id, sealed from events_offeranswer where organisation_id = %s order by id"
    before = fetch(answers, world.organisation_id)
    attempts: list[Any] = [
        lambda by, at: answer_offer(answer=Answer.YES, by=by, at=at),
        lambda by, at: mark_approached(offer_id=offer, by=by, at=at),
        lambda by, at: queries.approach_page(by, full.id, at),
        lambda by, at: queries.open_offers(by, at),
        lambda by, at: queries.event_list(by),
        lambda by, at: hand_over(event_id=full.id, supporter_id=world["Sam"].id, by=by, at=at),
    ]
    with without_walls(*TABLES):
        for who in ("Sam", "Marco", "Hanna", "Anton", "Yara"):
            for attempt in attempts:
                with pytest.raises(NotAllowed), as_(world[who].actor) as at:
                    attempt(world[who].actor, at)
            with as_(world[who].actor):
                erase_offer(by=world[who].actor)
    assert fetch(answers, world.organisation_id) == before


def test_who_stops_the_reminders_stops_their_own(world: World, full: Reported) -> None:
    other = world.person("Mia", "manager")
    with without_walls(*TABLES), as_(other.actor):
        stop_reminding(by=other.actor)
    assert seen(world, world["Marco"].actor) == {"TeamReminder": 3}

"""Who sees which rows: the code and the database say the same."""

from collections.abc import Callable
from typing import Any

import pytest

from kring.events import access
from kring.events.actions.hand_over import hand_over
from kring.events.models import Event, Offer, OfferAnswer, OfferedOnce
from kring.events.tests.making import BO, YARA, Reported, letters_to, name, offered, reported, token_of
from kring.foundation.actor import Actor
from kring.foundation.decision import Decision
from kring.foundation.testing import World, as_, make_world

NOBODY_HERE = ("Yara", "Marco", "Sam", "Hanna", "Anton")
MODELS = (Event, Offer, OfferAnswer, OfferedOnce)


@pytest.fixture
def full(world: World) -> Reported:
    """An event with offers to Yara and Bo, handed over to Noor."""
    event = reported(world, "child", reporter="Marco")
    name(event, YARA, BO)
    petra = world["Petra"].actor
    with as_(petra) as at:
        hand_over(event_id=event.id, supporter_id=world["Noor"].id, by=petra, at=at)
    return event


def rows_of(actor: Actor) -> dict[str, int]:
    """How many rows of each table this context sees, whatever the code asks."""
    with as_(actor):
        return {model.__name__: model._default_manager.count() for model in MODELS}


@pytest.mark.parametrize("who", NOBODY_HERE)
def test_manager_hr_and_colleagues_see_no_row_at_all(world: World, full: Reported, who: str) -> None:
    assert set(rows_of(world[who].actor).values()) == {0}


def test_the_public_sees_no_row(world: World, full: Reported) -> None:
    assert set(rows_of(world.public).values()) == {0}


def test_another_organisation_sees_no_row(full: Reported) -> None:
    elsewhere = make_world()
    for somebody in elsewhere.people.values():
        assert set(rows_of(somebody.actor).values()) == {0}
    guest = Actor("guest", elsewhere.organisation_id, full.id)
    assert set(rows_of(guest).values()) == {0}


def test_the_reporter_sees_the_event_and_no_offer_or_answer(world: World, full: Reported) -> None:
    assert rows_of(full.guest) == {"Event": 1, "Offer": 0, "OfferAnswer": 0, "OfferedOnce": 2}


def test_the_coordinator_sees_offers_and_never_an_answer(world: World, full: Reported) -> None:
    assert rows_of(world["Petra"].actor) == {"Event": 1, "Offer": 2, "OfferAnswer": 0, "OfferedOnce": 0}


def test_the_supporter_sees_only_what_was_handed_over(world: World, full: Reported) -> None:
    assert rows_of(world["Noor"].actor) == {"Event": 0, "Offer": 2, "OfferAnswer": 0, "OfferedOnce": 0}


def test_who_holds_an_offer_sees_that_one_only(world: World, full: Reported) -> None:
    guest = offered(world, token_of(letters_to(world)[0]))
    assert rows_of(guest) == {"Event": 0, "Offer": 0, "OfferAnswer": 1, "OfferedOnce": 0}


def cast(world: World, full: Reported) -> list[Actor]:
    holder = offered(world, token_of(letters_to(world)[0]))
    people = [somebody.actor for somebody in world.people.values()]
    return [*people, world.public, full.guest, holder, *(one.actor for one in make_world().people.values())]


@pytest.mark.parametrize(
    ("model", "visible", "may"),
    [
        (Event, access.visible_events, access.may_view_event),
        (Offer, access.visible_offers, access.may_approach),
        (OfferAnswer, access.visible_answers, access.may_answer),
    ],
)
def test_what_is_in_the_list_may_be_seen_and_nothing_else(
    world: World, full: Reported, model: Any, visible: Callable[[Actor], Any], may: Callable[[Actor, Any], Decision]
) -> None:
    job = world.job()
    with as_(job):
        everything = list(model._default_manager.all())
    assert everything
    for actor in cast(world, full):
        with as_(job):
            listed = set(model._default_manager.filter(visible(actor)).values_list("pk", flat=True))
        with as_(actor):
            shown = set(model._default_manager.filter(visible(actor)).values_list("pk", flat=True))
        assert listed == shown == {row.pk for row in everything if may(actor, row).allowed}

"""What remains of offers is how many came within a day; only the nightly batch can read it before it is published."""

import pytest
from django.db import ProgrammingError, connection, transaction

from kring.events.actions.hand_over import hand_over
from kring.events.actions.mark_approached import mark_approached
from kring.events.actions.sweep import sweep_events
from kring.events.models import Offer
from kring.events.tests.making import BO, YARA, name, reported
from kring.foundation.disclosure.counters import publish_half_year
from kring.foundation.evidence import Situation, Verdict, definitions, reading
from kring.foundation.tenancy.queries import organisation
from kring.foundation.testing import Clock, World, as_, fetch
from kring.guideline.queries import half_year


def _round(world: World) -> None:
    job = world.job()
    with as_(job) as at:
        sweep_events(organisation_id=world.organisation_id, by=job, at=at)


def _counted(world: World) -> dict[str, int]:
    rows = fetch(
        "select measure, sum(n) from private.counter"
        " where organisation_id = %s and measure like 'offers_%%' group by 1",
        world.organisation_id,
    )
    return {measure: int(n) for measure, n in rows}


def _approach(world: World) -> None:
    """Noor ticks everybody who is handed to her."""
    petra, noor = world["Petra"].actor, world["Noor"].actor
    with as_(petra) as at:
        for event in set(Offer.objects.filter(made_on=None).values_list("event_id", flat=True)):
            hand_over(event_id=event, supporter_id=world["Noor"].id, by=petra, at=at)
    with as_(noor) as at:
        for offer in list(Offer.objects.filter(made_on=None).values_list("pk", flat=True)):
            mark_approached(offer_id=offer, by=noor, at=at)


def test_an_offer_by_message_and_one_on_the_same_day_are_in_time(world: World, clock: Clock) -> None:
    name(reported(world), YARA, BO)
    _approach(world)
    _round(world)
    assert _counted(world) == {}, "nothing is counted while the offer is there"
    clock.forward(days=15)
    _round(world)
    assert _counted(world) == {"offers_due": 2, "offers_in_day": 2}


def test_an_offer_that_came_too_late_or_never_is_counted_as_one_that_was_due(world: World, clock: Clock) -> None:
    name(reported(world), YARA, BO)
    clock.forward(days=3)
    _approach(world)
    clock.forward(days=12)
    _round(world)
    assert _counted(world) == {"offers_due": 2, "offers_in_day": 1}


def test_nobody_but_the_nightly_batch_reads_the_counter(world: World) -> None:
    for actor in (world["Petra"].actor, world["Anton"].actor, world.public):
        with as_(actor), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("select n from private.counter")


def test_numbers_under_the_threshold_are_published_as_nothing(world: World, clock: Clock) -> None:
    name(reported(world), YARA, BO)
    clock.forward(days=15)
    _round(world)
    job = world.job("night")
    with as_(job) as at:
        publish_half_year(world.organisation_id, half_year(at.date()), {})
    shown = dict(
        fetch(
            "select measure, rounded from disclosure_publishedfigure"
            " where organisation_id = %s and division_id is null",
            world.organisation_id,
        )
    )
    assert shown["offers_due"] is None


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        ({}, Verdict.NOT_YET),
        ({"offers_due": None, "offers_in_day": None}, Verdict.NOT_YET),
        ({"offers_due": 50, "offers_in_day": 40}, Verdict.SHOWN),
        ({"offers_due": 50, "offers_in_day": 35}, Verdict.PARTLY),
        ({"offers_due": 50, "offers_in_day": None}, Verdict.NOT_SHOWN),
    ],
)
def test_what_the_published_numbers_show(world: World, figures: dict[str, int | None], verdict: Verdict) -> None:
    assert "offers_in_a_day" in definitions()
    with as_(world.public) as at:
        situation = Situation(organisation(world.organisation_id), at.date(), "2026H1", figures)
        assert reading("offers_in_a_day", situation).verdict is verdict

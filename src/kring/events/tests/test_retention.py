import pytest

from kring.events.tests.making import BO, name, reported
from kring.foundation.testing import fetch, make_world


@pytest.mark.parametrize("days", [45, 60, 90])
def test_an_event_is_kept_as_short_as_the_organisation_says(days: int) -> None:
    event = reported(make_world(event_kept_days=days))
    assert fetch("select gone_on - reported_on from events_event where id = %s", event.id) == [(days,)]


@pytest.mark.parametrize("days", [7, 14])
def test_an_offer_is_kept_as_short_as_the_organisation_says(days: int) -> None:
    event = reported(make_world(offer_kept_days=days), "unexpected_death")
    name(event, BO)
    for kept, after in (("offer", 0), ("offeranswer", 28)):
        rows = fetch(
            f"select o.gone_on - e.reported_on from events_{kept} o join events_event e on e.id = o.event_id"
            " where e.id = %s",
            event.id,
        )
        assert rows == [(after + days,)], kept

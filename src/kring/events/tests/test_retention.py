import pytest

from kring.events.tests.making import reported
from kring.foundation.testing import fetch, make_world


@pytest.mark.parametrize("days", [45, 60, 90])
def test_an_event_is_kept_as_short_as_the_organisation_says(days: int) -> None:
    event = reported(make_world(event_kept_days=days))
    assert fetch("select gone_on - reported_on from events_event where id = %s", event.id) == [(days,)]

"""What the tests of compliance share."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from kring.compliance.actions.look_up import look_up
from kring.foundation.testing import Somebody, World, as_, insert
from kring.foundation.testing_http import sign_in


def browser(world: World, somebody: Somebody | None = None) -> Client:
    """A browser on this organisation's host, signed in or not."""
    client = Client(SERVER_NAME=world.host)
    if somebody is not None:
        sign_in(client, somebody)
    return client


def night(world: World) -> int:
    """The part of the nightly batch that looks things up."""
    job = world.job("night")
    with as_(job) as at:
        return look_up(world.organisation_id, job, at)


def published(world: World, half_year: str = "2026H1", **figures: int | None) -> None:
    """A half-year that was fixed."""
    for measure, rounded in figures.items():
        insert(
            "disclosure_publishedfigure",
            id=uuid4(),
            organisation_id=world.organisation_id,
            half_year=half_year,
            division_name="",
            measure=measure.replace("__", ":"),
            rounded=rounded,
        )


def today(world: World) -> date:
    """The day of the database."""
    with as_(world.public) as at:
        return at.date()


def filled_in(day: date, **changes: Any) -> dict[str, Any]:
    """A form that is right."""
    return {
        "revision": "0",
        "way": "document",
        "title": "Protocol doorgeleiding",
        "place": "https://intranet.voorbeeld.test/protocol",
        "dated": (day - timedelta(days=40)).isoformat(),
        "valid_until": (day + timedelta(days=300)).isoformat(),
        "owner": "hoofd HR",
        "review_on": (day + timedelta(days=200)).isoformat(),
        "said_by": "",
        "argument": "",
        **changes,
    }

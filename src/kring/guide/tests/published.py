"""Editions to test with: the guide begins empty, and is published as the operator does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connections

from kring.experiences.actions.estimate import estimate
from kring.foundation.actor import NOBODY, Actor
from kring.foundation.testing import as_, insert
from kring.guide.access import PUBLISHES
from kring.guide.actions.publish_edition import publish_edition
from kring.guide.domain.edition import Content, Item
from kring.guide.queries.draft import draft

OPERATOR = Actor("job", NOBODY, roles=frozenset({PUBLISHES}))
FIRST, SECOND = datetime.fromisoformat("2026-08-03T10:00+02:00"), datetime.fromisoformat("2026-11-09T10:00+01:00")
TABLES = "guide_paper guide_order guide_item guide_edition experience experience_estimate"  # those that point first
PLAIN = {
    "aim": "talk",
    "reach": "10_to_49",
    "helped": ["time"],
    "hindered": ["roster"],
    "kept": "goes_on",
    "half_year": "2026H1",
    "advice": "Begin klein.",
    "language": "nl",
}


@contextmanager
def emptied() -> Iterator[None]:
    """No edition, no order, no file, no shared experience: as on the first day. Afterwards all is as it was."""
    tables = TABLES.split()
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"create temporary table kept_{table} as table shared.{table}")
        cursor.execute("truncate " + ", ".join(f"shared.{table}" for table in tables))
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate " + ", ".join(f"shared.{table}" for table in tables))
        for table in reversed(tables):
            cursor.execute(f"insert into shared.{table} table kept_{table}")
            cursor.execute(f"drop table kept_{table}")


def told(entry: str, *, again: int, total: int, group: str = "everyone", situation: str = "talking") -> None:
    """Experiences of so many organisations with a measure."""
    for number in range(total):
        values = {**PLAIN, "again": "yes" if number < again else "no", "organisation_name": "Huis aan de Maas"}
        insert("shared.experience", id=uuid4(), entry=entry, situation=situation, **{'"group"': group}, **values)
    with as_(OPERATOR):
        estimate([entry])


def publish(at: datetime, change: Callable[[Item], Item | None] | None = None, **how: Any) -> str:
    """Publish at a moment, with every measure changed (or, for None, left out) as a test wants it."""
    with as_(OPERATOR):
        content = draft()
        if change:
            items = tuple(found for item in content.items if (found := change(item)))
            content = replace(content, items=items)
        return publish_edition(by=OPERATOR, at=at, content=content, **how)


def drafted() -> Content:
    """The guide as it would be published now."""
    with as_(OPERATOR):
        return draft()

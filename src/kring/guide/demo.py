"""The guide of the demonstration: an edition of last season, and one of today in which something changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta

from kring.foundation.actor import NOBODY, Actor
from kring.foundation.text import Text
from kring.guide.access import PUBLISHES
from kring.guide.actions.publish_edition import publish_edition
from kring.guide.domain.edition import Content, Item
from kring.guide.models import GuideEdition
from kring.guide.queries.draft import draft

Act = Callable[[Actor], AbstractContextManager[datetime]]
OPERATOR = Actor("job", NOBODY, roles=frozenset({PUBLISHES}))
A_SEASON = timedelta(days=100)
NOT_YET = {"check-in-check-out", "menopause"}
GONE = "grote-bijeenkomst"


def publish_before(act: Act) -> None:
    """The edition of last season, once: two measures less, one withdrawn since, and a few said otherwise."""
    with act(OPERATOR) as now:
        if GuideEdition.objects.exists():
            return
        publish_edition(by=OPERATOR, at=now - A_SEASON, content=_as_it_was(draft()))


def publish_now(act: Act) -> None:
    """The edition of today."""
    with act(OPERATOR) as now:
        publish_edition(by=OPERATOR, at=now)


def forget() -> None:
    """Take away what the demonstration published before; as the owner."""
    GuideEdition.objects.all().delete()


def _as_it_was(content: Content) -> Content:
    items = [_said_before(item) for item in content.items if item.key not in NOT_YET]
    return replace(content, items=(*items, *(_withdrawn(item) for item in items if item.key == "talk-openly")))


def _said_before(item: Item) -> Item:
    match item.key:
        case "self-rostering":
            return replace(item, summary=Text("Een team maakt zelf het rooster.", "A team makes the roster itself."))
        case "mindfulness":
            return replace(item, evidence="too-little-research")
        case "fixed-breaks":
            return replace(item, watch=item.watch[:-1], quick_win=False)
        case _:
            return item


def _withdrawn(item: Item) -> Item:
    """A measure of our own making, so that something could be withdrawn."""
    return replace(
        item,
        key=GONE,
        title=Text("Eén grote bijeenkomst voor iedereen", "One large meeting for everyone"),
        summary=Text(
            "Alle medewerkers bij elkaar, met een spreker over stress.",
            "All employees together, with a talk on stress.",
        ),
        how=(Text("Plan het ruim vooruit, en neem het op.", "Plan it well ahead, and record it."),),
        watch=(),
        conditions=(),
        evidence="too-little-research",
        evidence_says=None,
        sources=tuple(one for one in item.sources if one.document == "K"),
        examples=(),
    )

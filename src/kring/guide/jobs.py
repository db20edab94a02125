"""Background work of the guide; about no organisation and nobody."""

from procrastinate.contrib.django import app

from kring.foundation import clock
from kring.foundation.actor import NOBODY, Actor
from kring.foundation.rounds import TONIGHT
from kring.guide.access import PUBLISHES
from kring.guide.actions.make_papers import make_papers
from kring.guide.actions.publish_edition import publish_edition

BY = Actor("job", NOBODY, roles=frozenset({PUBLISHES}))


@app.periodic(cron="25 2 * * *")
@app.task(queue="rounds", retry=TONIGHT)
def publish(timestamp: int) -> None:
    """A new edition, at most once a quarter of the year and only if something differs; after the nightly batch."""
    publish_edition(by=BY, at=clock.now(), quarterly=True)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="rounds")
def make(timestamp: int) -> None:
    """Every guide on paper that somebody asked for and that is not there yet; also what was killed halfway."""
    make_papers(by=BY)


@app.task(queue="rounds")
def make_now() -> None:
    """The same, as soon as somebody asks."""
    make_papers(by=BY)

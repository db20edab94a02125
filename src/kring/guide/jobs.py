"""Background work of the guide; about no organisation and nobody."""

from procrastinate.contrib.django import app

from kring.foundation import clock
from kring.foundation.actor import NOBODY, Actor
from kring.guide.access import PUBLISHES
from kring.guide.actions.publish_edition import publish_edition

NIGHT = Actor("job", NOBODY, roles=frozenset({PUBLISHES}))


@app.periodic(cron="25 2 * * *")
@app.task(queue="rounds")
def publish(timestamp: int) -> None:
    """A new edition, at most once a quarter of the year and only if something differs; after the nightly batch."""
    publish_edition(by=NIGHT, at=clock.now(), quarterly=True)

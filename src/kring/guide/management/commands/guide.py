"""`python -m kring guide publish`, `diff` or `list`: what the operator does with editions of the guide."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kring.foundation import clock
from kring.foundation.actor import NOBODY, Actor
from kring.guide.access import PUBLISHES
from kring.guide.actions.publish_edition import publish_edition
from kring.guide.queries.changes import pending
from kring.guide.queries.editions import editions


class Command(BaseCommand):
    """Publishes an edition, says what the next would change, or lists what there is."""

    help = "The guide: publish an edition, diff with the last one, or list them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("what", choices=["publish", "diff", "list"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        match options["what"]:
            case "publish":
                by = Actor("job", NOBODY, roles=frozenset({PUBLISHES}))
                key = publish_edition(by=by, at=clock.now())
                self.stdout.write(f"Edition {key} is published." if key else "Nothing differs. Nothing was published.")
            case "diff":
                for line in pending():
                    self.stdout.write(line)
            case _:
                for one in editions():
                    self.stdout.write(f"{one.key:8} {one.published_on}")

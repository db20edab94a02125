"""`python -m kring prepare --demo` runs this: fill two invented organisations, once."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kring.portal import access, demo
from kring.portal.queries.demo import CAST


class Command(BaseCommand):
    """Makes the demonstration; a second time it finds it and does nothing."""

    help = "Fill two invented organisations, with people one can become."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Make the demonstration.

        :raises CommandError: outside the demonstration, or where real organisations live (decision 33)
        """
        if not settings.KRING_DEMO:
            raise CommandError("This is only made in demo mode: start it with 'python -m kring demo'.")
        if refused := access.refusals(os.environ):
            raise CommandError(" ".join(refused))
        if not access.only_demonstrations():
            raise CommandError("Real organisations live here, so nothing is made up beside them.")
        path = settings.STATE / CAST
        if demo.is_made(path):
            return
        if demo.clear():
            self._say("The demonstration was not finished last time, so it is made anew.")
        self._say("Making the demonstration. This happens once and takes some seconds.")
        port = os.environ.get("PORT", "8000")
        with demo.as_in_daily_use(dict(os.environ)) as act:
            entries = demo.make(demo.plans(), act, self._say, site=lambda host: f"http://{host}:{port}")
        demo.write_cast(path, entries)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

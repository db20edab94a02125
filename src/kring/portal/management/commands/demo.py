"""`python -m kring prepare --demo` runs this: fill two invented organisations, once."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kring.foundation.database.addresses import given_addresses
from kring.foundation.tenancy.models import Organisation
from kring.portal import demo

FILE = "demo-cast.json"


class Command(BaseCommand):
    """Makes the demonstration; a second time it finds it and does nothing."""

    help = "Fill two invented organisations, with people one can become."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Make the demonstration.

        :raises CommandError: outside the demonstration, or where real organisations live (decision 33)
        """
        if not settings.KRING_DEMO or given_addresses(os.environ):
            raise CommandError("The demonstration only runs in a demonstration, on a database that Kring made itself.")
        if Organisation.objects.filter(is_demo=False).exists():
            raise CommandError("Real organisations live here, so nothing is made up beside them.")
        path = settings.STATE / FILE
        if demo.is_made(path):
            return
        if demo.clear():
            self._say("The demonstration was not finished last time, so it is made anew.")
        self._say("Making the demonstration. This happens once and takes some seconds.")
        port = os.environ.get("PORT", "8000")
        with demo.as_in_daily_use(dict(os.environ)) as act:
            entries = demo.make(act, self._say, site=lambda host: f"http://{host}:{port}")
        demo.write_cast(path, entries)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

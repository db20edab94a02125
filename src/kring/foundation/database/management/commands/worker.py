"""Run the jobs, on a database that guards itself."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kring.foundation.database.checks import NotReady, refuse_unguarded
from kring.foundation.lasting import keep_loaded


class Command(BaseCommand):
    """`python -m kring worker`: procrastinate's worker, after asking whether the walls stand."""

    help = "Run background jobs until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Start the worker.

        :raises CommandError: if the tables are not up to date
        :raises ImproperlyConfigured: if the database does not guard itself
        """
        try:
            refuse_unguarded()
        except NotReady as reason:
            raise CommandError(str(reason)) from None
        keep_loaded()
        call_command("procrastinate", "worker")

"""The command ``clock``: whether the server's clock went back, and going on by it when it is right after all."""

import argparse
from collections.abc import Sequence

from kring.config.cli.screen import say

WELL = "The clock of the database is right: {now:%Y-%m-%d %H:%M} UTC."
BEHIND = (
    "The clock of the database says {now:%Y-%m-%d %H:%M} UTC, but it was {kept:%Y-%m-%d %H:%M} UTC before."
    " Time stands still in Kring until the clock has caught up. Mend the clock of the server."
    " Only if it was wrong before and is right now: python -m kring clock accept"
)
ACCEPTED = "Kring goes on by the clock of the database. What was written in the time between has dates to come."


def clock(arguments: Sequence[str]) -> int:
    """Say how the clock stands, or believe it from now on; 1 when it is behind."""
    parser = argparse.ArgumentParser(prog="python -m kring clock")
    parser.add_argument("what", nargs="?", choices=("show", "accept"), default="show")
    chosen = parser.parse_args(arguments)

    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        if chosen.what == "accept":
            cursor.execute("update private.time_kept set at = now()")
            say(ACCEPTED)
        cursor.execute("select now(), at, private.clock_behind() from private.time_kept")
        now, kept, behind = cursor.fetchone()
    say((BEHIND if behind else WELL).format(now=now, kept=kept))
    return 1 if behind else 0

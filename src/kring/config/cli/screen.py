"""Short lines for someone who watches a start."""

import sys


class Refused(Exception):
    """A command that cannot be done; the message is a sentence for whoever gave it."""


def say(line: str) -> None:
    """Show a line at once."""
    print(line, flush=True)


def complain(line: str) -> None:
    """Show a line where mistakes are shown."""
    print(line, file=sys.stderr, flush=True)

"""The command ``keyring``: what is in the keyring, and a secret made anew. Never shows a key."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from kring.config.cli.screen import Refused, say

ROTATABLE = ("context", "django", "session")


def keyring(arguments: Sequence[str]) -> int:
    """
    Show where the keyring lies and what it holds, or make one of three secrets anew.

    :raises Refused: if there is no keyring, or it cannot be reached
    """
    parser = argparse.ArgumentParser(prog="python -m kring keyring")
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("show", help="where it lies and which days it holds; never a key")
    rotate = commands.add_parser("rotate", help="make a secret anew")
    rotate.add_argument("name", choices=ROTATABLE)
    chosen = parser.parse_args(arguments)

    from django.conf import settings

    from kring.foundation.keys.keyring import keyring as ring
    from kring.foundation.keys.shelves import KeyringAway

    try:
        if not ring().is_there():
            raise Refused("There is no keyring yet. 'python -m kring prepare' makes one.")
        if chosen.what == "rotate":
            ring().rotate(chosen.name)
            say(f"The secret '{chosen.name}' is new. {_then(chosen.name)}")
        else:
            say("Behind a command." if settings.KRING_KEYRING_COMMAND else f"In {settings.KRING_KEYRING}.")
            days = [datetime(1970, 1, 1, tzinfo=UTC).date() + timedelta(days=day) for day in ring().epochs()]
            say(f"Keys of {len(days)} days" + (f", from {days[0]} until {days[-1]}." if days else "."))
    except KeyringAway as problem:
        raise Refused(str(problem)) from None
    return 0


def _then(name: str) -> str:
    if name == "context":
        return "Run 'python -m kring prepare' now, then start every process again."
    return "Start every process again."

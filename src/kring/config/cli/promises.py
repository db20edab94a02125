"""The command ``promises``: every promise to colleagues, with the tests that guard it."""

from collections.abc import Sequence

from kring.config.cli.screen import say


def promises(arguments: Sequence[str]) -> int:
    """Show the seven promises and what is promised to supporters; ``python -m pytest <test>`` runs one test."""
    import django

    from kring.portal.queries.documents import for_supporters
    from kring.portal.queries.documents import promises as all_promises

    django.setup()
    for promise in all_promises("en"):
        say(f"{promise.number}. {promise.words}")
        for guard in promise.guards:
            say(f"     {guard.shows}\n       {guard.test}")
    say("To supporters: others see only whether you can now.")
    for guard in for_supporters("en"):
        say(f"     {guard.shows}\n       {guard.test}")
    return 0

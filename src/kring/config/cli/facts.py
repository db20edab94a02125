"""The command ``facts``: what contexts announce, and who reacts."""

from collections.abc import Sequence

from kring.config.cli.screen import say


def facts(arguments: Sequence[str]) -> int:
    """Show every fact that somebody listens to, with its reactions."""
    import django

    from kring.foundation.facts import listeners

    django.setup()
    for fact, reactions in sorted(listeners().items()):
        say(fact)
        for reaction in sorted(reactions):
            say(f"  {reaction}")
    return 0

"""The command ``access``: every page, and for whom it is."""

from collections.abc import Sequence

from kring.config.cli.screen import say


def access(arguments: Sequence[str]) -> int:
    """Show every address with the people its door opens for; which rows they meet there is another table."""
    import django

    from kring.foundation.pages import all_pages

    django.setup()
    pages = all_pages()
    width = max(len(page.address) for page in pages)
    for page in pages:
        say(f"{page.address:{width}}  {page.who.value if page.who else 'no organisation: says only that Kring lives'}")
    return 0

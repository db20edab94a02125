"""What follows when something was announced."""

from kring.foundation.facts import on
from kring.guide import jobs
from kring.guide.facts import PaperAsked


@on(PaperAsked)
def make_soon(fact: PaperAsked) -> None:
    """The worker makes it as soon as this transaction stands."""
    jobs.make_now.defer()

"""Ask for a guide on paper (op papier vragen). For everyone who reads; nothing is kept of who asked."""

from datetime import datetime

from kring.foundation.facts import announce
from kring.guide.domain.edition import day_here
from kring.guide.domain.making import Wanted
from kring.guide.facts import PaperAsked
from kring.guide.models import GuideOrder


def ask_paper(*, wanted: Wanted, at: datetime) -> None:
    """
    Ask once: the key of the row is what is asked, so a second, even at the same moment, asks nothing new.

    The edition, sector and chapter are there: whoever calls looked them up.
    """
    if GuideOrder.objects.filter(pk=wanted.key).exists():
        return
    order = GuideOrder(
        key=wanted.key,
        edition_id=wanted.edition,
        sector=wanted.sector,
        chapter=wanted.chapter,
        language=wanted.language,
        asked_on=day_here(at),
    )
    GuideOrder.objects.bulk_create([order], ignore_conflicts=True)
    announce(PaperAsked(wanted.key))

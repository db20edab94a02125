"""Make the guides on paper that somebody asked for; each once, however many workers try."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from django.db import connection, transaction

from kring.foundation.actor import Actor
from kring.foundation.paper import laid_out
from kring.guide import access
from kring.guide.domain.book import Book
from kring.guide.domain.making import MOST_TRIES, Step, Wanted, expected, pages_in, wrong_with
from kring.guide.models import GuideOrder, GuidePaper
from kring.guide.queries.book import book_of
from kring.guide.queries.editions import Line, edition, editions

LAYOUT = Path(__file__).parents[1] / "data" / "book.typ"
_LOCK = 0x70617065  # "pape"
A_MOMENT = 1.0  # seconds between two times that the page hears how far it is

log = logging.getLogger(__name__)


class NotWhole(Exception):
    """What was made is not a PDF that everybody can read."""


def make_papers(*, by: Actor) -> int:
    """
    Make whatever waits, one after another, each in a transaction of its own. Answers how many were made.

    One worker makes at a time, so that letters and matches never wait behind paper; what is asked meanwhile comes
    along. Killed halfway, nothing of that one is kept and the next round begins it again.

    :raises NotAllowed: for anyone but the worker
    """
    access.may_make(by).enforce()
    tried: list[str] = []
    made = 0
    while order := _next(tried):
        tried.append(order.pk)
        made += _try(order)
    return made


def _next(tried: Sequence[str]) -> GuideOrder | None:
    """What waits longest, and was not tried in this round."""
    settled = GuidePaper.objects.filter(step__in=[Step.READY, Step.FAILED]).values("pk")
    waiting = GuideOrder.objects.exclude(pk__in=settled).exclude(pk__in=tried)
    return waiting.order_by("asked_on", "pk").first()


def _try(order: GuideOrder) -> bool:
    try:
        with transaction.atomic(durable=True):
            return _alone() and _make(order)
    except Exception:
        log.exception("%s was not made", order.pk)
        _tell(order.pk, step=Step.FAILED if _tries(order.pk) >= MOST_TRIES else Step.WAITING, done=0, total=0)
        return False


def _make(order: GuideOrder) -> bool:
    """Under the lock, unless somebody did meanwhile: put it together, lay it out, see that it is whole, keep it."""
    tries = _tries(order.pk)
    if GuidePaper.objects.filter(pk=order.pk, step=Step.READY).exists():
        return False
    if tries >= MOST_TRIES:
        _tell(order.pk, step=Step.FAILED)
        return False
    _tell(order.pk, step=Step.READING, tries=tries + 1, done=0, total=0)
    made = _book(order)
    file = _laid_out(order.pk, made)
    _tell(order.pk, step=Step.CHECKING)
    if problem := wrong_with(file):
        raise NotWhole(problem)
    GuidePaper.objects.filter(pk=order.pk).update(
        step=Step.READY, file=file, pages=pages_in(file), size=len(file), done=0, total=0
    )
    return True


def _book(order: GuideOrder) -> Book:
    there = {one.key: one for one in editions()}
    this = there[order.edition_id]
    earlier: Line | None = next((one for one in there.values() if one.number < this.number), None)
    wanted = Wanted(order.edition_id, order.sector, order.chapter, order.language)
    return book_of(wanted, edition(this), edition(earlier) if earlier else None)


def _laid_out(key: str, made: Book) -> bytes:
    """Lay it out in a thread; meanwhile the page hears every moment that it goes on, and how long it usually takes."""
    total = expected(sum(len(chapter.measures) for chapter in made.chapters))
    with ThreadPoolExecutor(max_workers=1) as thread:
        working = thread.submit(laid_out, LAYOUT, "book", made.as_data(), made.day)
        seconds = 0
        _tell(key, step=Step.LAYING_OUT, done=seconds, total=total)
        while wait([working], timeout=A_MOMENT).not_done:
            seconds += 1
            _tell(key, step=Step.LAYING_OUT, done=seconds, total=total)
        return working.result()


def _alone() -> bool:
    """Whether nobody else is making anything; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        (free,) = cursor.fetchone()
    return bool(free)


def _tries(key: str) -> int:
    return GuidePaper.objects.filter(pk=key).values_list("tries", flat=True).first() or 0


def _tell(key: str, **how_far: object) -> None:
    """How far it is, for the page: on a connection apart, because the rest cannot be seen before it stands."""
    GuidePaper.objects.using("apart").update_or_create(pk=key, defaults=how_far)

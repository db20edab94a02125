"""Write a page to read in the organisation's own words (eigen tekst), or go back to Kring's."""

from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.referral import access
from kring.referral.domain import markup
from kring.referral.domain.meanwhile import Meanwhile
from kring.referral.models import OwnText
from kring.referral.queries.texts import digest, kring_text


@transaction.atomic
def keep_text(*, page: str, language: str, body: str, review_on: date, after: int, by: Actor, at: datetime) -> int:
    """
    Keep a new version and show it from now; answers with its number. Older versions stay.

    :param body: plain text in the markup of `domain/markup.py`, already cleaned
    :param after: the number of the newest version that the writer saw
    :raises NotAllowed: if the actor writes no texts, or there is no such page
    :raises Meanwhile: if somebody else wrote a version since
    """
    access.may_keep_texts(by).enforce()
    original = {one.key: one for one in guideline.reading_pages(by.organisation_id)}.get(page)
    if original is None:
        raise NotAllowed(Decision(False, "There is no such page."))
    newest = _newest(page, language)
    if newest != after:
        raise Meanwhile
    _retire(page, language)
    text = OwnText(
        id=uuid4(),
        organisation_id=by.organisation_id,
        page=page,
        language=language,
        number=newest + 1,
        body=markup.tidy(body),
        based_on=digest(kring_text(original, language)),
        written_on=local_day(by.organisation_id, at),
        review_on=review_on,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError as two_at_once:  # who waited above does not see a version that came meanwhile
        raise Meanwhile from two_at_once
    log.record("owntext.written", "C", by=by, at=at)
    return newest + 1


@transaction.atomic
def use_kring_text(*, page: str, language: str, by: Actor, at: datetime) -> None:
    """
    Show Kring's own text again; the versions stay.

    :raises NotAllowed: if the actor writes no texts
    """
    access.may_keep_texts(by).enforce()
    _newest(page, language)
    _retire(page, language)
    log.record("owntext.retired", "U", by=by, at=at)


def _newest(page: str, language: str) -> int:
    """The number of the newest version; whoever else writes one waits."""
    rows = OwnText.objects.select_for_update().filter(page=page, language=language)
    return max((row.number for row in rows), default=0)


def _retire(page: str, language: str) -> None:
    OwnText.objects.filter(page=page, language=language, is_current=True).update(is_current=False)

"""Publish the guide as a new edition (handreiking uitbrengen): a copy that nobody changes afterwards."""

import hashlib
import json
from datetime import date, datetime

from django.db import connection, transaction

from kring.foundation.actor import Actor
from kring.foundation.plain import plain
from kring.guide import access
from kring.guide.domain.edition import Content, day_here, next_key, quarter
from kring.guide.models import GuideEdition, GuideItem
from kring.guide.queries.draft import draft

_LOCK = 0x67756964  # "guid": two that publish at once would give two editions one number
AT_ONCE = 500


@transaction.atomic
def publish_edition(*, by: Actor, at: datetime, quarterly: bool = False, content: Content | None = None) -> str:
    """
    Publish what the guide holds now. Answers with the name of the edition, or nothing if none was needed.

    :param quarterly: only if the last edition is from an earlier quarter of the year
    :param content: what to publish instead of what the catalogue holds now; for the demonstration
    :raises NotAllowed: for anyone within an organisation
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    access.may_publish(by).enforce()
    last, day = GuideEdition.objects.order_by("-number").first(), day_here(at)
    if last and (day < last.published_on or (quarterly and quarter(last.published_on) == quarter(day))):
        return ""
    content = content or draft()
    fingerprint = fingerprint_of(content)
    if not content.items or (last and last.fingerprint == fingerprint):
        return ""
    return _keep(content, fingerprint, day, last)


def fingerprint_of(content: Content) -> str:
    """What changes when anything changes that would be published."""
    return hashlib.sha256(json.dumps(plain(content), sort_keys=True).encode()).hexdigest()


def _keep(content: Content, fingerprint: str, day: date, last: GuideEdition | None) -> str:
    edition = GuideEdition(
        key=next_key(day, last.key if last else ""),
        number=last.number + 1 if last else 1,
        published_on=day,
        frame=plain(content.frame),
        fingerprint=fingerprint,
    )
    edition.save(force_insert=True)
    rows = (
        GuideItem(key=f"{edition.key}:{item.key}", edition=edition, place=place, document=plain(item))
        for place, item in enumerate(content.items)
    )
    GuideItem.objects.bulk_create(rows, batch_size=AT_ONCE)
    return edition.key

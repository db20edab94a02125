"""Fix the numbers of the half-year that ended (cijfers vaststellen): once, and what was counted is gone after."""

from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.disclosure.counters import forget_counted, forget_published, publish_half_year
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.portal.domain.publishing import ended_before, is_due, oldest_kept


def publish_figures(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """
    Publish the last half-year if it ended two weeks ago or more; answers how many numbers appeared.

    The counters go with it, also the ones that came in later: a half-year is fixed once and never recomputed.
    Half-years older than five years disappear. For the nightly batch only.
    """
    today = local_day(organisation_id, at)
    forget_published(organisation_id, oldest_kept(today))
    if not is_due(today):
        return 0
    name = guideline.half_year(ended_before(today))
    published = publish_half_year(organisation_id, name, people.divisions())
    forget_counted(name)
    if published:
        log.record("figures.published", "C", by=by, at=at)
    return published

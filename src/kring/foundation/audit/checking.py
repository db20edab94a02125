"""Whether the access log is as it was written: every seal fits, none is missing, and the anchors agree."""

from datetime import datetime
from uuid import UUID

from kring.foundation.audit import anchors
from kring.foundation.audit.jobs import A_MONTH
from kring.foundation.audit.log import broken_seals
from kring.foundation.audit.models import AccessLine, AccessSeal
from kring.foundation.tenancy.queries import local_day, organisation


def tampering(organisation_id: UUID, at: datetime) -> list[str]:
    """
    What is wrong with the log of the organisation in context, in sentences for an operator; empty when nothing is.

    Found are lines that were changed, taken away, added or put under another seal, seals that are missing, and a chain
    that was written anew from before the last night.
    """
    seals = dict(AccessSeal.objects.filter(organisation_id=organisation_id).values_list("number", "hash"))
    found = [f"Seal {number} does not fit its lines, or the seal before." for number in broken_seals(organisation_id)]
    if seals and sorted(seals) != list(range(min(seals), max(seals) + 1)):
        found.append("A seal between two others is missing.")
    known = AccessSeal.objects.filter(organisation_id=organisation_id).values("id")
    loose = AccessLine.objects.filter(organisation_id=organisation_id, sealed_in__isnull=False)
    if loose.exclude(sealed_in__in=known).exists():
        found.append("There are lines under a seal that does not exist.")
    return found + _against_anchors(organisation_id, seals, at)


def _against_anchors(organisation_id: UUID, seals: dict[int, str], at: datetime) -> list[str]:
    kept = organisation(organisation_id).log_kept_months * A_MONTH
    wrong = [
        anchor.day
        for anchor in anchors.since(organisation_id, local_day(organisation_id, at - kept))
        if seals.get(anchor.number) != anchor.hash
    ]
    return [f"The log is not as it was on {day}." for day in wrong]

"""Look up at night what shows that the guideline is followed (nakijken), and keep what was found."""

from datetime import datetime
from uuid import UUID, uuid4

from kring.compliance.models import Finding
from kring.foundation import evidence
from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day


def look_up(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """
    Ask every context once, and write the answers anew; answers how many there are. For the nightly batch only.

    Nothing here is about a person, so nothing is logged.
    """
    assert by.kind == "job" and by.organisation_id == organisation_id
    today = local_day(organisation_id, at)
    half_year, readings = evidence.look_up(organisation_id, today)
    Finding.objects.filter(organisation_id=organisation_id).delete()
    rows = [
        Finding(
            id=uuid4(),
            organisation_id=organisation_id,
            item=key,
            found=reading.verdict.value,
            shown=reading.shown,
            whole=reading.whole,
            detail=list(reading.detail),
            half_year=half_year,
            looked_on=today,
        )
        for key, reading in readings.items()
    ]
    Finding.objects.bulk_create(rows)
    return len(rows)

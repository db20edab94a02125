"""Which organisation a request is for: by host name (decision 32)."""

import time
from uuid import UUID

from django.db import connection

SECONDS = 30
_known: dict[str, tuple[float, UUID | None]] = {}


def organisation_for(host: str) -> UUID | None:
    """
    The organisation with this host name; with exactly one organisation, or in the demo, an unknown host falls
    back to the first. Remembered per process for half a minute.
    """
    name = host.rsplit(":", 1)[0].strip("[]").lower() if not host.endswith("]") else host.strip("[]")
    at = time.monotonic()
    found = _known.get(name)
    if found and found[0] > at:
        return found[1]
    with connection.cursor() as cursor:
        cursor.execute("select private.organisation_by_host(%s)", [name])
        row = cursor.fetchone()
    organisation: UUID | None = row[0] if row else None
    if organisation is not None:
        if len(_known) > 10_000:
            _known.clear()
        _known[name] = (at + SECONDS, organisation)
    return organisation

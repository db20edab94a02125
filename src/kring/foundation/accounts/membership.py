"""From a login to a person: an account acts in the organisation of the host only (decision 30)."""

from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import person_tag


def person_behind(account_id: UUID, organisation_id: UUID) -> Actor | None:
    """The person this account is in this organisation, with the roles held now; None elsewhere or after leaving."""
    with connection.cursor() as cursor:
        cursor.execute("select person_id, roles from private.who(%s, %s)", [account_id, organisation_id])
        row = cursor.fetchone()
    if row is None:
        return None
    person_id, roles = row
    tag = person_tag(organisation_id, person_id)
    return Actor("web", organisation_id, person_id, tag, frozenset(roles))

"""Reading the organisation of the current context."""

from uuid import UUID

from kring.foundation.tenancy.models import Organisation


def organisation(organisation_id: UUID) -> Organisation:
    """The organisation as its own row; row-level security lets a context see only its own."""
    return Organisation.objects.get(pk=organisation_id)

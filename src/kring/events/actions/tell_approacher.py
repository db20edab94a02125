"""Tell a supporter that a coordinator handed names over; whose, stands behind signing in."""

from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.queries import organisation, site
from kring.supporters import queries as supporters


def tell_approacher(supporter_id: UUID, *, by: Actor, at: datetime) -> None:
    """One neutral mail; whoever is no supporter any more hears nothing. For the worker."""
    letterbox = supporters.letterbox(supporter_id)
    if letterbox is None:
        return
    mail, language = letterbox
    home = organisation(by.organisation_id)
    post("events/mail/approach.txt", to=mail, language=language, organisation_id=home.pk, at=at, site=site(home))

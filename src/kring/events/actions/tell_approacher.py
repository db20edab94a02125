"""Tell a supporter that a coordinator handed names over; whose, stands behind signing in."""

from datetime import datetime
from uuid import UUID

from kring.events.models import Offer
from kring.foundation.actor import Actor
from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.queries import organisation, site
from kring.supporters import queries as supporters

ABOUT = "events.approach:"


def tell_approacher(supporter_id: UUID, *, by: Actor, at: datetime) -> None:
    """One neutral mail; whoever is no supporter any more hears nothing. For the worker."""
    letterbox = supporters.letterbox(supporter_id)
    if letterbox is None:
        return
    mail, language = letterbox
    home = organisation(by.organisation_id)
    post(
        "events/mail/approach.txt",
        to=mail,
        language=language,
        organisation_id=home.pk,
        at=at,
        about=f"{ABOUT}{supporter_id}:{at.isoformat()}",
        site=site(home),
    )


def approacher_told(about: str) -> None:
    """That mail went: it stands for all names that were handed over before it was written (ADR 19). For the worker."""
    if about.startswith(ABOUT):
        supporter, _, posted = about.removeprefix(ABOUT).partition(":")
        told = Offer.objects.filter(approacher_id=UUID(supporter), mail_at__lte=datetime.fromisoformat(posted))
        told.update(mail_at=None)

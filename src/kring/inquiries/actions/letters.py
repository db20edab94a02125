"""The two mails to an adviser: the invitation and, at most once, the reminder. Each with a link of its own."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import translation

from kring.foundation.mail import outbox
from kring.foundation.tenancy.queries import organisation, site
from kring.inquiries.models import Inquiry, Invitation
from kring.ui.formats import day


def send_letter(name: str, invitation: Invitation, inquiry: Inquiry, token: str, *, at: datetime) -> UUID:
    """Post it, in the current transaction; answers with the id of the mail."""
    home = organisation(invitation.organisation_id)
    with translation.override(invitation.language):
        until = day(inquiry.closes_on)
    return outbox.post(
        f"inquiries/mail/{name}.txt",
        to=invitation.address,
        language=invitation.language,
        organisation_id=invitation.organisation_id,
        at=at,
        name=invitation.name,
        title=inquiry.title,
        asked_by=inquiry.asked_for or home.name,
        organisation=home.name,
        until=until,
        link=site(home) + reverse("inquiries:answering", args=[token]),
    )

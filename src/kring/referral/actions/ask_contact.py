"""Ask a provider to get in touch (een contactvraag): the person's own act, without signing in (ADR 13)."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.urls import reverse

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.keys.lookup import code_of_form, fresh_token, lookup_hash
from kring.foundation.keys.sealing import new_key
from kring.foundation.mail import outbox
from kring.foundation.tenancy.queries import organisation, site
from kring.referral.access import hash_for
from kring.referral.domain.contact import KEPT, Caller
from kring.referral.models import ContactRequest, Provider

MAIL = "referral/mail/contact.txt"


def ask_contact(*, provider_id: UUID, caller: Caller, form_token: str, by: Actor, at: datetime) -> str:
    """
    Send the request, and answer with the code to follow it with. The same form sent twice is one request.

    The access log gets no line: that somebody asked here is nobody's business, not even without a name.

    :raises NotAllowed: if nobody here takes requests under this id
    """
    row = Provider.objects.filter(pk=provider_id, is_removed=False, takes_requests=True).first()
    if row is None:
        raise NotAllowed(Decision(False, "There is no such provider here."))
    form = f"{by.organisation_id}:{provider_id}:{form_token}"
    code = code_of_form("contact", form)
    try:
        with transaction.atomic():
            _keep(row, caller, form, code, at)
    except IntegrityError:  # the unique key on the form: this one was sent before
        return code
    return code


def _keep(row: Provider, caller: Caller, form: str, code: str, at: datetime) -> None:
    request_id, link = uuid4(), fresh_token()
    key = new_key(row.organisation_id, holder=request_id, at=at)
    home = organisation(row.organisation_id)
    mail_id = outbox.post(
        MAIL,
        to=row.mail,
        language="nl" if "nl" in row.languages else "en",
        organisation_id=row.organisation_id,
        at=at,
        link=site(home) + reverse("referral:take_over", args=[link]),
        organisation=home.name,
    )
    ContactRequest(
        id=request_id,
        organisation_id=row.organisation_id,
        provider_id=row.id,
        keeper_id=row.keeper_id,
        form_hash=lookup_hash("contact-form", form),
        code_hash=hash_for("contact_by_code", code),
        link_hash=hash_for("contact_by_link", link),
        mail_id=mail_id,
        data_key_id=key.id,
        sealed=key.seal("caller", request_id, caller.packed()),
        gone_at=at + KEPT,
    ).save(force_insert=True)

"""The signpost for everyone: who helps, one of them, PAGO and PMO. Nothing is counted, nobody signs in."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.referral import queries
from kring.referral.forms.visiting import FilterForm
from kring.referral.queries import ProviderCard
from kring.referral.queries.checks import health_checks
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def signpost(request: Request) -> HttpResponse:
    """Everyone who helps, with a filter that works without JavaScript."""
    today, language = local_day(request.organisation_id, request.now), str(request.LANGUAGE_CODE)
    form = FilterForm(request.GET or None)
    found = queries.providers(today, language, form.wanted)
    return render_page(
        request,
        "referral/signpost.html",
        status=200,
        filter=Filter(form),
        inside=[card for card in found if card.is_inside],
        outside=[card for card in found if not card.is_inside],
        is_empty=not found and queries.is_empty(today),
    )


class Filter:
    """The form of a search: what does not fit in it is no mistake of somebody who looks for help."""

    def __init__(self, form: FilterForm) -> None:
        self.form = form

    @property
    def is_used(self) -> bool:
        """Whether somebody looked for something."""
        return self.form.wanted != queries.Wanted()


@door(Who.EVERYONE)
@require_safe
def provider(request: Request, provider_id: UUID) -> HttpResponse:
    """:raises Http404: if there is no such provider, or the contract is over"""
    return render_page(request, "referral/provider.html", card=card_of(request, provider_id))


@door(Who.EVERYONE)
@require_safe
def checks(request: Request) -> HttpResponse:
    """What PAGO and PMO are, when they are here, and what an employer sees of them."""
    today, language = local_day(request.organisation_id, request.now), str(request.LANGUAGE_CODE)
    return render_page(request, "referral/checks.html", checks=health_checks(today, language))


def card_of(request: Request, provider_id: UUID) -> ProviderCard:
    """:raises Http404: if there is no such provider"""
    today = local_day(request.organisation_id, request.now)
    card = queries.provider(provider_id, today, str(request.LANGUAGE_CODE))
    if card is None:
        raise Http404
    return card

"""Pages to read: what is normal, what helps, whom to call, and how to begin about a colleague."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.portal.queries import reading as asked
from kring.portal.queries.addresses import address
from kring.portal.queries.house import house
from kring.portal.queries.sheets import SIZES, pdf, sheet_of
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def readings(request: Request) -> HttpResponse:
    """All pages to read."""
    pages = asked.readings(request.organisation_id, str(request.LANGUAGE_CODE))
    return render_page(request, "portal/readings.html", readings=pages)


@door(Who.EVERYONE)
@require_safe
def reading(request: Request, slug: str) -> HttpResponse:
    """:raises Http404: if there is no such page"""
    of, language = request.organisation_id, str(request.LANGUAGE_CODE)
    page = asked.reading(slug, of, language)
    if page is None:
        raise Http404
    others = tuple(other for other in asked.readings(of, language) if other.slug != slug)
    return render_page(
        request,
        "portal/reading.html",
        page=page,
        others=others,
        sizes=list(SIZES.items()),
        ask_url=address("support:ask"),
    )


@door(Who.EVERYONE)
@require_safe
def reading_paper(request: Request, slug: str, size: str) -> HttpResponse:
    """
    A page to read as a leaflet, or as a poster with a square to scan; an accessible PDF, to save.

    :raises Http404: if there is no such page or size
    """
    of, language = request.organisation_id, str(request.LANGUAGE_CODE)
    page = asked.reading(slug, of, language)
    if page is None or size not in SIZES:
        raise Http404
    here = house(of)
    day = local_day(of, request.now)
    link = request.build_absolute_uri(reverse("portal:reading", args=[slug]))
    sheet = sheet_of(page, size, organisation=here.name, link=link, language=language, day=day)
    response = HttpResponse(pdf(sheet), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="kring-{slug}-{size}-{language}.pdf"'
    return response


@door(Who.EVERYONE)
@require_safe
def colleague(request: Request) -> HttpResponse:
    """Worried about a colleague: how to begin, and how to see to it that they get an offer."""
    return render_page(
        request,
        "portal/colleague.html",
        page=asked.reading_for_colleagues(str(request.LANGUAGE_CODE)),
        offer_url=address("events:for_colleague"),
        ask_url=address("support:ask"),
    )

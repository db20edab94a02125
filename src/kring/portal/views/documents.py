"""The documents for works council, privacy officer and board: to read for everyone here, and as a file."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal.domain.document import Document
from kring.portal.queries import documents as asked
from kring.portal.queries.house import house
from kring.portal.queries.pdf import pdf
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def documents(request: Request) -> HttpResponse:
    """All documents; a works council has no account, so everyone here may read them."""
    found = asked.summaries(str(request.LANGUAGE_CODE))
    return render_page(request, "portal/documents/documents.html", documents=found)


@door(Who.EVERYONE)
@require_safe
def document(request: Request, slug: str) -> HttpResponse:
    """:raises Http404: if there is no such document"""
    return render_page(request, "portal/documents/document.html", document=_document(request, slug))


@door(Who.EVERYONE)
@require_safe
def document_file(request: Request, slug: str) -> HttpResponse:
    """
    The same as an accessible PDF, to save: the content policy of a page would keep some readers from showing it.

    :raises Http404: if there is no such document
    """
    found = _document(request, slug)
    response = HttpResponse(pdf(found), content_type="application/pdf")
    name = f"kring-{found.slug}-{found.language}-{found.day}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _document(request: Request, slug: str) -> Document:
    here = house(request.organisation_id)
    day = request.now.astimezone(here.zone).date()
    found = asked.document(slug, str(request.LANGUAGE_CODE), organisation=here.name, day=day)
    if found is None:
        raise Http404
    return found

"""The guide on paper: ask for it, see how far it is, and save it. For everyone."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guide.actions.ask_paper import ask_paper
from kring.guide.domain.making import Wanted
from kring.guide.queries import papers
from kring.guide.views.place import Place, place_of
from kring.guide.wording import STEPS
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Request, edition: str, sector: str) -> HttpResponse:
    """
    How far it is, with a button to ask for it; `?thema=` is one theme.

    :raises Http404: if there is no such guide
    """
    here, wanted, label = _wanted(request, edition, sector)
    address = _address("guide:paper", wanted)
    if request.method == "POST":
        ask_paper(wanted=wanted, at=request.now)
        return redirect(address)
    found = papers.paper(wanted)
    return render_page(
        request,
        "guide/paper.html",
        fragment="guide/_paper.html",
        here=here,
        sector=sector,
        chapter=wanted.chapter,
        title=label,
        paper=found,
        step=STEPS[found.step] if found else "",
        megabytes=max(1, round(found.size / 100_000)) / 10 if found else 0,
        address=address,
        file_address=_address("guide:paper_file", wanted),
    )


@door(Who.EVERYONE)
@require_safe
def paper_file(request: Request, edition: str, sector: str) -> HttpResponse:
    """
    The file as it is kept, to save.

    :raises Http404: if it is not there yet
    """
    _here, wanted, _label = _wanted(request, edition, sector)
    file = papers.file(wanted)
    if file is None:
        raise Http404
    response = HttpResponse(file, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{wanted.file_name}"'
    return response


def _wanted(request: Request, edition: str, sector: str) -> tuple[Place, Wanted, str]:
    here = place_of(request, edition)
    found = here.sector(sector)
    label, chapter = found.label.in_language(here.language), ""
    if asked := request.GET.get("thema", ""):
        term = here.chapter(found, asked)
        label, chapter = f"{label}: {term.label.in_language(here.language)}", term.key
    return here, Wanted(here.key, found.key, chapter, here.language.partition("-")[0]), label


def _address(name: str, wanted: Wanted) -> str:
    query = f"?{urlencode({'thema': wanted.chapter})}" if wanted.chapter else ""
    return reverse(name, args=(wanted.edition, wanted.sector)) + query

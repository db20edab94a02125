"""Pages to read in an organisation's own words: written, compared with Kring's, reviewed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.referral import access
from kring.referral.actions.keep_text import keep_text, use_kring_text
from kring.referral.domain.meanwhile import Meanwhile
from kring.referral.forms.writing import TextForm
from kring.referral.queries import texts as asked
from kring.referral.queries.texts import Page
from kring.ui.pages import render_page

LANGUAGES = ("nl", "en")


@door(Who.KEEPER)
@require_safe
def texts(request: Request) -> HttpResponse:
    """Every page in both languages: whose words, and until when."""
    _enforce(request)
    found = [(language, asked.pages(request.organisation_id, language)) for language in LANGUAGES]
    today = local_day(request.organisation_id, request.now)
    return render_page(request, "referral/texts.html", found=found, today=today)


@door(Who.KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, page: str, language: str) -> HttpResponse:
    """
    Write one page; `?versie=` fills in an older version.

    :raises Http404: if there is no such page
    """
    found = _page(request, page, language)
    today = local_day(request.organisation_id, request.now)
    form = TextForm(
        request.POST if request.method == "POST" else None,
        today=today,
        initial=_begin(found, request.GET.get("versie")),
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            keep_text(
                page=found.key,
                language=language,
                body=given["body"],
                review_on=given["review_on"],
                after=given["after"],
                by=request.actor,
                at=request.now,
            )
        except Meanwhile:
            form.add_error("body", _("Somebody else wrote a version meanwhile. Compare, and keep yours once more."))
            form.data = {**request.POST.dict(), "after": str(found.last_number)}
        else:
            messages.success(request, _("Kept. Everyone reads this version now."))
            return redirect("referral:text", page, language)
    return render_page(request, "referral/text.html", page=found, form=form, today=today)


@door(Who.KEEPER)
@require_POST
def back(request: Request, page: str, language: str) -> HttpResponse:
    """Show Kring's own text again."""
    found = _page(request, page, language)
    use_kring_text(page=found.key, language=language, by=request.actor, at=request.now)
    messages.success(request, _("Everyone reads Kring's own text again."))
    return redirect("referral:texts")


def _enforce(request: Request) -> None:
    access.may_keep_texts(request.actor).enforce()


def _page(request: Request, page: str, language: str) -> Page:
    _enforce(request)
    found = asked.page(page, request.organisation_id, language) if language in LANGUAGES else None
    if found is None:
        raise Http404
    return found


def _begin(page: Page, version: str | None) -> dict[str, Any]:
    """What the form begins with: an older version, the current one, or Kring's text."""
    older = {str(one.number): one for one in page.versions}.get(version or "")
    start = older or page.current
    begun: dict[str, Any] = {"after": page.last_number, "body": start.body if start else page.kring}
    return {**begun, "review_on": page.current.review_on} if page.current and not older else begun

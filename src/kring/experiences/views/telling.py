"""What our own organisation tells: a fixed form, the list, and sharing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.catalogue import queries as catalogue
from kring.experiences import access, queries
from kring.experiences.actions.decide_sharing import decide_sharing
from kring.experiences.actions.tell_experience import take_away, tell_experience
from kring.experiences.domain.experience import DoesNotFit
from kring.experiences.forms import ExperienceForm
from kring.experiences.views.words import in_words
from kring.experiences.wording import WRONG
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.ui.pages import render_page


@door(Who.SIGNED_IN)
@require_safe
def ours(request: Request) -> HttpResponse:
    """What this organisation told, and what it shares."""
    access.may_tell(request.actor).enforce()
    told = [in_words(one) for one in queries.ours(request.actor, str(request.LANGUAGE_CODE))]
    return render_page(request, "experiences/ours.html", told=told, shares=access.shares(request.actor))


@door(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: Request, entry: str) -> HttpResponse:
    """Tell about one measure."""
    access.may_tell(request.actor).enforce()
    language = str(request.LANGUAGE_CODE)[:2]
    cards = catalogue.cards([entry], language)
    if not cards:
        raise Http404
    groups, situations = queries.choices(language)
    form = ExperienceForm(
        request.POST if request.method == "POST" else None,
        groups=groups,
        situations=situations,
        half_years=_half_years(request),
    )
    if form.is_valid() and _told(request, form, entry, language):
        return redirect("experiences:ours")
    return render_page(request, "experiences/tell.html", form=form, card=cards[0], entry=entry)


@door(Who.SIGNED_IN)
@require_POST
def share(request: Request, experience_id: UUID) -> HttpResponse:
    """Share, share with the name, or stop: `how` says which."""
    how = request.POST.get("how", "")
    try:
        decide_sharing(
            experience_id=experience_id, shared=how in {"nameless", "named"}, named=how == "named", by=request.actor
        )
    except DoesNotFit as wrong:
        messages.error(request, WRONG[wrong.why])
    else:
        messages.success(request, _("Kept. Others see the change within a few minutes."))
    return redirect("experiences:ours")


@door(Who.SIGNED_IN)
@require_POST
def remove(request: Request, experience_id: UUID) -> HttpResponse:
    """Take one away that is not shared."""
    try:
        take_away(experience_id=experience_id, by=request.actor)
    except DoesNotFit as wrong:
        messages.error(request, WRONG[wrong.why])
    else:
        messages.success(request, _("It is gone."))
    return redirect("experiences:ours")


def _told(request: Request, form: ExperienceForm, entry: str, language: str) -> bool:
    try:
        tell_experience(told=form.told(entry, language), by=request.actor, at=request.now)
    except DoesNotFit as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, WRONG[wrong.why])
        return False
    messages.success(request, _("Thank you. Others see it only after a decision of an administrator or coordinator."))
    return True


def _half_years(request: Request) -> list[tuple[str, str]]:
    return queries.half_years(local_day(request.organisation_id, request.now))

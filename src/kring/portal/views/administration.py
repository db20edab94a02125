"""The administrator's pages: what is to be arranged, the settings in groups, and the list of what can happen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal import forms
from kring.portal.actions import keep_own_items as own
from kring.portal.actions.change_organisation import change_organisation
from kring.portal.queries import administration as asked
from kring.portal.queries.house import house
from kring.portal.wording import GROUPS, SORTS
from kring.ui.forms import Form
from kring.ui.house_style import stylesheet
from kring.ui.pages import render_page

FORMS: dict[str, Callable[..., Form]] = {
    "nummers": forms.NumbersForm,
    "klokken": forms.ClocksForm,
    "bewaren": forms.RetentionForm,
    "woorden": forms.WordsForm,
    "stijl": forms.StyleForm,
}
A_YEAR = 365 * 24 * 3600


@door(Who.ADMINISTRATOR)
@require_safe
def overview(request: Request) -> HttpResponse:
    """What is not arranged yet, and how far the crafts reach."""
    here = house(request.organisation_id)
    return render_page(
        request,
        "portal/administration/overview.html",
        unarranged=asked.unarranged(request.actor, here),
        reach=asked.reach(here, request.now, str(request.LANGUAGE_CODE)),
    )


@door(Who.ADMINISTRATOR)
@require_safe
def settings(request: Request) -> HttpResponse:
    """The groups of settings."""
    groups = [(group, *words) for group, words in GROUPS.items()]
    return render_page(request, "portal/administration/settings.html", groups=groups)


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def setting(request: Request, group: str) -> HttpResponse:
    """One group; a change counts at once here, and within half a minute everywhere."""
    if group not in FORMS:
        raise Http404
    form = _form(request, group)
    if form.is_valid():
        changed = change_organisation(values=form.cleaned_data, by=request.actor, at=request.now)
        messages.success(
            request, _("Kept. Everyone sees it within half a minute.") if changed else _("Nothing was different.")
        )
        return redirect("portal:settings")
    title, lead = GROUPS[group]
    return render_page(request, "portal/administration/setting.html", form=form, title=title, lead=lead)


@door(Who.ADMINISTRATOR)
@require_safe
def own_items(request: Request) -> HttpResponse:
    """What the organisation added to the list of what can happen."""
    found = asked.own_items(request.organisation_id, str(request.LANGUAGE_CODE))
    sorts = [(sort, label, found[sort]) for sort, label in SORTS.items()]
    return render_page(request, "portal/administration/own_items.html", sorts=sorts)


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add_own_item(request: Request, sort: str) -> HttpResponse:
    """Add one."""
    if sort not in own.FLAGS:
        raise Http404
    form = forms.OwnItemForm(request.POST if request.method == "POST" else None, sort=sort)
    if form.is_valid() and _added(request, sort, form):
        return redirect("portal:own_items")
    return render_page(request, "portal/administration/own_item.html", form=form, title=SORTS[sort])


@door(Who.ADMINISTRATOR)
@require_POST
def take_off(request: Request, sort: str, key: str) -> HttpResponse:
    """Take one off; what was let known with it stays."""
    if sort not in own.FLAGS:
        raise Http404
    own.remove_own_item(sort=sort, key=key, by=request.actor, at=request.now)
    messages.success(request, _("It is off the list."))
    return redirect("portal:own_items")


@door(Who.EVERYONE)
@require_safe
def style(request: Request) -> HttpResponse:
    """The stylesheet with the colour of the house; its address changes with the colour."""
    answer = HttpResponse(stylesheet(*house(request.organisation_id).brand), content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer


def _form(request: Request, group: str) -> Form:
    more: dict[str, Any] = {}
    if group == "klokken":
        more = {"of": request.organisation_id, "language": str(request.LANGUAGE_CODE)}
    form = FORMS[group](request.POST if request.method == "POST" else None, **more)
    form.initial = asked.in_force(request.organisation_id, tuple(form.fields))
    return form


def _added(request: Request, sort: str, form: Form) -> bool:
    given = form.cleaned_data
    try:
        own.add_own_item(sort=sort, item=own.OwnItem(**given), by=request.actor, at=request.now)
    except own.DoesNotFit:
        form.add_error("label_nl", _("This does not fit: the name is on the list already, or there are twelve."))
        return False
    messages.success(request, _("Added. Everyone sees it within half a minute."))
    return True

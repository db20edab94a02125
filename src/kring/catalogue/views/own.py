"""What an organisation adds itself, and lists with a name: for whoever makes policy."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.catalogue import access
from kring.catalogue.actions.keep_list import drop_list, keep_list
from kring.catalogue.actions.look_over_entry import publish_entry, remove_entry, show_entry
from kring.catalogue.actions.propose_entry import propose_entry
from kring.catalogue.forms import NameForm, OwnEntryForm
from kring.catalogue.models import OwnEntry
from kring.catalogue.queries import own
from kring.catalogue.views.trail import Trail, keys
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.ui.pages import render_page


@door(Who.SIGNED_IN)
@require_safe
def own_entries(request: Request) -> HttpResponse:
    """All entries of the organisation itself."""
    access.may_add(request.actor).enforce()
    looks_over = access.may_moderate(request.actor).allowed
    return render_page(request, "catalogue/own_entries.html", lines=own.own_entries(), looks_over=looks_over)


@door(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Add an entry."""
    access.may_add(request.actor).enforce()
    form = OwnEntryForm(_sent(request), initial={"language": request.LANGUAGE_CODE, "groups": ["everyone"]})
    if form.is_valid():
        propose_entry(fields=form.cleaned_data, by=request.actor, at=request.now)
        messages.success(request, _("Kept. An administrator or coordinator looks it over before others see it."))
        return redirect("catalogue:own")
    return render_page(request, "catalogue/own_entry.html", form=form, line=None)


@door(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def look_over(request: Request, entry_id: UUID) -> HttpResponse:
    """Look over an entry and show it."""
    access.may_moderate(request.actor).enforce()
    found = own.own_entry(entry_id)
    if found is None:
        raise Http404
    form = OwnEntryForm(_sent(request), initial=found.fields)
    if form.is_valid():
        show_entry(entry_id=entry_id, fields=form.cleaned_data, by=request.actor, at=request.now)
        messages.success(request, _("Everybody here can find it now."))
        return redirect("catalogue:own")
    return render_page(request, "catalogue/own_entry.html", form=form, line=found.line)


@door(Who.SIGNED_IN)
@require_POST
def share(request: Request, entry_id: UUID) -> HttpResponse:
    """Share with other organisations, or no longer."""
    publish = request.POST.get("share") == "yes"
    try:
        publish_entry(entry_id=entry_id, publish=publish, by=request.actor, at=request.now)
    except OwnEntry.DoesNotExist as gone:
        raise Http404 from gone
    said = _("Other organisations can find it in a moment, without your name.")
    messages.success(request, said if publish else _("Other organisations do not find it any more in a moment."))
    return redirect("catalogue:own")


@door(Who.SIGNED_IN)
@require_POST
def remove(request: Request, entry_id: UUID) -> HttpResponse:
    """Take an entry away."""
    try:
        gone = remove_entry(entry_id=entry_id, by=request.actor, at=request.now)
    except OwnEntry.DoesNotExist as missing:
        raise Http404 from missing
    if gone:
        messages.success(request, _("Taken away."))
    else:
        messages.warning(request, _("Other organisations see this. Stop sharing it first, and wait a moment."))
    return redirect("catalogue:own")


@door(Who.SIGNED_IN)
@require_POST
def keep(request: Request) -> HttpResponse:
    """Give the list in the form a name."""
    access.may_add(request.actor).enforce()
    form = NameForm(request.POST)
    listed = keys(request.POST.get("entries", ""))
    if form.is_valid() and listed:
        keep_list(name=form.cleaned_data["name"], entries=listed, by=request.actor, at=request.now)
        messages.success(request, _("Kept. Whoever makes policy here can open it."))
    else:
        messages.warning(request, _("Give the list a name of at most 60 characters."))
    return redirect(Trail(listed=listed).to("shortlist"))


@door(Who.SIGNED_IN)
@require_POST
def drop(request: Request, list_id: UUID) -> HttpResponse:
    """Take a list with a name away."""
    drop_list(list_id=list_id, by=request.actor, at=request.now)
    messages.success(request, _("Taken away."))
    return redirect("catalogue:shortlist")


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None

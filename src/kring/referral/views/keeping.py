"""Keeping the signpost: what asks for attention, entries, one's own page, bought codes, PAGO and PMO."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.people import queries as people
from kring.referral import access, queries
from kring.referral.actions.fill_pool import MADE_AT_MOST, codes_of_form, empty_pool, fill_pool
from kring.referral.actions.keep_checks import Check, keep_check
from kring.referral.actions.keep_provider import (
    CannotBeRight,
    add_provider,
    change_provider,
    confirm_provider,
    remove_provider,
)
from kring.referral.domain.lists import KINDS_OF_CHECK, PAGES_OF_ROLES, PLACES
from kring.referral.domain.meanwhile import Meanwhile, mark
from kring.referral.forms.keeping import ConfirmForm, HealthCheckForm, MakeForm, PoolForm, ProviderForm, initial
from kring.referral.queries.checks import check_entry
from kring.referral.queries.contact import waiting
from kring.referral.queries.pools import pool_of
from kring.referral.queries.texts import due_texts
from kring.referral.wording import CHECKS
from kring.ui.pages import render_page


@door(Who.KEEPER)
@require_safe
def keeping(request: Request) -> HttpResponse:
    """Everything that is kept, what asks for attention first."""
    today, language = local_day(request.organisation_id, request.now), str(request.LANGUAGE_CODE)
    actor = request.actor
    return render_page(
        request,
        "referral/keeping.html",
        kept=queries.kept(actor, today, language),
        waiting=bool(waiting(actor)),
        own_places=bool(access.own_places(actor)),
        keeps_house=access.may_keep(actor, None).allowed,
        texts=due_texts(today) if access.may_keep_texts(actor).allowed else (),
        keeps_texts=access.may_keep_texts(actor).allowed,
        buys=access.may_buy(actor).allowed,
    )


@door(Who.KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """
    A new entry of the organisation.

    :raises Http404: for whoever only has a page of their own
    """
    if not access.may_keep(request.actor, None).allowed:
        raise Http404
    keepers = _keepers() if access.keeps(request.actor, "administrator") else {}
    return _adding(request, set(PLACES), None, keepers)


@door(Who.KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_own(request: Request) -> HttpResponse:
    """
    A new page of one's own.

    :raises Http404: for whoever has no such role
    """
    places = access.own_places(request.actor)
    if not places:
        raise Http404
    return _adding(request, set(places), request.actor.subject, {})


@door(Who.KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, provider_id: UUID) -> HttpResponse:
    """:raises Http404: if there is no such entry, or it is not theirs to change"""
    entry = queries.entry(provider_id)
    if entry is None or not access.may_keep(request.actor, entry.keeper_id).allowed:
        raise Http404
    own = entry.keeper_id == request.actor.subject
    places = _places(request, set(access.own_places(request.actor)) if own else set(PLACES))
    form = ProviderForm(request.POST if request.method == "POST" else None, places=places, initial=initial(entry))
    if form.is_valid():
        try:
            change_provider(
                provider_id=provider_id,
                entry=form.entry(entry.keeper_id),
                seen=request.POST.get("seen", ""),
                by=request.actor,
                at=request.now,
            )
        except CannotBeRight as cannot:
            form.refuse(cannot.wrong)
        except Meanwhile:
            form.add_error("name", _("Somebody else changed this meanwhile. What you typed is still here."))
        else:
            messages.success(request, _("Kept. Everyone sees it now."))
            return redirect("referral:keeping")
    return render_page(
        request,
        "referral/entry.html",
        form=form,
        entry=entry,
        seen=mark(entry),
        provider_id=provider_id,
        confirm=ConfirmForm(),
    )


@door(Who.KEEPER)
@require_POST
def confirm(request: Request, provider_id: UUID) -> HttpResponse:
    """It is still right, as of today."""
    form = ConfirmForm(request.POST)
    if form.is_valid():
        confirm_provider(provider_id=provider_id, how=form.cleaned_data["how"], by=request.actor, at=request.now)
        messages.success(request, _("Noted: checked today."))
    return redirect("referral:keeping")


@door(Who.KEEPER)
@require_POST
def remove(request: Request, provider_id: UUID) -> HttpResponse:
    """Take it out of the signpost."""
    remove_provider(provider_id=provider_id, by=request.actor, at=request.now)
    messages.success(request, _("It is out of the signpost."))
    return redirect("referral:keeping")


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def pool(request: Request, provider_id: UUID) -> HttpResponse:
    """:raises Http404: if there is no such entry"""
    entry = queries.entry(provider_id)
    if entry is None:
        raise Http404
    filling, making = "fill" in request.POST, "make" in request.POST
    form = PoolForm(request.POST if filling else None)
    maker = MakeForm(request.POST if making else None)
    made: tuple[str, ...] = ()
    if filling and form.is_valid():
        read = form.cleaned_data["codes"]
        added = fill_pool(provider_id=provider_id, codes=read.codes, by=request.actor, at=request.now)
        messages.success(request, _added(added))
        if read.wrong:
            messages.warning(request, _("Some lines were no code; they were left out."))
        return redirect("referral:pool", provider_id)
    if making and maker.is_valid():
        given = maker.cleaned_data
        made = codes_of_form(given["number"], provider_id=provider_id, form_token=given["token"])
        fill_pool(provider_id=provider_id, codes=made, by=request.actor, at=request.now)
        maker = MakeForm()
    return render_page(
        request,
        "referral/pool.html",
        entry=entry,
        provider_id=provider_id,
        pool=pool_of(provider_id),
        form=form,
        maker=maker,
        made=made,
        most=MADE_AT_MOST,
    )


@door(Who.ADMINISTRATOR)
@require_POST
def empty(request: Request, provider_id: UUID) -> HttpResponse:
    """Take every code away that is left."""
    empty_pool(provider_id=provider_id, by=request.actor, at=request.now)
    messages.success(request, _("The codes are gone."))
    return redirect("referral:pool", provider_id)


@door(Who.KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, kind: str) -> HttpResponse:
    """:raises Http404: for another kind, or whoever only has a page of their own"""
    if kind not in KINDS_OF_CHECK or not access.may_keep_checks(request.actor).allowed:
        raise Http404
    form = HealthCheckForm(request.POST if request.method == "POST" else None, initial=check_entry(kind))
    if form.is_valid():
        keep_check(kind=kind, check=Check(**form.cleaned_data), by=request.actor, at=request.now)
        messages.success(request, _("Kept. Everyone sees it now."))
        return redirect("referral:keeping")
    return render_page(request, "referral/check.html", form=form, title=CHECKS[kind][0])


def _adding(
    request: Request, among: set[str], keeper_id: UUID | None, keepers: dict[str, tuple[str, frozenset[str]]]
) -> HttpResponse:
    """A new entry; for an administrator also on behalf of somebody with a role that has a page."""
    form = ProviderForm(
        request.POST if request.method == "POST" else None,
        places=_places(request, among),
        keepers={key: name for key, (name, _places_of) in keepers.items()},
        initial={"is_inside": keeper_id is not None},
    )
    if form.is_valid():
        chosen = form.cleaned_data.get("keeper", "")
        if chosen and form.cleaned_data["place"] not in keepers[chosen][1]:
            form.add_error("place", _("This does not fit the role of whose page it is."))
        else:
            entry = form.entry(UUID(chosen) if chosen else keeper_id)
            try:
                add_provider(entry=entry, by=request.actor, at=request.now)
            except CannotBeRight as cannot:
                form.refuse(cannot.wrong)
            else:
                messages.success(request, _("Added. Everyone sees it now."))
                return redirect("referral:keeping")
    return render_page(request, "referral/entry.html", form=form, entry=None, own=keeper_id is not None)


def _places(request: Request, among: set[str]) -> dict[str, str]:
    labels = queries.place_labels(str(request.LANGUAGE_CODE))
    return {key: labels[key].capitalize() for key in PLACES if key in among}


def _keepers() -> dict[str, tuple[str, frozenset[str]]]:
    """Who can have a page: name, and as what."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for role, places in PAGES_OF_ROLES.items():
        for one in people.holders(role):
            name, before = found.get(str(one.id), (one.name, frozenset()))
            found[str(one.id)] = (name, before | places)
    return found


def _added(number: int) -> str:
    return ngettext("%(number)s new code was added.", "%(number)s new codes were added.", number) % {"number": number}

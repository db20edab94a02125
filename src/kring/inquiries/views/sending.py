"""Asking advisers: begin a questionnaire, invite, see who answered and what."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.experiences import access as experiences
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.inquiries import access, queries
from kring.inquiries.actions import invite_adviser, start_inquiry
from kring.inquiries.domain.adviser import CannotBe
from kring.inquiries.forms import InviteForm, StartForm
from kring.inquiries.views.words import asked_in_words
from kring.inquiries.wording import WRONG
from kring.ui.pages import render_page


@door(Who.SIGNED_IN)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The questionnaires of this organisation."""
    access.may_send(request.actor).enforce()
    return render_page(request, "inquiries/overview.html", found=queries.inquiries(request.actor, _today(request)))


@door(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Begin one. Who may not decide on sharing is not asked about it."""
    access.may_send(request.actor).enforce()
    form = StartForm(
        request.POST if request.method == "POST" else None,
        measures=queries.by_theme(str(request.LANGUAGE_CODE)),
        shares=experiences.shares(request.actor),
    )
    if form.is_valid():
        try:
            made = start_inquiry.start_inquiry(asked=form.asked(), by=request.actor, at=request.now)
        except CannotBe as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, WRONG[wrong.why])
        else:
            messages.success(request, _("The questionnaire is there. Now invite the advisers."))
            return redirect("inquiries:inquiry", made)
    return render_page(request, "inquiries/start.html", form=form)


@door(Who.SIGNED_IN)
@require_safe
def inquiry(request: Request, inquiry_id: UUID) -> HttpResponse:
    """:raises Http404: if there is no such questionnaire"""
    found = _found(request, inquiry_id)
    return _page(request, found, _form(request, found))


@door(Who.SIGNED_IN)
@require_POST
def invite(request: Request, inquiry_id: UUID) -> HttpResponse:
    """
    Invite one adviser.

    :raises Http404: if there is no such questionnaire
    """
    found = _found(request, inquiry_id)
    form = _form(request, found)
    if form.is_valid():
        try:
            invite_adviser.invite_adviser(
                inquiry_id=inquiry_id,
                adviser=form.adviser(),
                form_token=form.cleaned_data["token"],
                by=request.actor,
                at=request.now,
            )
        except CannotBe as wrong:
            form.add_error(wrong.field, WRONG[wrong.why])
        else:
            messages.success(request, _("The invitation goes out by mail."))
            return redirect("inquiries:inquiry", inquiry_id)
    return _page(request, found, form)


@door(Who.SIGNED_IN)
@require_POST
def remove(request: Request, inquiry_id: UUID) -> HttpResponse:
    """Take a questionnaire away."""
    start_inquiry.remove_inquiry(inquiry_id=inquiry_id, by=request.actor, at=request.now)
    messages.success(request, _("It is gone, with the names and the answers. The experiences stay."))
    return redirect("inquiries:overview")


@door(Who.SIGNED_IN)
@require_POST
def stop_asking(request: Request, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invite_adviser.stop_asking(invitation_id=invitation_id, by=request.actor, at=request.now)
    messages.success(request, _("We do not ask this person any more."))
    return redirect("inquiries:overview")


def _found(request: Request, inquiry_id: UUID) -> queries.Whole:
    access.may_send(request.actor).enforce()
    found = queries.inquiry(inquiry_id, request.actor, _today(request), str(request.LANGUAGE_CODE))
    if found is None:
        raise Http404
    return found


def _form(request: Request, found: queries.Whole) -> InviteForm:
    names_houses = access.may_name_houses(request.actor, is_named=found.is_named).allowed
    return InviteForm(request.POST if request.method == "POST" else None, names_houses=names_houses)


def _page(request: Request, found: queries.Whole, form: InviteForm) -> HttpResponse:
    asked = [asked_in_words(one) for one in found.asked]
    return render_page(request, "inquiries/inquiry.html", found=found, asked=asked, form=form)


def _today(request: Request) -> date:
    return local_day(request.organisation_id, request.now)

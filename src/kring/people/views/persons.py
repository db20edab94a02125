"""The administrator looks up who works here, proposes a role, and invites to sign in. Never who is supported."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.foundation.audit import log
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.people import queries
from kring.people.actions.invite import CannotInvite, invite
from kring.people.actions.propose_role import propose_role
from kring.people.domain.roles import RolesClash
from kring.people.forms import RoleForm, SearchForm
from kring.people.queries import Employee
from kring.people.wording import CLASHES, ROLES
from kring.ui.pages import render_page


@door(Who.ADMINISTRATOR)
@require_safe
def search(request: Request) -> HttpResponse:
    """Look somebody up by a part of the name; that somebody looked is in the log, not after whom."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = None
    if form.is_valid():
        found = queries.named(form.cleaned_data["q"])
        log.record("person.searched", "S", by=request.actor, at=request.now)
    return render_page(
        request, "people/search.html", form=form, found=found, more=len(found or ()) == queries.FOUND_AT_MOST
    )


@door(Who.ADMINISTRATOR)
@require_safe
def one(request: Request, person_id: UUID) -> HttpResponse:
    """One person: the roles, and whether there is a login."""
    log.record("person.read", "R", by=request.actor, at=request.now, fields=["name", "roles"])
    person = _person(person_id)
    return _page(request, person, RoleForm(held=_held(person)))


@door(Who.ADMINISTRATOR)
@require_POST
def propose(request: Request, person_id: UUID) -> HttpResponse:
    """Propose a role; a second person has to confirm it."""
    person = _person(person_id)
    form = RoleForm(request.POST, held=_held(person))
    if not form.is_valid():
        return redirect("people:person", person_id) if _again(form, person) else _page(request, person, form)
    role = form.cleaned_data["role"]
    try:
        propose_role(person_id=person_id, role=role, by=request.actor, at=request.now)
    except RolesClash as clash:
        messages.warning(request, CLASHES[clash.with_role])
        return redirect("people:person", person_id)
    messages.success(
        request,
        _("Proposed: %(role)s. It counts when a second person confirms it.") % {"role": ROLES[role]},
    )
    return redirect("people:person", person_id)


@door(Who.ADMINISTRATOR)
@require_POST
def send_invitation(request: Request, person_id: UUID) -> HttpResponse:
    """Mail a link with which this person chooses a password."""
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        invite(person_id=person_id, site=site, by=request.actor, at=request.now)
    except CannotInvite:
        messages.warning(
            request,
            _("This cannot be sent. There is no mail address, it belongs to another login, or there is a password."),
        )
    else:
        messages.success(request, _("The invitation is on its way. The link works for seven days."))
    return redirect("people:person", person_id)


def _person(person_id: UUID) -> Employee:
    """:raises Http404: if nobody here has this key"""
    found = queries.employee(person_id)
    if found is None:
        raise Http404
    return found


def _held(person: Employee) -> frozenset[str]:
    return frozenset(one.role for one in person.roles)


def _again(form: RoleForm, person: Employee) -> bool:
    """Whether this was sent before: the person has the role, or it waits."""
    return form.data.get("role") in _held(person)


def _page(request: Request, person: Employee, form: RoleForm) -> HttpResponse:
    return render_page(
        request,
        "people/person.html",
        person=person,
        roles=[(one, ROLES[one.role]) for one in person.roles],
        form=form,
        is_me=person.id == request.actor.subject,
    )

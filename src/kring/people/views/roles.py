"""Roles that wait for a second person, for administrators and for coordinators."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.people import queries
from kring.people.actions.confirm_role import confirm_role
from kring.people.actions.withdraw_role import withdraw_role
from kring.people.domain.roles import Gone, LastAdministrator, RolesClash
from kring.people.wording import CLASHES, MEANINGS, ROLES
from kring.ui.pages import render_page

ADMINISTERING, COORDINATING = "people:roles", "people:team_roles"


@door(Who.ADMINISTRATOR)
@require_safe
def administering(request: Request) -> HttpResponse:
    """What waits, for administrators."""
    return _waiting(request, "people:confirm", "people:withdraw")


@door(Who.COORDINATOR)
@require_safe
def coordinating(request: Request) -> HttpResponse:
    """What waits, for coordinators: only new supporters."""
    return _waiting(request, "people:team_confirm", "people:team_withdraw")


@door(Who.ADMINISTRATOR)
@require_POST
def confirm(request: Request, role_id: UUID) -> HttpResponse:
    """Say yes as the second person."""
    return _confirm(request, role_id, ADMINISTERING)


@door(Who.COORDINATOR)
@require_POST
def confirm_in_team(request: Request, role_id: UUID) -> HttpResponse:
    """The same for a coordinator."""
    return _confirm(request, role_id, COORDINATING)


@door(Who.ADMINISTRATOR)
@require_POST
def withdraw(request: Request, role_id: UUID) -> HttpResponse:
    """Take a role or a proposal back."""
    return _withdraw(request, role_id, ADMINISTERING)


@door(Who.COORDINATOR)
@require_POST
def withdraw_in_team(request: Request, role_id: UUID) -> HttpResponse:
    """The same for a coordinator."""
    return _withdraw(request, role_id, COORDINATING)


def _waiting(request: Request, yes: str, no: str) -> HttpResponse:
    waiting = [(one, ROLES[one.role], MEANINGS[one.role]) for one in queries.waiting_roles(request.actor)]
    return render_page(request, "people/roles.html", waiting=waiting, yes=yes, no=no)


def _confirm(request: Request, role_id: UUID, back: str) -> HttpResponse:
    try:
        role = confirm_role(role_id=role_id, by=request.actor, at=request.now)
    except Gone:
        messages.info(request, _("Meanwhile this was done, or taken back."))
    except RolesClash as clash:
        messages.warning(request, CLASHES[clash.with_role])
    else:
        messages.success(
            request,
            _("Confirmed: %(role)s. It counts from now; those who hold this role hear of it.") % {"role": ROLES[role]},
        )
    return redirect(back)


def _withdraw(request: Request, role_id: UUID, back: str) -> HttpResponse:
    try:
        role = withdraw_role(role_id=role_id, by=request.actor, at=request.now)
    except Gone:
        messages.info(request, _("Meanwhile this was done, or taken back."))
    except LastAdministrator:
        messages.warning(request, _("This is the last administrator. Give somebody else this role first."))
    else:
        messages.success(request, _("Ended at once: %(role)s.") % {"role": ROLES[role]})
    return redirect(back)

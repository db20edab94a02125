"""The tree of units: rename, move, add, remove, and who leads them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.people import queries
from kring.people.actions.keep_unit import UnitWish, keep_unit, remove_unit
from kring.people.domain.tree import Circle, InUse
from kring.people.forms import UnitForm, UnitSearchForm
from kring.people.queries import UnitCard
from kring.people.wording import LEVELS
from kring.ui.pages import render_page
from kring.ui.paging import sheet_of

FEW = 60
"""Units that stand on one page all together (K)."""


@door(Who.ADMINISTRATOR)
@require_safe
def tree(request: Request) -> HttpResponse:
    """All units, as they stand under each other; of many, those under one of them, or with a word in their name."""
    if queries.number_of_units() <= FEW:
        return render_page(request, "people/units.html", lines=_lines(queries.units()))
    form = UnitSearchForm(request.GET)
    above = queries.unit(form.under) if form.under else None
    found = queries.units_named(form.words) if form.words else queries.units_under(above.id if above else None)
    lines = [(unit, str(LEVELS[unit.level]), "") for unit in found]
    return render_page(
        request,
        "people/units.html",
        form=form,
        above=above,
        lines=(sheet := sheet_of(lines, request)).items,
        sheet=sheet,
    )


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _kept(request, None, form):
        return redirect("people:units")
    return render_page(request, "people/unit.html", form=form, unit=None)


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, unit_id: UUID) -> HttpResponse:
    """Its name, where it stands, and who leads it."""
    unit = queries.unit(unit_id)
    if unit is None:
        raise Http404
    known = {"name": unit.name, "level": unit.level, "parent": unit.parent_id, "manager": unit.manager_id}
    form = UnitForm(request.POST if request.method == "POST" else None, initial=known, unit=unit)
    if form.is_valid() and _kept(request, unit_id, form):
        return redirect("people:units")
    return render_page(request, "people/unit.html", form=form, unit=unit)


@door(Who.ADMINISTRATOR)
@require_POST
def remove(request: Request, unit_id: UUID) -> HttpResponse:
    """Take it away, if nobody works there."""
    try:
        remove_unit(unit_id=unit_id, by=request.actor, at=request.now)
    except InUse:
        messages.warning(
            request,
            _("People work here, or something stands under it. Move them first; then you can remove this unit."),
        )
        return redirect("people:unit", unit_id)
    messages.success(request, _("Removed."))
    return redirect("people:units")


def _kept(request: Request, unit_id: UUID | None, form: UnitForm) -> bool:
    given = form.cleaned_data
    wish = UnitWish(given["name"], given["level"], given["parent"], given["manager"])
    try:
        keep_unit(unit_id=unit_id, wish=wish, by=request.actor, at=request.now)
    except Circle:
        form.add_error("parent", _("A unit cannot stand under itself. Choose another one."))
        return False
    messages.success(request, _("Kept."))
    return True


def _lines(units: tuple[UnitCard, ...]) -> list[tuple[UnitCard, str, str]]:
    """Every unit with its level in words and what it stands under, branch by branch."""
    under: dict[UUID | None, list[UnitCard]] = {}
    for unit in units:
        under.setdefault(unit.parent_id, []).append(unit)
    names, found = {unit.id: unit.name for unit in units}, list[tuple[UnitCard, str, str]]()
    waiting = list(reversed(under.get(None, [])))
    while waiting:
        unit = waiting.pop()
        found.append((unit, str(LEVELS[unit.level]), names.get(unit.parent_id, "") if unit.parent_id else ""))
        waiting += reversed(under.get(unit.id, []))
    return found

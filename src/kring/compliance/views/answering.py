"""Answering for a requirement: the same form for administrators and for coordinators."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kring.compliance.actions.carry_over import carry_over
from kring.compliance.actions.keep_answer import keep_answer
from kring.compliance.actions.remove_answer import remove_answer
from kring.compliance.domain.answering import ChangedMeanwhile, Content, DoesNotFit
from kring.compliance.forms import AnswerForm
from kring.compliance.queries.report import said
from kring.compliance.queries.standing import Answered, answer_of
from kring.compliance.wording import WRONG
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.guideline.queries.requirements import Requirement, requirements
from kring.ui.pages import render_page

CHANGED = 409


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, slug: str) -> HttpResponse:
    """Answer as administrator."""
    return _answer(request, slug, "compliance:remove")


@door(Who.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def team_answer(request: Request, slug: str) -> HttpResponse:
    """Answer as coordinator."""
    return _answer(request, slug, "compliance:team_remove")


@door(Who.ADMINISTRATOR)
@require_POST
def remove(request: Request, slug: str) -> HttpResponse:
    """Take an answer back as administrator."""
    return _remove(request, slug)


@door(Who.COORDINATOR)
@require_POST
def team_remove(request: Request, slug: str) -> HttpResponse:
    """Take an answer back as coordinator."""
    return _remove(request, slug)


@door(Who.ADMINISTRATOR)
@require_POST
def carry(request: Request) -> HttpResponse:
    """Take the answers along to the edition in use, as administrator."""
    return _carry(request)


@door(Who.COORDINATOR)
@require_POST
def team_carry(request: Request) -> HttpResponse:
    """Take the answers along to the edition in use, as coordinator."""
    return _carry(request)


def _carry(request: Request) -> HttpResponse:
    came = carry_over(by=request.actor, at=request.now)
    said = ngettext("%(number)s answer came along.", "%(number)s answers came along.", came) % {"number": came}
    messages.success(request, said if came else _("There was nothing to take along."))
    return redirect("compliance:overview")


def _answer(request: Request, slug: str, remove_page: str) -> HttpResponse:
    asked = _asked(slug)
    known = answer_of(asked.key, _today(request))
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=_initial(known))
    if form.is_valid():
        try:
            keep_answer(
                requirement=asked,
                content=form.content,
                revision=form.cleaned_data["revision"],
                by=request.actor,
                at=request.now,
            )
        except DoesNotFit as wrong:
            form.add_error(wrong.field, str(WRONG[wrong.wrong]))
        except ChangedMeanwhile:
            return _changed(request, asked, form)
        else:
            messages.success(request, _("Kept. Everyone here can read it."))
            return redirect("compliance:requirement", asked.slug)
    return _page(request, asked, form, known, remove_page)


def _page(
    request: Request, asked: Requirement, form: AnswerForm, known: Answered | None, remove_page: str
) -> HttpResponse:
    language = str(request.LANGUAGE_CODE)
    return render_page(
        request,
        "compliance/answer.html",
        form=form,
        title=asked.title.in_language(language),
        text=asked.text.in_language(language),
        shown_by=asked.shown_by.in_language(language),
        key=asked.key,
        slug=asked.slug,
        known=known,
        remove_page=remove_page,
    )


def _changed(request: Request, asked: Requirement, form: AnswerForm) -> HttpResponse:
    """Somebody else was first: what they kept, and what was typed here, to take over by hand."""
    known = answer_of(asked.key, _today(request))
    return render_page(
        request,
        "compliance/changed.html",
        status=CHANGED,
        title=asked.title.in_language(str(request.LANGUAGE_CODE)),
        slug=asked.slug,
        here=request.path,
        sentences=said(known) if known else (),
        typed=[
            (form.fields[name].label, value)
            for name, value in form.cleaned_data.items()
            if value and name not in _HIDDEN
        ],
    )


_HIDDEN = {"revision", "way"}


def _remove(request: Request, slug: str) -> HttpResponse:
    asked = _asked(slug)
    revision = request.POST.get("revision", "")
    try:
        remove_answer(
            requirement=asked,
            revision=int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 8 else 0,
            by=request.actor,
            at=request.now,
        )
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody else changed this in the meantime. Have a look first."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("compliance:requirement", asked.slug)


def _asked(slug: str) -> Requirement:
    """:raises Http404: if there is nothing to answer of that name; a recommendation with parts is answered by parts"""
    found = next((one for one in requirements().each() if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _initial(known: Answered | None) -> dict[str, object]:
    if known is None:
        return {"revision": 0}
    return {"revision": known.revision, "way": known.way.value} | {
        name: getattr(known, name) for name in Content.__slots__ if name != "way"
    }


def _today(request: Request) -> date:
    return local_day(request.organisation_id, request.now)

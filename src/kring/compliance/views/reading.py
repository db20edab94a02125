"""The guideline as it stands here: for everyone in the organisation, signed in or not."""

from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.compliance import access
from kring.compliance.domain.report import Report
from kring.compliance.domain.standing import State
from kring.compliance.queries import editions as compared
from kring.compliance.queries.pdf import pdf
from kring.compliance.queries.report import explained, levels, report, said
from kring.compliance.queries.standing import standing
from kring.compliance.wording import MEANINGS, STATES, TONES, WEIGHTS
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day, organisation
from kring.guideline.queries.requirements import requirements
from kring.ui.pages import render_page

FIRST = 12
"""So many of what is still to do before one asks for all."""


@door(Who.EVERYONE)
@require_safe
def overview(request: Request) -> HttpResponse:
    """How far the organisation is: what is arranged, what is missing first, and everything by section."""
    language = str(request.LANGUAGE_CODE)
    audiences = [(one.key, one.label.in_language(language)) for one in requirements().audiences]
    for_whom = request.GET.get("voor", "")
    if for_whom not in {key for key, _label in audiences}:
        for_whom = ""
    stand = standing(_today(request), language, for_whom=for_whom)
    every = request.GET.get("alles") == "1"
    answers_for = access.may_answer(request.actor).allowed
    return render_page(
        request,
        "compliance/overview.html",
        stand=stand,
        states=[(STATES[one], stand.counts.get(one, 0), TONES[one], MEANINGS[one]) for one in State],
        gaps=[(line, WEIGHTS[line.requirement.weight]) for line in (stand.gaps if every else stand.gaps[:FIRST])],
        hidden=0 if every else max(0, len(stand.gaps) - FIRST),
        audiences=audiences,
        for_whom=for_whom,
        answers_for=answers_for,
        new_edition=compared.waiting_for_edition() if answers_for else None,
    )


@door(Who.EVERYONE)
@require_safe
def requirement(request: Request, slug: str) -> HttpResponse:
    """
    One requirement: what it asks, what shows it, and where it comes from.

    :raises Http404: if the guideline asks nothing of that name
    """
    language = str(request.LANGUAGE_CODE)
    asked = requirements()
    line = standing(_today(request), language).line(_key(slug))
    if line is None:
        raise Http404
    kinds = [kind for kind in asked.kinds if kind.key in line.requirement.kinds]
    audiences = {one.key: one.label.in_language(language) for one in asked.audiences}
    return render_page(
        request,
        "compliance/requirement.html",
        line=line,
        meaning=MEANINGS[line.state],
        sentences=said(line.answered) if line.answered else (),
        shown_by=line.requirement.shown_by.in_language(language),
        kinds=[(kind.key, kind.title.in_language(language), kind.text.in_language(language)) for kind in kinds],
        for_whom=[audiences[key] for key in line.requirement.for_whom],
        source=", ".join((*line.requirement.source.codes, *(f"UV{one}" for one in line.requirement.questions))),
        whole=asked.find(f"A{line.requirement.number}") if line.requirement.part else None,
        answer_page=_page_of(request, "answer"),
    )


@door(Who.EVERYONE)
@require_safe
def definitions(request: Request) -> HttpResponse:
    """Where every figure comes from: what is counted, from what, when, and how it is rounded."""
    return render_page(request, "compliance/definitions.html", definitions=explained(str(request.LANGUAGE_CODE)))


@door(Who.EVERYONE)
@require_safe
def rescue(request: Request) -> HttpResponse:
    """What is settled, by the levels of the European certificate."""
    language = str(request.LANGUAGE_CODE)
    asked, stand = requirements(), standing(_today(request), language)
    shares = levels(asked, stand, language)
    return render_page(
        request,
        "compliance/rescue.html",
        title=asked.rescue.title.in_language(language),
        text=asked.rescue.text.in_language(language),
        caveat=asked.rescue.caveat.in_language(language),
        levels=[(share, [one for one in stand.each if one.requirement.level == share.key]) for share in shares],
    )


@door(Who.EVERYONE)
@require_safe
def editions(request: Request) -> HttpResponse:
    """The editions of the guideline that can be compared."""
    return render_page(
        request, "compliance/editions.html", editions=compared.editions_shown(str(request.LANGUAGE_CODE))
    )


@door(Who.EVERYONE)
@require_safe
def difference(request: Request, before: str, after: str) -> HttpResponse:
    """
    What another edition asks differently, and which answers would stay.

    :raises Http404: if there is no such edition
    """
    found = compared.difference(before, after, str(request.LANGUAGE_CODE))
    if found is None:
        raise Http404
    return render_page(request, "compliance/difference.html", difference=found, carry_page=_page_of(request, "carry"))


@door(Who.EVERYONE)
@require_safe
def self_report(request: Request) -> HttpResponse:
    """The report, the same as the PDF."""
    return render_page(request, "compliance/report.html", report=_report(request))


@door(Who.EVERYONE)
@require_safe
def self_report_file(request: Request) -> HttpResponse:
    """The report as an accessible PDF, to save."""
    made = _report(request)
    response = HttpResponse(pdf(made), content_type="application/pdf")
    name = f"kring-richtlijn-{made.language}-{made.day}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(request: Request) -> Report:
    home = organisation(request.organisation_id)
    return report(_today(request), str(request.LANGUAGE_CODE), organisation=home.name)


def _today(request: Request) -> date:
    return local_day(request.organisation_id, request.now)


def _key(slug: str) -> str:
    """The key behind a part of an address: `a25-h` is A25.h."""
    number, _, part = slug.partition("-")
    return f"{number.upper()}.{part}" if part else number.upper()


def _page_of(request: Request, does: str) -> str:
    """The name of the page on which this reader may answer ("answer"), or take along ("carry"); nothing for most."""
    if not access.may_answer(request.actor).allowed:
        return ""
    role = access.role_of(request.actor)
    return f"compliance:{does}" if role == "administrator" else f"compliance:team_{does}"

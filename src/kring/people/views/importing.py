"""The administrator brings people and units up to date with a file. Nothing here knows who is supported."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from kring.foundation.audit import log
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.people.actions.choose_columns import choose_columns
from kring.people.actions.confirm_import import confirm_import, throw_import_away
from kring.people.actions.upload_import import BeingTakenOver, upload_import
from kring.people.domain.importing.columns import FIELDS
from kring.people.domain.importing.lines import safe_cell
from kring.people.domain.importing.problems import Reason, Unreadable
from kring.people.domain.importing.tables import LARGEST
from kring.people.forms import ColumnsForm, FileForm
from kring.people.queries.importing import Run, current_run
from kring.people.views.uploads import InMemory
from kring.people.wording import CHANGED, COLUMNS, REASONS, UNREADABLE
from kring.ui.pages import render_page, wants_piece

SHOWN = 200
_WAITING = {"checking", "confirmed"}


@door(Who.ADMINISTRATOR)
@require_safe
def at_hand(request: Request) -> HttpResponse:
    """Where the file is: nothing yet, columns to choose, work going on, a difference to read, or done."""
    run = current_run()
    if run is not None and run.state in _WAITING:
        return render_page(request, "people/import_busy.html", fragment="people/_import_busy.html", run=run)
    if wants_piece(request):
        refresh: HttpResponse = HttpResponseClientRefresh()
        return refresh
    if run is None:
        return _start(request, FileForm(), None)
    if run.state == "uploaded":
        return redirect("people:import_columns")
    if run.state == "checked" and run.difference is not None:
        return _difference(request, run, run.difference)
    return _start(request, FileForm(), run)


@door(Who.ADMINISTRATOR)
@csrf_exempt  # only until the file is known to stay in memory; `_receive` asks for the token
@require_POST
def upload(request: Request) -> HttpResponse:
    """Receive a file, in memory only."""
    request.upload_handlers = [InMemory(request, LARGEST)]
    answer: HttpResponse = _receive(request)
    return answer


@csrf_protect
def _receive(request: Request) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    handler = request.upload_handlers[0]
    try:
        if isinstance(handler, InMemory) and handler.is_too_large:
            raise Unreadable("too_large")
        if form.is_valid():
            data = form.cleaned_data["file"].read()
            upload_import(data=data, by=request.actor, at=request.now)
            return redirect("people:import_columns")
    except Unreadable as problem:
        form.add_error("file", _sentence(problem))
    except BeingTakenOver:
        messages.warning(request, _("Another file is being taken over right now. Wait until that is done."))
        return redirect("people:import")
    return _start(request, form, None)


@door(Who.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request) -> HttpResponse:
    """Say which column holds what; proposed from the headings, and from last time."""
    run = current_run()
    if run is None or run.state not in {"uploaded", "checked"}:
        return redirect("people:import")
    proposed: dict[str, Any] = dict(zip(FIELDS, run.columns, strict=True))
    sent = request.POST if request.method == "POST" else None
    form = ColumnsForm(sent, headings=run.headings, initial={**proposed, "is_complete": run.is_complete})
    if form.is_valid():
        choose_columns(
            mapping=form.mapping, complete=form.cleaned_data["is_complete"], by=request.actor, at=request.now
        )
        return redirect("people:import")
    return render_page(request, "people/import_columns.html", form=form, fields=[form[name] for name in COLUMNS])


@door(Who.ADMINISTRATOR)
@require_POST
def take_over(request: Request) -> HttpResponse:
    """Take the file over, as it was read."""
    if not confirm_import(by=request.actor, at=request.now):
        messages.warning(request, _("This cannot be taken over any more. Read the difference once more."))
    return redirect("people:import")


@door(Who.ADMINISTRATOR)
@require_POST
def throw_away(request: Request) -> HttpResponse:
    """Throw the file away."""
    throw_import_away(by=request.actor, at=request.now)
    messages.success(request, _("The file is gone. Nothing was changed by this."))
    return redirect("people:import")


@door(Who.ADMINISTRATOR)
@require_safe
def problems(request: Request) -> HttpResponse:
    """Every line with a problem, as a file to work through."""
    run = current_run()
    if run is None or run.difference is None:
        raise Http404
    log.record("import.problems.read", "X", by=request.actor, at=request.now)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(
        [
            pgettext("problem", "Line"),
            pgettext("problem", "Column"),
            pgettext("problem", "What it says"),
            pgettext("problem", "What is wrong"),
            pgettext("problem", "Has to be mended"),
            pgettext("problem", "All lines"),
        ]
    )
    yes, no = pgettext("problem", "yes"), pgettext("problem", "no")
    for one in _problems(run.difference["problems"]):
        row = (one["column"], one["said"], one["why"])
        writer.writerow(
            [one["line"], *(safe_cell(str(cell)) for cell in row), yes if one["stops"] else no, one["lines"]]
        )
    # Dutch Excel reads UTF-8 only with a mark in front.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="regels.csv"'
    return response


def _start(request: Request, form: FileForm, run: Run | None) -> HttpResponse:
    ended = run.state if run else ""
    refusal = UNREADABLE[run.refusal] if run and run.refusal and ended == "refused" else ""
    return render_page(request, "people/import_start.html", form=form, ended=ended, refusal=refusal)


def _difference(request: Request, run: Run, found: dict[str, Any]) -> HttpResponse:
    counts = found["counts"]
    all_problems = found["problems"]
    same = not any(counts[name] for name in counts if name not in {"people", "same", "gone_before", "planned"})
    return render_page(
        request,
        "people/import_difference.html",
        counts=counts,
        fields=[(CHANGED[name], number) for name, number in found["fields"].items()],
        changed=[(line, name, [CHANGED[one] for one in fields]) for line, name, fields in found["changed"]],
        found=found,
        stops=found["stops"],
        is_same=same and not found["stops"],
        is_complete=run.is_complete,
        many_leave=counts["leaving"] * 10 > counts["people"],
        again=UNREADABLE[run.refusal] if run.refusal else "",
        problems=_problems(sorted(all_problems, key=lambda one: not Reason(one[2]).stops)[:SHOWN]),
        all_problems=len(all_problems),
        stopping=sum(Reason(one[2]).stops for one in all_problems),
    )


def _problems(rows: list[list[Any]]) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "column": COLUMNS[field],
            "said": said,
            "why": REASONS[reason],
            "stops": Reason(reason).stops,
            "lines": ", ".join(str(one) for one in lines),
        }
        for line, field, reason, said, lines in rows
    ]


def _sentence(problem: Unreadable) -> str:
    sentence = str(UNREADABLE[problem.why])
    if problem.line:
        return _("%(sentence)s It went wrong at line %(line)d.") % {"sentence": sentence, "line": problem.line}
    return sentence

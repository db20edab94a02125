"""One's own page: with a code, or signed in (decisions 1, 9, 10)."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.limits import within_budget
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.support import queries
from kring.support.domain.mails import NEWS_SUPPORTER, TO_PERSON
from kring.support.domain.trajectory import State
from kring.support.forms.mine import NO_CODE, CodeForm
from kring.support.queries import MySupport
from kring.support.views.own import WATCHING, end, own
from kring.ui.pages import render_page

TRIES, TRIES_OF_ALL, SPAN = 10, 300, 600  # codes per ten minutes: from one address, and from everywhere
TOO_MANY = 429


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request) -> HttpResponse:
    """Where it is now, and what can be done. Sending a spoken name looks at that one of several."""
    if request.method == "POST":
        request.session[WATCHING] = request.POST.get("spoken_name", "")[:40]
        return redirect("support:mine")
    page, house = own(request), queries.house(request.actor)
    if page is None:
        return render_page(request, "support/nothing.html", house=house, with_code=request.actor.kind == "code")
    today = queries.local_day(request.organisation_id, request.now)
    unsure = queries.unsure_of(page.underway, page.conversations, request.actor, request.now)
    return render_page(
        request,
        "support/mine.html",
        page=page,
        house=house,
        searching=page.state is State.SEARCHING,
        stuck=page.state is State.STUCK,
        active=page.state is State.ACTIVE,
        done=page.state is State.DONE,
        expected=queries.expected(house, page.asked_at, request.now) if page.asked_waiting else None,
        late=bool(page.next and page.next.until_day < today),
        remind=_reminds(page, today),
        unsure_me=bool(unsure & TO_PERSON),
        unsure_supporter=bool(unsure & NEWS_SUPPORTER),
        reminder=guideline.help_reminder(),
        others=_others(request, page),
        opened=queries.opened_for_me(request.actor, page.trajectory_id),
        receipt="receipt" in request.session,
        with_code=request.actor.kind == "code",
    )


def _reminds(page: MySupport, today: date) -> bool:
    """Whether these are the weeks to talk about professional help (A28)."""
    return bool(page.help_from and page.help_until and page.help_from <= today <= page.help_until)


def _others(request: Request, page: MySupport) -> tuple[str, ...]:
    """The spoken names of whatever else one has now; a code opens one thing only."""
    if request.actor.kind == "code":
        return ()
    return tuple(name for name in queries.my_spoken_names(request.actor) if name != page.spoken_name)


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """Come back with a code. Whatever is wrong with it, the answer is one and the same."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not _may_try(request):
            return render_page(
                request, "support/busy.html", status=TOO_MANY, house=queries.house(request.actor), tried=True
            )
        if form.is_valid():
            if found := queries.trajectory_by_code(form.cleaned_data["code"]):
                _open(request, found)
                return redirect("support:mine")
            form.add_error("code", NO_CODE)
    return render_page(request, "support/code.html", form=form, watching="trajectory" in request.session)


def _may_try(request: Request) -> bool:
    """A budget of tries for this address, and one for everybody together."""
    everybody = Request()  # from no address
    everybody.organisation_id = request.organisation_id
    return within_budget(request, "code", TRIES, SPAN) and within_budget(everybody, "code-of-all", TRIES_OF_ALL, SPAN)


def _open(request: Request, trajectory: UUID) -> None:
    """A fresh session key for what the code opens; what was open before is closed."""
    end(request)
    if request.user.is_authenticated:
        request.session.cycle_key()
    request.session["trajectory"] = str(trajectory)


@door(Who.EVERYONE)
@never_cache
@require_POST
def leave(request: Request) -> HttpResponse:
    """Stop watching."""
    end(request)
    return redirect("/")


@door(Who.EVERYONE)
@never_cache
@require_safe
def gone(request: Request) -> HttpResponse:
    """After stopping or erasing: the same page for everybody, and nothing on it of anybody."""
    return render_page(request, "support/gone.html", house=queries.house(request.actor))

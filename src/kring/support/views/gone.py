"""What a supporter reads about something that is not there, or not any more: the same page for both."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from kring.foundation.database.middleware import roll_back
from kring.foundation.decision import NotAllowed
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.requests import Request
from kring.ui.pages import render_page

Rest = ParamSpec("Rest")
NOT_FOUND = 404


def gone_is_told(
    view: Callable[Concatenate[Request, Rest], HttpResponse],
) -> Callable[Concatenate[Request, Rest], HttpResponse]:
    """Answer a refusal with the page that something is not there; nothing written remains."""

    @wraps(view)
    def told(request: Request, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (NotAllowed, KeyGone):
            roll_back(request)
            return render_page(request, "support/supporting/gone.html", status=NOT_FOUND)

    return told


def answers_posts(
    view: Callable[Concatenate[Request, Rest], HttpResponse],
) -> Callable[Concatenate[Request, Rest], HttpResponse]:
    """For addresses of forms: whoever only looks, for instance after a reload, goes to the page of the form."""

    @wraps(view)
    def answered(request: Request, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.method != "POST":
            return redirect("support:person", kwargs["trajectory_id"])
        return view(request, *args, **kwargs)

    return answered

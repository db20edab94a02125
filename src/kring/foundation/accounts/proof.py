"""Asking again who somebody is, just before something that must not happen on an unattended screen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from kring.foundation.requests import Request

View = Callable[..., HttpResponse]


def with_fresh_proof(view: View) -> View:
    """
    Ask for passkey, code or password unless that was done in the last five minutes; then come back here.

    Put it under `@door`. What was posted is not kept: the person is brought back to the page itself.
    """

    @wraps(view)
    def asking(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        method = get_adapter().get_reauthentication_methods(request.user)[0]
        return redirect(f"{method['url']}?{urlencode({'next': request.path})}")

    return asking

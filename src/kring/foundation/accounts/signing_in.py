"""After signing in: remember in the session whether a second factor was used."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(user_logged_in)
def mark_second_factor(request: HttpRequest, **kwargs: Any) -> None:
    """A passkey or a one-time code counts; a password alone does not."""
    records = get_authentication_records(request)
    if any(record.get("method") == "mfa" for record in records):
        request.session["second_factor"] = True


@receiver(authenticator_added)
def first_factor_made(request: HttpRequest, **kwargs: Any) -> None:
    """Whoever just proved to hold the new factor has used it."""
    request.session["second_factor"] = True

"""The two mails about signing in: a link for a new password, and word that something changed."""

from django.utils.translation import get_language

from kring.foundation.accounts.models import Account
from kring.foundation.mail.outbox import post
from kring.foundation.requests import Request


def send_password_link(request: Request, account: Account, address: str) -> None:
    """Send the link to the account's own address, however it was typed."""
    _send(request, account, "password", address=address)


def tell_changed(request: Request, account: Account) -> None:
    """Say that the password or a second factor changed, not which: the answer is the same."""
    _send(request, account, "changed", host=request.get_host())


def _send(request: Request, account: Account, name: str, **values: str) -> None:
    post(
        f"accounts/mail/{name}.txt",
        to=account.email,
        language=get_language() or "nl",
        organisation_id=request.organisation_id,
        at=request.now,
        **values,
    )

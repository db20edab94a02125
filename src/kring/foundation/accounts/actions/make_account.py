"""Make an account."""

from datetime import datetime
from uuid import UUID

from kring.foundation.accounts.access import may_make_account
from kring.foundation.accounts.models import Account
from kring.foundation.actor import Actor
from kring.foundation.audit.log import record


def make_account(email: str, password: str | None = None, *, by: Actor, at: datetime) -> UUID:
    """
    Make a login and answer with its id; which person it belongs to is a matter of `people`.

    Without a password it waits for its owner to set one with a link by mail.

    :raises NotAllowed: if the actor is no administrator
    :raises django.db.IntegrityError: if there is an account with this address
    """
    may_make_account(by).enforce()
    account = Account.objects.create_user(email, password)
    record("account.made", "C", by=by, at=at)
    return account.pk

"""What signing in leaves in the session: whose, where, and whether a second factor was used. Nothing else."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_removed, authenticator_used
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.dispatch import receiver

from kring.foundation.accounts.models import Account
from kring.foundation.requests import Request

SECOND_FACTOR = "second_factor"
_KEPT = {
    SESSION_KEY,
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
    f"{AUTHENTICATION_METHODS_SESSION_KEY}_user",
}
_PROOFS = {"password", "mfa"}


@receiver(user_logged_in)
def begin(request: Request, user: Account, **kwargs: Any) -> None:
    """
    Start clean: a code that somebody else typed on this computer must not come along into this session.

    A passkey, a one-time code or a recovery code counts as a second factor; a password alone does not. Whoever
    just proved who they are need not do it again for the next five minutes.
    """
    session = request.session
    for name in set(session.keys()) - _KEPT:
        del session[name]
    session["organisation"] = str(request.organisation_id)
    records = get_authentication_records(request, user)
    if any(record["method"] == "mfa" for record in records):
        session[SECOND_FACTOR] = True
    if records and records[-1]["method"] in _PROOFS:
        fresh = {**records[-1], "reauthenticated": True}
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records[:-1], fresh]


@receiver(authenticator_used)
def factor_used(request: Request, user: Account, reauthenticated: bool, **kwargs: Any) -> None:
    """Proving it again with a second factor counts too, in a session that began before there was one."""
    if reauthenticated and request.user.pk == user.pk:
        request.session[SECOND_FACTOR] = True


@receiver(authenticator_removed)
def factor_removed(request: Request, user: Account, **kwargs: Any) -> None:
    """Without any factor left, this session has none either."""
    if not is_mfa_enabled(user):
        request.session.pop(SECOND_FACTOR, None)

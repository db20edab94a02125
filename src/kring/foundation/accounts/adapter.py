"""What signing in may and may not do here, and what it says."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kring.foundation.accounts.letters import send_password_link
from kring.foundation.accounts.membership import person_behind
from kring.foundation.accounts.models import Account

PASSWORD_LINK = "account/email/password_reset_key"  # noqa: S105 (a name)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation; they work in the organisation of the host, and their mail is ours."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("You cannot sign in here now."),
        "email_password_mismatch": _("This email address and password do not fit together."),
        "enter_current_password": _("This is not your password of now."),
        "incorrect_code": _("This code is not right."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link does not work any more."),
        "rate_limited": _("That was too often. Wait five minutes, then try again."),
        "too_many_login_attempts": _("That was too often. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: pages are pages."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path of this host; the host of another organisation is another site."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No flash messages about signing in: they would stand on the next person's screen."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """
        A right password of somebody who is nobody in this organisation is answered, and counted, as a wrong one.

        :raises django.core.exceptions.ValidationError: after too many wrong ones
        """
        account: Account | None = super().authenticate(request, **credentials)
        if account is None or _is_somebody(request, account):
            return account
        self.pre_authenticate(request, **credentials)
        return None

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """The same for a passkey and a password link, which come in another way."""
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is None and not _is_somebody(request, user):
            clear_login(request)
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return refused

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """A password proves nothing more about somebody who has a second factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and is_mfa_enabled(user):
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """A page that says so."""
        return reverse("account_password_changed")

    def send_mail(self, template_prefix: str, email: str, context_: dict[str, Any]) -> None:
        """Only the link for a new password, by the outbox; never to an address without an account here."""
        request = context.request
        if template_prefix == PASSWORD_LINK and _is_somebody(request, context_["user"]):
            send_password_link(request, context_["user"], context_["password_reset_url"])

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted per login over all hosts, or each host would give five more tries."""
        return str(credentials.get("email", "")).lower()


def _is_somebody(request: HttpRequest, account: Account) -> bool:
    return person_behind(account.pk, request.organisation_id) is not None  # type: ignore[attr-defined]

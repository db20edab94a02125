"""
allauth's pages, as far as Kring has them: signing in, the password, second factors.

They stay classes, because allauth's are; each only says which form it shows and what follows.
"""

from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView

from kring.foundation.accounts import forms
from kring.foundation.accounts.factors import factors_of
from kring.foundation.accounts.letters import tell_changed
from kring.foundation.accounts.middleware import SECOND_FACTOR_ROLES
from kring.foundation.accounts.models import Account
from kring.foundation.accounts.signing_in import SECOND_FACTOR
from kring.foundation.door import Who, door
from kring.foundation.requests import Request

FAILED = "passkey=fout"
_NUMBERED = {"127.0.0.1", "::1"}


def _account(request: Request) -> Account:
    """The account behind the session; the door let nobody else in."""
    assert isinstance(request.user, Account)
    return request.user


class Login(account.LoginView):  # type: ignore[misc]  # allauth has no types
    """Address and password, or a passkey."""

    form_class = forms.LoginForm

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; by its name, because a passkey refuses an address of numbers (decision 32)."""
        place = urlsplit(f"//{request.get_host()}")
        if place.hostname in _NUMBERED:
            port = f":{place.port}" if place.port else ""
            return redirect(f"{request.scheme}://localhost{port}{request.get_full_path()}")
        page: HttpResponse = super().get(request, *args, **kwargs)
        return page


class PasskeyLogin(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """Sign in with a passkey only."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the browser has to ask the passkey."""
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the page, which then says so."""
        return redirect(f"{reverse('account_login')}?{FAILED}")


class SecondStep(mfa.AuthenticateView):  # type: ignore[misc]
    """After the password: the second factor."""

    form_class = forms.CodeForm


class PasswordAgain(account.ReauthenticateView):  # type: ignore[misc]
    """Prove it once more with the password."""

    form_class = forms.ReauthenticateForm


class CodeAgain(mfa.ReauthenticateView):  # type: ignore[misc]
    """Prove it once more with a code."""

    form_class = forms.CodeAgainForm


class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Prove it once more with a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the page, which then says so."""
        address = self.passthrough_next_url(self.request.path)
        return redirect(f"{address}{'&' if '?' in address else '?'}{FAILED}")


class PasswordChange(account.PasswordChangeView):  # type: ignore[misc]
    """Another password, for whoever knows the one of now."""

    form_class = forms.ChangePasswordForm

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a password there is nothing to change: ask for a link."""
        if not _account(request).has_usable_password():
            return redirect("account_reset_password")
        page: HttpResponse = super().dispatch(request, *args, **kwargs)
        return page

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and tell by mail."""
        answer: HttpResponse = super().form_valid(form)
        tell_changed(self.request, _account(self.request))
        return answer


class PasswordLink(account.PasswordResetView):  # type: ignore[misc]
    """Ask for a link by mail."""

    form_class = forms.PasswordLinkForm


class PasswordNew(account.PasswordResetFromKeyView):  # type: ignore[misc]
    """Where the link leads. It ends all sessions of the account: they hold a hash of the old password."""

    form_class = forms.NewPasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and tell by mail."""
        answer: HttpResponse = super().form_valid(form)
        tell_changed(self.request, self.reset_user)
        return answer


class Security(TemplateView):
    """The second factors; and why, for whoever has to make one first."""

    template_name = "mfa/index.html"
    request: Request

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The overview, and whether the door sent them here."""
        obliged = bool(self.request.actor.roles & SECOND_FACTOR_ROLES)
        needed = obliged and not self.request.session.get(SECOND_FACTOR)
        return super().get_context_data(factors=factors_of(_account(self.request)), needed=needed, **kwargs)


class _Adding:
    """
    What adding an app and adding a passkey share.

    Whoever has a factor proves that one first: a session that began before it existed may not add a second.
    """

    request: Request

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back to the overview, which asks for the existing factor."""
        if factors_of(_account(request)).any and not request.session.get(SECOND_FACTOR):
            return redirect("mfa_index")
        page: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return page

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever just showed the new factor has used it in this session."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.session[SECOND_FACTOR] = True
        tell_changed(self.request, _account(self.request))
        return answer


class AddApp(_Adding, totp.ActivateTOTPView):  # type: ignore[misc]
    """An app that shows codes."""

    form_class = forms.AddAppForm


class AddPasskey(_Adding, webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A passkey."""

    form_class = forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth forgets the form when it was wrong; and here every passkey can sign in by itself."""
        given = super().get_context_data(**kwargs)
        # Last, because each call makes a challenge and forgets the one before.
        options = auth.begin_registration(self.request.user, True)
        return {**given, **kwargs, "js_data": {"creation_options": options}}


class _Removing:
    """What removing an app and removing a passkey share."""

    request: Request

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, and tell by mail."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        tell_changed(self.request, _account(self.request))
        return answer


class RemoveApp(_Removing, totp.DeactivateTOTPView):  # type: ignore[misc]
    """No app any more."""


class RemovePasskey(_Removing, webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    """One passkey less."""

    success_url = reverse_lazy("mfa_index")


class NewCodes(_Removing, recovery_codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes instead of the old ones."""


login = door(Who.EVERYONE)(Login.as_view())
passkey_login = door(Who.EVERYONE)(PasskeyLogin.as_view())
second_step = door(Who.EVERYONE)(SecondStep.as_view())
inactive = door(Who.EVERYONE)(account.AccountInactiveView.as_view())
password_again = door(Who.SIGNED_IN)(PasswordAgain.as_view())
code_again = door(Who.SIGNED_IN)(CodeAgain.as_view())
passkey_again = door(Who.SIGNED_IN)(PasskeyAgain.as_view())
password_change = door(Who.SIGNED_IN)(PasswordChange.as_view())
password_changed = door(Who.SIGNED_IN)(TemplateView.as_view(template_name="account/password_changed.html"))
password_link = door(Who.EVERYONE)(PasswordLink.as_view())
password_link_sent = door(Who.EVERYONE)(account.PasswordResetDoneView.as_view())
password_new = door(Who.EVERYONE)(PasswordNew.as_view())
password_new_done = door(Who.EVERYONE)(account.PasswordResetFromKeyDoneView.as_view())
security = door(Who.SIGNED_IN)(Security.as_view())
add_app = door(Who.SIGNED_IN)(AddApp.as_view())
remove_app = door(Who.SIGNED_IN)(RemoveApp.as_view())
add_passkey = door(Who.SIGNED_IN)(AddPasskey.as_view())
remove_passkey = door(Who.SIGNED_IN)(RemovePasskey.as_view())
codes = door(Who.SIGNED_IN)(recovery_codes.ViewRecoveryCodesView.as_view())
new_codes = door(Who.SIGNED_IN)(NewCodes.as_view())

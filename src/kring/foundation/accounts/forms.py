"""allauth's forms in our words: a label above each field, one sentence when it is wrong, none inside the box."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

FILL_IN = _("Fill this in.")
NOT_AN_ADDRESS = _("Fill in a mail address, for example jij@voorbeeld.nl.")
HOW_LONG = _("At least 12 characters. A short sentence is easy to remember and hard to guess.")
SIX_DIGITS = _("The six digits that your app shows now, or a recovery code.")
LENGTH = 200


def _field(form: forms.Form, name: str, label: Any, autocomplete: str, hint: Any = "") -> None:
    """Give one field its label and hint; the browser may fill it in, so that nobody has to remember it."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = FILL_IN
    field.error_messages["invalid"] = NOT_AN_ADDRESS
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"autocomplete": autocomplete, "maxlength": LENGTH}
    form.use_required_attribute = False


def _code(form: forms.Form, hint: Any = SIX_DIGITS) -> None:
    _field(form, "code", _("Code"), "one-time-code", hint)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20}


class LoginForm(account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "login", _("Email address"), "username")
        _field(self, "password", _("Password"), "current-password")


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "password", _("Password"), "current-password")


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """The password of now and the new one, typed once: a link for a new one is always at hand."""

    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "oldpassword", _("Your password of now"), "current-password")
        _field(self, "password1", _("Your new password"), "new-password", HOW_LONG)


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, for whoever followed the link."""

    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "password1", _("Your new password"), "new-password", HOW_LONG)


class PasswordLinkForm(account.ResetPasswordForm):  # type: ignore[misc]
    """Where the link should go. Never says whether there is such an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "email", _("Email address"), "username")


class CodeForm(mfa.AuthenticateForm):  # type: ignore[misc]
    """A one-time code or recovery code, while signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class CodeAgainForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    """The same, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class AddAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("The six digits that your app shows now."))


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that can sign in by itself; it gets a number for a name."""

    name = None
    passwordless = None

    def clean(self) -> dict[str, Any]:
        """
        Insist on a fingerprint, face or pin: without one the passkey would be no more than something found.

        :raises ValidationError: if the device did not ask for one
        """
        self.cleaned_data |= {"passwordless": True, "name": self.initial["name"]}
        cleaned: dict[str, Any] = super().clean()
        return cleaned

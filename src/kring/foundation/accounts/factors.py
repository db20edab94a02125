"""Second factors: how they are called, and how their secrets are kept."""

import base64
import secrets
from dataclasses import dataclass
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.foundation.accounts.models import Account
from kring.foundation.keys.keyring import keyring


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey in the overview."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody signs in with beside the password. `codes_left` counts unused recovery codes."""

    passkeys: tuple[Passkey, ...] = ()
    app: bool = False
    codes_left: int = 0

    @property
    def any(self) -> bool:
        """Whether there is a second factor; recovery codes alone are none."""
        return self.app or bool(self.passkeys)


def factors_of(account: Account) -> Factors:
    """The second factors of this account."""
    kinds: dict[str, list[Any]] = {}
    for row in Authenticator.objects.filter(user=account).order_by("pk"):
        kinds.setdefault(row.type, []).append(row)
    passkeys = kinds.get(Authenticator.Type.WEBAUTHN, [])
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES, [])
    return Factors(
        passkeys=tuple(Passkey(row.pk, row.wrap().name) for row in passkeys),
        app=Authenticator.Type.TOTP in kinds,
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of apps and recovery codes are sealed: a copy of the database signs nobody in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": _("First add a passkey or an app."),
        "incorrect_code": _("This code is not right. Is there a new one by now? Take that one."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        nonce = secrets.token_bytes(12)
        return base64.b64encode(nonce + _box().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """
        Open a secret.

        :raises cryptography.exceptions.InvalidTag: if it was sealed with another keyring
        """
        sealed = base64.b64decode(encrypted_text)
        return _box().decrypt(sealed[:12], sealed[12:], None).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that the browser shows when it asks for a passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Kring"}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """The address, so that somebody with two accounts can choose."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.email}

    def generate_authenticator_name(self, user: Account, type: Any) -> str:
        """Numbered; nobody types a name, so nothing about a person stands in it."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}


def _box() -> AESGCM:
    key = HKDF(SHA256(), 32, salt=None, info=b"second factor").derive(keyring().secret("django"))
    return AESGCM(key)

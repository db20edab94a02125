"""A login, and its sessions."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kring.foundation.privacy import NOTHING, Sort
from kring.foundation.text import Text


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """A login with this address; without a password it can only be used after setting one."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A login. Which person it belongs to, and in which organisation, is a matter of `people`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    # No trace of when someone signed in (decision 30).
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "email": Sort.IDENTIFYING,
            "password": Sort.IDENTIFYING,
            "is_active": Sort.HARMLESS,
        }
        what = Text("Een account om mee in te loggen", "An account to sign in with")
        purpose = Text(
            "Inloggen; wie om steun vraagt heeft dat niet nodig", "To sign in; asking for support does not need it"
        )
        seen_by = Text("jijzelf; het wachtwoord kan niemand lezen", "you; nobody can read the password")
        retention = Text("tot 30 dagen na vertrek", "until 30 days after leaving")
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.id)


class Session(models.Model):
    """A session, found by the hash of its key; what it holds is sealed."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
    seen_at = models.DateTimeField()

    class Privacy:
        fields = {
            "key_hash": Sort.HARMLESS,
            "sealed": Sort.IDENTIFYING,
            "expires_at": Sort.HARMLESS,
            "seen_at": Sort.HARMLESS,
        }
        what = Text(
            "Dat je nu bent ingelogd, of je code hebt ingevuld", "That you are signed in now, or filled in your code"
        )
        purpose = Text("Van pagina naar pagina kunnen gaan", "To go from page to page")
        seen_by = Text("niemand", "nobody")
        retention = Text("8 uur, of 15 minuten niets doen", "8 hours, or 15 minutes of doing nothing")
        remains = NOTHING

    def __str__(self) -> str:
        return self.key_hash[:8]

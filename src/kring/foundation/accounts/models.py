"""A login, and its sessions."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kring.foundation.privacy import Sort


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
        retention = "until 30 days after leaving"

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
        retention = "8 hours, or 15 minutes without use"

    def __str__(self) -> str:
        return self.key_hash[:8]

"""Accounts as an app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Connects what signing in leaves behind: nothing but the second factor's mark in the session."""

    name = "kring.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen for a completed sign-in."""
        from kring.foundation.accounts import signing_in  # noqa: F401, PLC0415 (registry must be ready)

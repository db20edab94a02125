"""Supporters as an app."""

from django.apps import AppConfig


class SupportersConfig(AppConfig):
    """Supporters; connects its reactions."""

    name = "kring.supporters"
    label = "supporters"

    def ready(self) -> None:
        """Connect the reactions, and tell what can be looked up."""
        from kring.supporters import evidence, reactions  # noqa: F401, PLC0415 (registry must be ready)

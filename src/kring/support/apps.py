"""Support as an app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Trajectories; connects its reactions."""

    name = "kring.support"
    label = "support"

    def ready(self) -> None:
        """Connect the reactions, and tell what can be looked up."""
        from kring.support import evidence, reactions  # noqa: F401, PLC0415 (registry must be ready)

"""Support as an app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Trajectories; connects its reactions."""

    name = "kring.support"
    label = "support"

    def ready(self) -> None:
        """Connect the reactions."""
        from kring.support import reactions  # noqa: F401, PLC0415 (registry must be ready)

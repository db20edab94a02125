"""Events as an app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events."""

    name = "kring.events"
    label = "events"

    def ready(self) -> None:
        """Connect the reactions, and tell what can be looked up."""
        from kring.events import evidence, reactions  # noqa: F401, PLC0415 (registry must be ready)

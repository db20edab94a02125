"""People as an app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Units, people and roles; connects its reactions."""

    name = "kring.people"
    label = "people"

    def ready(self) -> None:
        """Connect the reactions, and tell what can be looked up."""
        from kring.people import evidence, reactions  # noqa: F401, PLC0415 (registry must be ready)

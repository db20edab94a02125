"""Experiences as an app."""

from django.apps import AppConfig


class ExperiencesConfig(AppConfig):
    """What organisations tell each other about measures."""

    name = "kring.experiences"
    label = "experiences"

    def ready(self) -> None:
        """Listen to what is announced."""
        from kring.experiences import reactions  # noqa: F401, PLC0415 (registry must be ready)

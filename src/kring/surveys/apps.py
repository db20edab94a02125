"""Surveys as an app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Evaluation that cannot be tied to anyone."""

    name = "kring.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Tell what can be looked up."""
        from kring.surveys import evidence  # noqa: F401, PLC0415 (registry must be ready)

"""Compliance as an app."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """What the guideline asks and what shows it; tells what can be looked up in the set-up."""

    name = "kring.compliance"
    label = "compliance"

    def ready(self) -> None:
        """Tell what can be looked up."""
        from kring.compliance import evidence  # noqa: F401, PLC0415 (registry must be ready)

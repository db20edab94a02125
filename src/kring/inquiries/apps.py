"""Questionnaires to advisers as an app."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """What HR and occupational-health advisers answer about measures."""

    name = "kring.inquiries"
    label = "inquiries"

    def ready(self) -> None:
        """Listen to what is announced, and register the rounds."""
        from kring.inquiries import jobs, reactions  # noqa: F401, PLC0415 (registry must be ready)

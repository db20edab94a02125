"""The guide as an app."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """The guide in editions."""

    name = "kring.guide"
    label = "guide"

    def ready(self) -> None:
        """Listen to what is announced."""
        from kring.guide import reactions  # noqa: F401, PLC0415 (registry must be ready)

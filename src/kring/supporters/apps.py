"""Supporters as an app."""

from django.apps import AppConfig


class SupportersConfig(AppConfig):
    """Supporters."""

    name = "kring.supporters"
    label = "supporters"

"""Disclosure control as an app."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Published figures."""

    name = "kring.foundation.disclosure"
    label = "disclosure"

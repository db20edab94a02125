"""Support as an app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Trajectories; connects its reactions."""

    name = "kring.support"
    label = "support"

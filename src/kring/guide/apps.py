"""The guide as an app."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """The guide in editions."""

    name = "kring.guide"
    label = "guide"

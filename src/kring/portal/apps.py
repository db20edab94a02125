"""The portal as an app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages that combine contexts."""

    name = "kring.portal"
    label = "portal"

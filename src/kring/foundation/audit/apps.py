"""The access log as an app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The access log."""

    name = "kring.foundation.audit"
    label = "audit"

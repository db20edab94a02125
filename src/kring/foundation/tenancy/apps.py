"""Tenancy as an app."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Organisations."""

    name = "kring.foundation.tenancy"
    label = "tenancy"

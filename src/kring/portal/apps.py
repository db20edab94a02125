"""The portal as an app."""

import os

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register
from django.core.exceptions import ImproperlyConfigured


class PortalConfig(AppConfig):
    """Pages that combine contexts."""

    name = "kring.portal"
    label = "portal"

    def ready(self) -> None:
        """
        Refuse to start in demo mode where others could come in; the check says so of the database too.

        :raises ImproperlyConfigured: in demo mode, on a database or an address that is not only ours
        """
        from kring.portal import access  # noqa: PLC0415 (registry must be ready)

        if settings.KRING_DEMO and (reasons := access.refusals(os.environ)):
            raise ImproperlyConfigured(" ".join(reasons))
        register(access.guard, Tags.database)

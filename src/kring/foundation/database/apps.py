"""The database as an app: it owns the schema `private` and the first migration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DatabaseConfig(AppConfig):
    """Registers the start-up checks."""

    name = "kring.foundation.database"
    label = "database"

    def ready(self) -> None:
        """Make the checks known to Django."""
        from kring.foundation.database import after_migrate, checks  # noqa: F401, PLC0415 (registry)

        # Django sends this signal only for apps with models, and this one has none.
        post_migrate.connect(
            after_migrate.prepare, sender=apps.get_app_config("tenancy"), dispatch_uid="kring.database"
        )

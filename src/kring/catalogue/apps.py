"""Makes the catalogue known to Django, and loads its files after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class CatalogueConfig(AppConfig):
    """The catalogue; connects its reactions, and its files to the migrations."""

    name = "kring.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Register what follows."""
        from kring.catalogue import reactions  # noqa: F401, PLC0415 (registry must be ready)

        post_migrate.connect(load_files, sender=self, dispatch_uid="kring.catalogue")


def load_files(sender: Any, using: str, **kwargs: Any) -> None:
    """Bring the content files to the database, if their tables are there."""
    from kring.catalogue.actions.load_content import load  # noqa: PLC0415 (registry must be ready)
    from kring.catalogue.queries.content import content  # noqa: PLC0415

    with connections[using].cursor() as cursor:
        cursor.execute("select to_regclass('shared.catalogue_word') is not null")
        (there,) = cursor.fetchone()
    if there:
        load(content())

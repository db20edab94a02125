"""Makes the catalogue known to Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue."""

    name = "kring.catalogue"
    label = "catalogue"

"""Which alias a table is reached through."""

from typing import Any

from django.db.models import Model


class CacheApart:
    """The cache stands apart from the request's transaction, so that a refused try is still counted."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """`apart` for the cache table, otherwise no opinion."""
        return "apart" if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

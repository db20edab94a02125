"""Watching as an app: it owns one function of the database."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    """No models; a migration that makes `private.running()`."""

    name = "kring.foundation.watch"
    label = "watch"

"""Translations as an app: it only brings the command `words`."""

from django.apps import AppConfig


class WordsConfig(AppConfig):
    """Translations."""

    name = "kring.foundation.words"
    label = "words"

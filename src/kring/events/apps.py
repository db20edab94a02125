"""Events as an app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events."""

    name = "kring.events"
    label = "events"

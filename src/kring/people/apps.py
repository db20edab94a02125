"""People as an app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Units, people and roles."""

    name = "kring.people"
    label = "people"

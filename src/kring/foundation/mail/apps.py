"""The outbox as an app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox."""

    name = "kring.foundation.mail"
    label = "mail"

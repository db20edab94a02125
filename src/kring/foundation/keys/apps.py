"""The keys as an app."""

from django.apps import AppConfig
from django.conf import settings


class KeysConfig(AppConfig):
    """Gives Django its own secret from the keyring."""

    name = "kring.foundation.keys"
    label = "keys"

    def ready(self) -> None:
        """Replace the placeholder of the settings: one place holds secrets, and it is not the settings file."""
        from kring.foundation.keys.keyring import keyring  # noqa: PLC0415 (settings must be ready)

        settings.SECRET_KEY = keyring().secret("django").hex()

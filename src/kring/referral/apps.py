"""The signpost as an app."""

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """The signpost; connects its reactions."""

    name = "kring.referral"
    label = "referral"

    def ready(self) -> None:
        """Connect the reactions."""
        from kring.referral import reactions  # noqa: F401, PLC0415 (registry must be ready)

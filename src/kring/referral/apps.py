"""The signpost as an app."""

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """The signpost; connects its reactions."""

    name = "kring.referral"
    label = "referral"

    def ready(self) -> None:
        """Connect the reactions, and tell what can be looked up."""
        from kring.referral import evidence, reactions  # noqa: F401, PLC0415 (registry must be ready)

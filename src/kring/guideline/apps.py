"""Makes the guideline known to Django, so that its tests and template filters are found."""

from django.apps import AppConfig


class GuidelineConfig(AppConfig):
    """The guideline; it has no models."""

    name = "kring.guideline"
    label = "guideline"

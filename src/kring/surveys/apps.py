"""Surveys as an app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Evaluation that cannot be tied to anyone."""

    name = "kring.surveys"
    label = "surveys"

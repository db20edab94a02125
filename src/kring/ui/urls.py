"""Addresses of the ui."""

from django.urls import path

from kring.ui.views.gallery import gallery
from kring.ui.views.language import language

app_name = "ui"
urlpatterns = [
    path("language", language, name="language"),
    path("gallery", gallery, name="gallery"),
]

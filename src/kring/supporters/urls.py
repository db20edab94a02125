"""Addresses."""

from django.urls import path

from kring.supporters import views

app_name = "supporters"
urlpatterns = [
    path("beschikbaarheid/", views.availability, name="availability"),
    path("coordinatie/team/<uuid:supporter_id>/", views.training, name="training"),
]

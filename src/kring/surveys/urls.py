"""Addresses. None of them says whose evaluation it is."""

from django.urls import path

from kring.surveys.views import evaluation as views

app_name = "surveys"
urlpatterns = [
    path("evaluatie/dank/", views.thanks, name="thanks"),
    path("evaluatie/<str:token>/", views.evaluation, name="evaluation"),
]

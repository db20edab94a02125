"""Addresses of events and offers."""

from django.urls import URLPattern

app_name = "events"
urlpatterns: list[URLPattern] = []

"""Addresses. Those of the professional hold no number of anything: one request opens one context."""

from django.urls import URLPattern

app_name = "support"
urlpatterns: list[URLPattern] = [
    # asking for a colleague to talk with
    # one's own support
    # supporting somebody
]

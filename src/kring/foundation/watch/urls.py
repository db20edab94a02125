"""For machines that watch."""

from django.urls import path

from kring.foundation.watch import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("healthz/live", views.live, name="live"),
    path("healthz/ready", views.ready, name="ready"),
    path("healthz/figures", views.technical, name="technical"),
]

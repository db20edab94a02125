"""Addresses of pages. None says what it is about, and none holds a number of somebody's support."""

from django.urls import include, path

handler500 = "kring.portal.views.refusals.failed"

urlpatterns = [
    path("", include("kring.foundation.watch.urls")),
    path("", include("kring.ui.urls")),
    path("", include("kring.events.urls")),
    path("", include("kring.support.urls")),
    path("", include("kring.supporters.urls")),
    path("", include("kring.referral.urls")),
    path("", include("kring.people.urls")),
    path("", include("kring.surveys.urls")),
    path("", include("kring.catalogue.urls")),
    path("", include("kring.compliance.urls")),
    path("", include("kring.experiences.urls")),
    path("", include("kring.guide.urls")),
    path("", include("kring.inquiries.urls")),
    path("", include("kring.portal.urls")),
    path("inloggen/", include("kring.foundation.accounts.urls")),
]

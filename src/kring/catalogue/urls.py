"""Addresses of the catalogue. What somebody chose stands behind the question mark, and nowhere else."""

from django.urls import path

from kring.catalogue.views import finding, own, reading

app_name = "catalogue"
urlpatterns = [
    path("maatregelen/", finding.overview, name="overview"),
    path("maatregelen/zoeken/", finding.search, name="search"),
    path("maatregelen/situatie/<slug:key>/", finding.situation, name="situation"),
    path("maatregelen/vergelijken/", reading.compare, name="compare"),
    path("maatregelen/lijst/", reading.shortlist, name="shortlist"),
    path("maatregelen/lijst/bewaren/", own.keep, name="keep"),
    path("maatregelen/lijst/<uuid:list_id>/weg/", own.drop, name="drop"),
    path("maatregelen/risico/", reading.risks, name="risks"),
    path("maatregelen/eigen/", own.own_entries, name="own"),
    path("maatregelen/eigen/nieuw/", own.propose, name="propose"),
    path("maatregelen/eigen/<uuid:entry_id>/", own.look_over, name="look_over"),
    path("maatregelen/eigen/<uuid:entry_id>/delen/", own.share, name="share"),
    path("maatregelen/eigen/<uuid:entry_id>/weg/", own.remove, name="remove"),
    path("maatregelen/<slug:key>/", reading.entry, name="entry"),
]

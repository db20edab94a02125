"""Addresses of the guide. An edition stands in every address, so that a link keeps saying the same."""

from django.urls import path

from kring.guide.views import changes, paper, reading

app_name = "guide"
urlpatterns = [
    path("handreiking/", reading.newest, name="newest"),
    path("handreiking/<slug:edition>/", reading.overview, name="overview"),
    path("handreiking/<slug:edition>/wijzigingen/", changes.changed, name="changed"),
    path("handreiking/<slug:edition>/<slug:sector>/", reading.sector, name="sector"),
    path("handreiking/<slug:edition>/<slug:sector>/pdf/", paper.paper, name="paper"),
    path("handreiking/<slug:edition>/<slug:sector>/pdf/bestand/", paper.paper_file, name="paper_file"),
    path("handreiking/<slug:edition>/<slug:sector>/<slug:chapter>/", reading.chapter, name="chapter"),
    path("handreiking/<slug:edition>/<slug:sector>/<slug:chapter>/<slug:item>/", reading.item, name="item"),
]

"""Addresses of events and offers. A token opens one thing; none of these says what it is about."""

from django.urls import path

from kring.events.views import approach, colleague, offers, report

app_name = "events"
urlpatterns = [
    path("laat-weten/", report.report, name="report"),
    path("laat-weten/anders/", report.own_way, name="own_way"),
    path("laat-weten/<str:token>/", report.event, name="event"),
    path("laat-weten/<str:token>/poster/", report.poster, name="poster"),
    path("erbij/<str:token>/", offers.here, name="here"),
    path("aanbod/<str:token>/", offers.offer, name="offer"),
    path("aanbod/<str:token>/wissen/", offers.erase, name="erase"),
    path("collega/aanbod/", colleague.for_colleague, name="for_colleague"),
    path("collega/aanbod/klaar/", colleague.for_colleague_done, name="for_colleague_done"),
    path("mijn-team/herinner/", colleague.remind, name="remind"),
    path("coordinatie/aanbod/", approach.to_offer, name="to_offer"),
    path("coordinatie/aanbod/<uuid:event_id>/", approach.names, name="names"),
    path("coordinatie/aanbod/<uuid:event_id>/overdragen/", approach.give, name="give"),
    path("coordinatie/aanbod/<uuid:event_id>/<uuid:offer_id>/", approach.approached, name="approached"),
    path("benaderen/", approach.mine, name="mine"),
    path("benaderen/<uuid:offer_id>/", approach.done, name="done"),
]

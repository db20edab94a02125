"""Addresses of the signpost. They stand in the history of a browser, so none tells why somebody came."""

from django.urls import path

from kring.referral.views import contact, keeping, texts, visiting

app_name = "referral"
urlpatterns = [
    # for everyone
    path("wegwijzer/", visiting.signpost, name="signpost"),
    path("wegwijzer/gezond-werk/", visiting.checks, name="checks"),
    path("wegwijzer/bericht/", contact.follow, name="follow"),
    path("wegwijzer/bericht/<str:token>/", contact.by_link, name="take_over"),
    path("wegwijzer/<uuid:provider_id>/", visiting.provider, name="provider"),
    path("wegwijzer/<uuid:provider_id>/bericht/", contact.ask, name="ask"),
    path("wegwijzer/<uuid:provider_id>/code/", contact.draw, name="draw"),
    # for whoever keeps it
    path("wegwijzer/bijhouden/", keeping.keeping, name="keeping"),
    path("wegwijzer/bijhouden/nieuw/", keeping.add, name="add"),
    path("wegwijzer/bijhouden/mijn-pagina/", keeping.add_own, name="add_own"),
    path("wegwijzer/bijhouden/berichten/", contact.waiting, name="waiting"),
    path("wegwijzer/bijhouden/berichten/<uuid:request_id>/", contact.mine, name="mine"),
    path("wegwijzer/bijhouden/gezond-werk/<slug:kind>/", keeping.check, name="check"),
    path("wegwijzer/bijhouden/teksten/", texts.texts, name="texts"),
    path("wegwijzer/bijhouden/teksten/<slug:page>/<slug:language>/", texts.text, name="text"),
    path("wegwijzer/bijhouden/teksten/<slug:page>/<slug:language>/kring/", texts.back, name="text_back"),
    path("wegwijzer/bijhouden/<uuid:provider_id>/", keeping.change, name="change"),
    path("wegwijzer/bijhouden/<uuid:provider_id>/klopt/", keeping.confirm, name="confirm"),
    path("wegwijzer/bijhouden/<uuid:provider_id>/weg/", keeping.remove, name="remove"),
    path("wegwijzer/bijhouden/<uuid:provider_id>/codes/", keeping.pool, name="pool"),
    path("wegwijzer/bijhouden/<uuid:provider_id>/codes/leeg/", keeping.empty, name="empty"),
]

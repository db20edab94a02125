"""Addresses of the portal. They stand in the history of a browser, so none tells why somebody came."""

from django.urls import path

from kring.portal.views import (
    about,
    administration,
    coordination,
    demo,
    device,
    documents,
    figures,
    held,
    home,
    leading,
    reading,
    together,
)

app_name = "portal"
urlpatterns = [
    # for everyone
    path("", home.home, name="home"),
    path("kring/", home.circles, name="circles"),
    path("nu-hulp/", home.numbers, name="numbers"),
    path("wat-helpt/", reading.readings, name="readings"),
    path("wat-helpt/<slug:slug>/", reading.reading, name="reading"),
    path("wat-helpt/<slug:slug>/papier/<slug:size>/", reading.reading_paper, name="reading_paper"),
    path("collega/", reading.colleague, name="colleague"),
    path("voor-mij/", device.device, name="device"),
    path("wie-ziet-wat/", about.who_sees_what, name="who_sees_what"),
    path("over/", about.about, name="about"),
    path("toegankelijkheid/", about.accessibility, name="accessibility"),
    path("documenten/", documents.documents, name="documents"),
    path("documenten/<slug:slug>/", documents.document, name="document"),
    path("documenten/<slug:slug>/pdf/", documents.document_file, name="document_file"),
    # with a code, or signed in
    path("gegevens/", held.held, name="held"),
    # signed in
    path("cijfers/", figures.figures, name="figures"),
    # leading or training people
    path("mijn-team/", leading.my_team, name="my_team"),
    path("mijn-team/wat-je-kunt/", leading.what_you_can, name="what_you_can"),
    path("als-opleider/", leading.my_trainees, name="my_trainees"),
    # coordinating
    path("coordinatie/", coordination.overview, name="overview"),
    path("coordinatie/aanvragen/", coordination.requests, name="requests"),
    path("coordinatie/aanvragen/<uuid:request_id>/", coordination.one_request, name="request"),
    path("coordinatie/aanvragen/<uuid:request_id>/kaart/", coordination.opened_request, name="card"),
    path("coordinatie/aanvragen/<uuid:request_id>/vraag/", coordination.ask, name="ask"),
    path("coordinatie/ligt-stil/<uuid:item_id>/", coordination.overdue, name="overdue"),
    path("coordinatie/samen/", together.together, name="together"),
    path("coordinatie/samen/<uuid:opening_id>/", together.second, name="second"),
    path("coordinatie/samen/klaar/<uuid:item_id>/", together.done, name="together_done"),
    path("coordinatie/team/", coordination.team, name="team"),
    # administrating
    path("huisstijl.css", administration.style, name="style"),
    path("beheer/", administration.overview, name="administration"),
    path("beheer/instellingen/", administration.settings, name="settings"),
    path("beheer/instellingen/lijst/", administration.own_items, name="own_items"),
    path("beheer/instellingen/lijst/<slug:sort>/nieuw/", administration.add_own_item, name="own_item_add"),
    path("beheer/instellingen/lijst/<slug:sort>/<slug:key>/weg/", administration.take_off, name="own_item_remove"),
    path("beheer/instellingen/<slug:group>/", administration.setting, name="setting"),
    # the demonstration
    path("demo/", demo.cast, name="demo"),
    path("demo/word/<slug:key>/", demo.become, name="demo_become"),
    path("demo/mail/", demo.mail, name="demo_mail"),
]

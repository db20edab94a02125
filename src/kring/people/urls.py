"""Addresses of who works here, which roles they hold, and where."""

from django.urls import path

from kring.people.views import importing, persons, roles, units

app_name = "people"
urlpatterns = [
    path("beheer/mensen/", persons.search, name="search"),
    path("beheer/mensen/bestand/", importing.at_hand, name="import"),
    path("beheer/mensen/bestand/aanleveren/", importing.upload, name="import_upload"),
    path("beheer/mensen/bestand/kolommen/", importing.columns, name="import_columns"),
    path("beheer/mensen/bestand/regels.csv", importing.problems, name="import_problems"),
    path("beheer/mensen/bestand/doorvoeren/", importing.take_over, name="import_take_over"),
    path("beheer/mensen/bestand/weg/", importing.throw_away, name="import_throw_away"),
    path("beheer/mensen/<uuid:person_id>/", persons.one, name="person"),
    path("beheer/mensen/<uuid:person_id>/rol/", persons.propose, name="propose"),
    path("beheer/mensen/<uuid:person_id>/uitnodigen/", persons.send_invitation, name="invite"),
    path("beheer/rollen/", roles.administering, name="roles"),
    path("beheer/rollen/<uuid:role_id>/ja/", roles.confirm, name="confirm"),
    path("beheer/rollen/<uuid:role_id>/weg/", roles.withdraw, name="withdraw"),
    path("coordinatie/rollen/", roles.coordinating, name="team_roles"),
    path("coordinatie/rollen/<uuid:role_id>/ja/", roles.confirm_in_team, name="team_confirm"),
    path("coordinatie/rollen/<uuid:role_id>/weg/", roles.withdraw_in_team, name="team_withdraw"),
    path("beheer/afdelingen/", units.tree, name="units"),
    path("beheer/afdelingen/nieuw/", units.add, name="unit_add"),
    path("beheer/afdelingen/<uuid:unit_id>/", units.change, name="unit"),
    path("beheer/afdelingen/<uuid:unit_id>/weg/", units.remove, name="unit_remove"),
]

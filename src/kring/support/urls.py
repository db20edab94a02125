"""Addresses. Those of the professional hold no number of anything: one request opens one context."""

from django.urls import path

from kring.support.views import asking, deciding, guiding, mine, recording, supported, supporting

app_name = "support"
urlpatterns = [
    # asking for a colleague to talk with
    path("praten/", asking.ask, name="ask"),
    path("praten/code/", asking.receipt, name="receipt"),
    # one's own support
    path("mijn/", mine.mine, name="mine"),
    path("mijn/code/", mine.code, name="code"),
    path("mijn/code/weg/", mine.leave, name="leave"),
    path("mijn/klaar/", mine.gone, name="gone"),
    path("mijn/moment/<int:number>/", deciding.moment, name="moment"),
    path("mijn/bereik/", deciding.reach, name="reach"),
    path("mijn/anderen/", deciding.others, name="others"),
    path("mijn/andere-collega/", deciding.another, name="another"),
    path("mijn/stoppen/", deciding.stop, name="stop"),
    # supporting somebody
    path("gesprekken/", supporting.today, name="today"),
    path("gesprekken/vraag/<uuid:proposal_id>/", supporting.question, name="question"),
    path("gesprekken/gestopt/<uuid:notice_id>/", supporting.put_away, name="notice"),
    path("gesprekken/al-gesproken/", recording.record, name="record"),
    path("gesprekken/<uuid:trajectory_id>/", supported.person, name="person"),
    path("gesprekken/<uuid:trajectory_id>/eerst/", supported.first, name="first"),
    path("gesprekken/<uuid:trajectory_id>/voorwaarden/", supported.conditions, name="told"),
    path("gesprekken/<uuid:trajectory_id>/moment/<int:number>/", supported.plan, name="plan"),
    path("gesprekken/<uuid:trajectory_id>/gevoerd/<int:number>/", supported.held, name="was_held"),
    path("gesprekken/<uuid:trajectory_id>/voorstel/", supported.propose, name="propose"),
    path("gesprekken/<uuid:trajectory_id>/kijk-mee/", supported.along, name="along"),
    path("gesprekken/<uuid:trajectory_id>/genoeg/", supported.enough, name="enough"),
    path("gesprekken/<uuid:trajectory_id>/toch-niet/", supported.not_me, name="not_me"),
    path("gesprekken/<uuid:trajectory_id>/leidraad/<int:number>/", guiding.guide_for, name="guide_for"),
    path("leidraad/", guiding.guide, {"number": 1}, name="guide"),
    path("leidraad/<int:number>/", guiding.guide, name="guide"),
]

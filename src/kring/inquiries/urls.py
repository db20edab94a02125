"""Addresses of questionnaires to advisers: for whoever sends, and behind the link of a mail."""

from django.urls import path

from kring.inquiries.views import answering, sending

app_name = "inquiries"
urlpatterns = [
    path("vragenlijsten/", sending.overview, name="overview"),
    path("vragenlijsten/nieuw/", sending.start, name="start"),
    path("vragenlijsten/<uuid:inquiry_id>/", sending.inquiry, name="inquiry"),
    path("vragenlijsten/<uuid:inquiry_id>/uitnodigen/", sending.invite, name="invite"),
    path("vragenlijsten/<uuid:inquiry_id>/weg/", sending.remove, name="remove"),
    path("vragenlijsten/uitnodiging/<uuid:invitation_id>/weg/", sending.stop_asking, name="stop_asking"),
    path("vragenlijst/<str:token>/", answering.answering, name="answering"),
    path("vragenlijst/<str:token>/over/<slug:entry>/", answering.answer, name="answer"),
]

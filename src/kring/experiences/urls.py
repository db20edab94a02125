"""Addresses of what organisations tell each other."""

from django.urls import path

from kring.experiences.views import knowing, telling

app_name = "experiences"
urlpatterns = [
    path("wat-werkt/", knowing.what_works, name="what_works"),
    path("wat-werkt/<slug:entry>/", knowing.of_entry, name="of_entry"),
    path("ervaringen/", telling.ours, name="ours"),
    path("ervaringen/nieuw/<slug:entry>/", telling.tell, name="tell"),
    path("ervaringen/<uuid:experience_id>/delen/", telling.share, name="share"),
    path("ervaringen/<uuid:experience_id>/weg/", telling.remove, name="remove"),
]

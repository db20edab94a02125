"""Addresses. What they show is about the house, never about somebody."""

from django.urls import path

from kring.compliance.views import answering, reading

app_name = "compliance"
urlpatterns = [
    # for everyone
    path("richtlijn/", reading.overview, name="overview"),
    path("richtlijn/bewijs/", reading.definitions, name="definitions"),
    path("richtlijn/rescue/", reading.rescue, name="rescue"),
    path("richtlijn/uitgaven/", reading.editions, name="editions"),
    path("richtlijn/uitgaven/<slug:before>/<slug:after>/", reading.difference, name="difference"),
    path("richtlijn/verslag/", reading.self_report, name="report"),
    path("richtlijn/verslag/pdf/", reading.self_report_file, name="report_file"),
    path("richtlijn/<slug:slug>/", reading.requirement, name="requirement"),
    # administrating
    path("beheer/richtlijn/meenemen/", answering.carry, name="carry"),
    path("beheer/richtlijn/<slug:slug>/", answering.answer, name="answer"),
    path("beheer/richtlijn/<slug:slug>/weg/", answering.remove, name="remove"),
    # coordinating
    path("coordinatie/richtlijn/meenemen/", answering.team_carry, name="team_carry"),
    path("coordinatie/richtlijn/<slug:slug>/", answering.team_answer, name="team_answer"),
    path("coordinatie/richtlijn/<slug:slug>/weg/", answering.team_remove, name="team_remove"),
]

"""
A page of the same framework as it comes out of the box: what `startproject` makes, with nothing of ours.

The middleware of a fresh project, a session in the database, one transaction, the ORM for as many trivial questions as
the page beside it asks, and templates with a base, blocks and includes that write as many bytes. Not a design, not a
policy, not a translation.
"""

import os
from typing import Any

import django
from django.conf import settings

from kring.foundation.database.addresses import database_address

BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{% block title %}Bare{% endblock %}</title>
<link rel="stylesheet" href="/static/site.css"></head>
<body>{% include "_bar.html" %}
<main>{% if messages %}<ul>{% for message in messages %}<li>{{ message }}</li>{% endfor %}</ul>{% endif %}
{% block content %}{% endblock %}</main>
{% include "_foot.html" %}</body></html>"""
BAR = """<header><a href="{% url 'page' number=1 size=1 %}">{{ title }}</a><nav>{% for link in links %}
<a href="{{ link.url }}"{% if link.current %} aria-current="page"{% endif %}>{{ link.words }}</a>{% endfor %}</nav>
</header>"""
FOOT = """<footer><form method="post" action="/">{% csrf_token %}<button>{{ title }}</button></form></footer>"""
PAGE = """{% extends "base.html" %}{% block title %}{{ title }}{% endblock %}
{% block content %}<h1>{{ title }}</h1>{% for card in cards %}{% include "_card.html" %}{% endfor %}{% endblock %}"""
CARD = """<section class="card"><h2>{{ card.title }}</h2><ul>{% for line in card.lines %}
<li class="{{ line.tone }}"><a href="{{ line.url }}">{{ line.words }}</a>{% if line.note %} <i>{{ line.note }}</i>
{% endif %}</li>{% endfor %}</ul></section>"""
FORM = """{% extends "base.html" %}{% block content %}<form method="post">{% csrf_token %}{{ form }}
<button>Go</button></form>{% endblock %}"""
TEMPLATES = {"base.html": BASE, "_bar.html": BAR, "_foot.html": FOOT, "page.html": PAGE, "_card.html": CARD}
TEMPLATES["form.html"] = FORM

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            **database_address("web", os.environ),
            "OPTIONS": {**database_address("web", os.environ)["OPTIONS"], "pool": {"min_size": 1, "max_size": 8}},
            "ATOMIC_REQUESTS": True,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "loaders": [
                    ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", TEMPLATES)])
                ],
            },
        }
    ],
)
django.setup()

from django import forms
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from bench.timing import measured


class Row(models.Model):
    """A row of the table that the bare page writes to."""

    words = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "bench_row"
        managed = False

    def __str__(self) -> str:
        return self.words


WORDS = "words on a page, as many as there are".split()
LINES = [{"tone": f"k-{word}", "url": f"/{word}/", "words": word.title(), "note": " ".join(WORDS)} for word in WORDS]
LINKS = [{"url": f"/{word}/", "words": word, "current": word == "page,"} for word in WORDS]
A_CARD = 8
"""Lines on a card."""
A_LINE, AROUND = 114, 900
"""Bytes that one line and everything around the cards take, about."""


def enter(request: HttpRequest) -> HttpResponse:
    """Begin a session."""
    request.session["known"] = True
    return HttpResponse("in")


def page(request: HttpRequest, number: int, size: int) -> HttpResponse:
    """A page with so many queries, the one for the session included, and so many bytes."""
    known = bool(request.session.get("known"))
    for each in range(number - known):
        Row._default_manager.filter(pk=each).first()
    lines = [LINES[each % len(LINES)] for each in range(max(0, size - AROUND) // A_LINE)]
    cards: list[dict[str, Any]] = [
        {"title": "Card", "lines": lines[at : at + A_CARD]} for at in range(0, len(lines), A_CARD)
    ]
    return render(request, "page.html", {"title": "Bare", "links": LINKS, "cards": cards})


class Asking(forms.Form):
    """As many fields as whoever asks for a colleague fills in."""

    name = forms.CharField(max_length=60)
    channel = forms.ChoiceField(choices=[("call", "Call"), ("mail", "Mail")])
    address = forms.CharField(max_length=120)
    windows = forms.MultipleChoiceField(choices=[("day", "Day"), ("evening", "Evening"), ("night", "Night")])


def ask(request: HttpRequest) -> HttpResponse:
    """A form with a token that inserts one row, and leads on."""
    form = Asking(request.POST or None)
    if form.is_valid():
        Row._default_manager.create(words=form.cleaned_data["name"])
        return redirect("page", number=1, size=1)
    return render(request, "form.html", {"form": form, "title": "Bare", "links": LINKS})


urlpatterns = [path("enter/", enter), path("ask/", ask), path("page/<int:number>/<int:size>/", page, name="page")]
application = measured(get_wsgi_application())

"""
A bare page of the same framework: Django without middleware, on the same server and the same database.

`/read/<n>/` asks n trivial questions in one transaction, `/drawn/<n>/<bytes>/` also writes as much HTML as the page
beside it, `/write/` inserts one row. They answer with one plain template.
"""

import os
from typing import Any

import django
from django.conf import settings

from kring.foundation.database.addresses import database_address

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            **database_address("web", os.environ),
            "OPTIONS": {**database_address("web", os.environ)["OPTIONS"], "pool": {"min_size": 1, "max_size": 8}},
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from bench.timing import measured

PAGE = engines["django"].from_string(
    "<!doctype html><html lang=en><title>{{ title }}</title><h1>{{ title }}</h1>"
    "<ul>{% for word in words %}<li>{{ word }}</li>{% endfor %}</ul></html>"
)


def read(request: HttpRequest, number: int) -> HttpResponse:
    """A page with so many trivial queries."""
    words: list[Any] = []
    with transaction.atomic(), connection.cursor() as cursor:
        for each in range(number):
            cursor.execute("select %s::int", [each])
            words.append(cursor.fetchone())
        return HttpResponse(PAGE.render({"title": "Bare", "words": words}, request))


LINE = "words on a page, as many as there are".split()
LINES = [{"tone": f"k-{word}", "url": f"/{word}/", "words": word.title(), "note": " ".join(LINE)} for word in LINE]
DRAWN = engines["django"].from_string(
    "<!doctype html><html lang=en><title>{{ title }}</title><h1>{{ title }}</h1><ul>{% for line in lines %}"
    '<li class="{{ line.tone }}"><a href="{{ line.url }}">{{ line.words }}</a> <span>{{ line.note }}</span></li>'
    "{% endfor %}</ul></html>"
)
A_LINE = 110
"""Bytes that one line of the drawn page takes, about."""


def drawn(request: HttpRequest, number: int, size: int) -> HttpResponse:
    """The same with as many bytes of HTML as the page beside it, from one plain template."""
    with transaction.atomic(), connection.cursor() as cursor:
        for each in range(number):
            cursor.execute("select %s::int", [each])
            cursor.fetchone()
        lines = [LINES[each % len(LINES)] for each in range(size // A_LINE)]
        return HttpResponse(DRAWN.render({"title": "Bare", "lines": lines}, request))


def write(request: HttpRequest) -> HttpResponse:
    """A page that inserts one row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into bench_row (words) values (%s)", ["stille appel"])
        return HttpResponse(PAGE.render({"title": "Bare", "words": ["kept"]}, request))


urlpatterns = [path("read/<int:number>/", read), path("drawn/<int:number>/<int:size>/", drawn), path("write/", write)]
application = measured(get_wsgi_application())

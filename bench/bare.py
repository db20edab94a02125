"""
A bare page of the same framework: Django without middleware, on the same server and the same database.

`/read/<n>/` asks n trivial questions in one transaction; `/write/` inserts one row. Both answer with a small template.
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


def write(request: HttpRequest) -> HttpResponse:
    """A page that inserts one row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into bench_row (words) values (%s)", ["stille appel"])
        return HttpResponse(PAGE.render({"title": "Bare", "words": ["kept"]}, request))


urlpatterns = [path("read/<int:number>/", read), path("write/", write)]
application = measured(get_wsgi_application())

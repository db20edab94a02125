"""
The database of the tests: real PostgreSQL, real roles, real commits.

Each test process gets its own copy of a migrated template. ``default`` connects as ``kring_web``, as in
production; nothing is rolled back or emptied, so each test makes its own organisation and looks only at that.
"""

import os
from collections.abc import Iterator

import django
import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from kring.config.cli.catalogues import compile_catalogues
from kring.foundation.database.testing import SETTINGS, TestDatabase

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
DATABASE = TestDatabase(WORKER or "alone", dict(os.environ))

if settings.configured:
    raise pytest.UsageError(
        "Settings were loaded before their database was known. Unset DJANGO_SETTINGS_MODULE; this sets it."
    )
os.environ.update(DATABASE.environment())
os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the tests
compile_catalogues()
django.setup()
if WORKER is None:
    # The processes of pytest-xdist inherit this, and would load settings before their own database is known.
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session", autouse=True)
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make this process's database; every test may use it."""
    with DATABASE.made(), django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture
def _django_db_helper() -> None:
    """Replace what would wrap a test in a transaction or empty the tables after it."""

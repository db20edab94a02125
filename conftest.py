"""
The database of the tests: real PostgreSQL, real roles, real commits.

Each test process gets its own copy of a migrated template. ``default`` connects as ``kring_web``, as in
production; nothing is rolled back or emptied, so each test makes its own organisation and looks only at that.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import django
import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from kring.foundation.database.testing import SETTINGS, TestDatabase
from kring.foundation.words.compiled import compile_catalogues

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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

from kring.foundation.testing import Clock, World, make_world  # noqa: E402 (needs settings)


def pytest_configure(config: pytest.Config) -> None:
    """Warnings are errors, except those about how a plugin writes its own fixtures."""
    # How fast a busy machine draws examples says nothing about the rule they try.
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("kring", deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile("kring")
    config.addinivalue_line("filterwarnings", "ignore:Session-scoped fixtures:pytest.PytestRemovedIn10Warning")


@pytest.fixture(scope="session", autouse=True)
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make this process's database; every test may use it."""
    with DATABASE.made(), django_db_blocker.unblock():
        apps.get_app_config("keys").ready()  # in a new clone the keyring came with the template, after the settings
        yield
        connections.close_all()


@pytest.fixture
def _django_db_helper() -> None:
    """Replace what would wrap a test in a transaction or empty the tables after it."""


@pytest.fixture
def world() -> World:
    """An organisation of its own with the whole cast."""
    return make_world()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of this test database, back to real time afterwards."""
    moved = Clock()
    yield moved
    moved.reset()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Journeys use the Chromium of this machine; where they are required, they fail without it."""
    found = os.environ.get("KRING_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        stop = pytest.fail if os.environ.get("KRING_REQUIRE_BROWSER") else pytest.skip
        stop("There is no Chromium on this machine. Install it, or name it with KRING_CHROMIUM.")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses one for root
    return {**browser_type_launch_args, "executable_path": found, "args": sandbox}

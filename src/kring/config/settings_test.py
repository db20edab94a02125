"""Settings of the tests: the same, on databases that conftest made, with the owner's own address for test worlds."""

import os

from kring.config.settings import *  # noqa: F403
from kring.config.settings import DATABASES, STORAGES, _database
from kring.foundation.database.addresses import database_address

KRING_GALLERY = True
KRING_DEMO = False
DATABASES["default"] = _database(0)
DATABASES["apart"] = _database(0)
DATABASES["worker"] = {
    **DATABASES["default"],
    **database_address("worker", os.environ),
}
if owner := os.environ.get("KRING_TEST_OWNER_URL"):
    from psycopg.conninfo import conninfo_to_dict

    _parts = conninfo_to_dict(owner)
    DATABASES["owner"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _parts.get("dbname"),
        "USER": _parts.get("user"),
        "PASSWORD": _parts.get("password", ""),
        "HOST": _parts.get("host", ""),
        "PORT": _parts.get("port", ""),
        "OPTIONS": {"options": _parts["options"]} if "options" in _parts else {},
    }
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["*"]

"""The settings, with an app whose migration takes long."""

from kring.config.settings import *  # noqa: F403
from kring.config.settings import INSTALLED_APPS as USUAL

INSTALLED_APPS = [*USUAL, "tests.baddays.slow"]

"""The settings, with an app whose migration is wrong."""

from kring.config.settings import *  # noqa: F403
from kring.config.settings import INSTALLED_APPS as GOOD

INSTALLED_APPS = [*GOOD, "tests.upgrades.broken"]

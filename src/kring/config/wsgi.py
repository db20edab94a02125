"""What the web server calls; it refuses to start on a database that does not guard itself, or is not up to date."""

import os
import sys
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from kring.foundation.database.checks import NotReady, refuse_unguarded
from kring.foundation.lasting import keep_loaded

application = get_wsgi_application()
try:
    refuse_unguarded()
except NotReady as reason:
    sys.exit(str(reason))
import_module(settings.ROOT_URLCONF)  # before the first visit, who would wait for it
keep_loaded()

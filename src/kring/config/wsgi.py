"""What the web server calls; it refuses to start on a database that does not guard itself, or is not up to date."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")

from django.core.wsgi import get_wsgi_application

from kring.foundation.database.checks import NotReady, refuse_unguarded

application = get_wsgi_application()
try:
    refuse_unguarded()
except NotReady as reason:
    sys.exit(str(reason))

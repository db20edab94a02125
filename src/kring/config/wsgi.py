"""What the web server calls; it refuses to start on a database that does not guard itself."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")

from django.core.wsgi import get_wsgi_application

from kring.foundation.database.checks import refuse_unguarded

application = get_wsgi_application()
refuse_unguarded()

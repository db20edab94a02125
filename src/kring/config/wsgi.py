"""What the web server calls."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402, PLC0415, RUF100

application = get_wsgi_application()

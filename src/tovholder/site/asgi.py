"""The web application for an ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")

_django = get_asgi_application()

from django.conf import settings  # noqa: E402  # settings can be read once Django is set up

from tovholder.site.errors import too_large  # noqa: E402  # as above
from tovholder.site.limits import BodyLimit  # noqa: E402  # as above

FORM_FIELDS = 1024 * 1024  # what may come along with the largest file

application = BodyLimit(_django, settings.IMPORT_MAX_BYTES + FORM_FIELDS, too_large)

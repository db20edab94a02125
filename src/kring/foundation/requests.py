"""What a request carries once the middleware has seen it; views write `request: Request`."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from kring.foundation.actor import Actor


class Request(HttpRequest):
    """
    Django's request and what Kring's middleware puts on it.

    Only a type: the object itself stays Django's. `now` is the database's time, aware, in UTC.
    """

    actor: Actor
    now: datetime
    organisation_id: UUID
    roll_back: bool

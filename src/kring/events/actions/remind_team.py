"""Be reminded to ask the team how it goes (herinner mij): at a manager's own wish, tied to no event and to nobody."""

from datetime import datetime, timedelta
from uuid import uuid4

from kring.events import access
from kring.events.models import TeamReminder
from kring.foundation.actor import Actor
from kring.foundation.database.inserting import insert_unless_there
from kring.foundation.tenancy.queries import local_day

WEEKS = (1, 3, 6)
"""Weeks from now: soon, when it is over for others, and when whoever is still bothered could use help (A18, A28)."""


def remind_team(*, by: Actor, at: datetime) -> None:
    """
    Remind this manager after 1, 3 and 6 weeks. Asking again begins anew, so the days tell nothing of how often.

    :raises NotAllowed: for anyone but a manager
    """
    access.may_be_reminded(by).enforce()
    _forget(by)
    today = local_day(by.organisation_id, at)
    for weeks in WEEKS:
        # The same button pressed twice begins once.
        insert_unless_there(
            TeamReminder(
                id=uuid4(),
                organisation_id=by.organisation_id,
                person_id=by.subject,
                due_on=today + timedelta(weeks=weeks),
            )
        )


def stop_reminding(*, by: Actor) -> None:
    """
    Take it back; nothing of it is left.

    :raises NotAllowed: for anyone but a manager
    """
    access.may_be_reminded(by).enforce()
    _forget(by)


def _forget(by: Actor) -> None:
    TeamReminder.objects.filter(access.own_reminders(by)).delete()

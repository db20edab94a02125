"""Say until when the training of a supporter is valid (opgeleid tot)."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.decision import Decision, NotAllowed
from kring.supporters import access


@transaction.atomic
def set_training(*, supporter_id: UUID, until: date, by: Actor, at: datetime) -> None:
    """
    Through a function of the database, because no role may write this column: supporters change other ones.

    :raises NotAllowed: if the actor is no coordinator, or there is no such supporter here
    """
    access.may_set_training(by, supporter_id).enforce()
    with connection.cursor() as cursor:
        cursor.execute("select private.set_training(%s, %s)", [supporter_id, until])
        (changed,) = cursor.fetchone()
    if not changed:
        raise NotAllowed(Decision(False, "There is no such supporter here."))
    log.record("supporter.training.set", "U", by=by, at=at, fields=["trained_until"])

"""After a card was opened by two: it closes, and whoever it is about hears it within a day (decision 8)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from kring.foundation.actor import Actor
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.reach import Channel
from kring.foundation.tenancy.queries import local_day
from kring.support.actions.letters import Neutral, send_all
from kring.support.domain.danger import TOLD_WITHIN
from kring.support.domain.mails import About, Mail, MailState
from kring.support.domain.trajectory import WorkKind
from kring.support.models import Reveal, Trajectory, WorkItem
from kring.support.queries import card_of


def tell_of_opening(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """One round: what nobody confirmed goes; what was open an hour is emptied and told."""
    rows = Reveal.objects.filter(organisation_id=organisation_id)
    rows.filter(confirmed_by=None, confirm_by__lte=at).delete()
    over = rows.filter(ends_at__lte=at, told_on=None)
    # The trajectory first, as the night does that lets go of it, so that neither waits for the other.
    held = Trajectory.objects.select_for_update(skip_locked=True).filter(
        Exists(over.filter(trajectory=OuterRef("pk")))
    )
    free = list(held.values_list("pk", flat=True))
    for reveal in over.select_for_update(of=("self",)).filter(trajectory__in=free).select_related("trajectory"):
        reveal.sealed = b""
        if reveal.mail != MailState.UNSURE.value and _mailed(reveal, at):
            reveal.told_on = local_day(organisation_id, at)
        else:
            _to_be_told(reveal)
        reveal.save(update_fields=["sealed", "told_on", "mail"])


def _mailed(reveal: Reveal, at: datetime) -> bool:
    """A neutral mail, where there is a private address; their own page says what it is about."""
    try:
        card, _ = card_of(reveal.trajectory)
    except KeyGone:
        return True
    if card.channel != Channel.MAIL.value:
        return False
    reveal.mail = MailState.POSTED.value
    letter = Neutral("opened", card.address, reveal.trajectory.language, About(Mail.OPENED, reveal.pk))
    send_all([letter], organisation_id=reveal.organisation_id, at=at)
    return True


def _to_be_told(reveal: Reveal) -> None:
    """Without a mail address a coordinator rings, or asks the supporter to say it."""
    assert reveal.confirmed_at is not None
    WorkItem.objects.get_or_create(
        trajectory=reveal.trajectory,
        kind=WorkKind.TELL.value,
        defaults={
            "organisation_id": reveal.organisation_id,
            "spoken_name": reveal.spoken_name,
            "hidden_from": reveal.hidden_from,
            "since": local_day(reveal.organisation_id, reveal.confirmed_at),
            "due_at": reveal.confirmed_at + TOLD_WITHIN,
        },
    )

"""Open a card with two people because of danger (samen openen): one asks, another confirms (decision 8)."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.keys.sealing import OpenKey
from kring.support import access
from kring.support.domain.danger import CONFIRM_WITHIN, OPEN_FOR, Danger, NobodyByTheseWords, TooFewToOpen
from kring.support.domain.trajectory import NotNow, State, WorkKind
from kring.support.models import Reveal, Trajectory
from kring.support.queries import card_of, locked
from kring.support.queries.danger import by_words
from kring.support.queries.mine import coordinators

__all__ = ["Danger", "NobodyByTheseWords", "TooFewToOpen", "ask_to_open", "confirm_opening"]

FIELDS = ("name", "channel", "address")


@transaction.atomic
def ask_to_open(*, spoken_name: str, reason: Danger, by: Actor, at: datetime) -> UUID:
    """
    Ask for a second person; nothing opens yet.

    :raises NobodyByTheseWords: if nothing goes by these words for this coordinator
    :raises TooFewToOpen: if no second coordinator may look at this one
    :raises NotNow: if it was asked already
    """
    access.may_coordinate(by).enforce()
    trajectory_id = by_words(spoken_name)
    if trajectory_id is None:
        raise NobodyByTheseWords
    with for_a_moment(access.inside(trajectory_id, by), back_to=by):
        trajectory = locked(trajectory_id)
        if not {one for one, _name in coordinators()} - {by.subject, *trajectory.hidden_from}:
            raise TooFewToOpen
        Reveal.objects.filter(trajectory=trajectory, confirmed_by=None, confirm_by__lte=at).delete()
        _, key = card_of(trajectory)
        _record("danger.asked", key, reason.value, by=by, at=at)
    return _kept(trajectory, reason, by=by, at=at)


def _kept(trajectory: Trajectory, reason: Danger, *, by: Actor, at: datetime) -> UUID:
    reveal = Reveal(
        id=uuid4(),
        organisation_id=by.organisation_id,
        trajectory=trajectory,
        person_tag=trajectory.person_tag,
        hidden_from=trajectory.hidden_from,
        spoken_name=trajectory.spoken_name,
        reason=reason.value,
        asked_by=by.subject,
        asked_at=at,
        confirm_by=at + CONFIRM_WITHIN,
        data_key_id=trajectory.data_key_id,
    )
    try:
        with transaction.atomic():
            reveal.save(force_insert=True)
    except IntegrityError:
        raise NotNow from None
    return reveal.pk


@transaction.atomic
def confirm_opening(*, reveal_id: UUID, by: Actor, at: datetime) -> None:
    """
    The second yes: name, channel and address are readable for the two, for an hour.

    :raises NotAllowed: if there is nothing here for this coordinator, also for whoever asked
    :raises NotNow: if the support ended meanwhile
    """
    asked = _waiting(Reveal.objects.all(), reveal_id)
    access.may_confirm(by, asked, at).enforce()
    with for_a_moment(access.inside(asked.trajectory_id, by), back_to=by):
        # The trajectory first: whoever stops or erases it locks in this order too, so neither waits for the other.
        trajectory = locked(asked.trajectory_id)
    reveal = _waiting(Reveal.objects.select_for_update(), reveal_id)
    with for_a_moment(access.inside(reveal.trajectory_id, by), back_to=by):
        if trajectory.state not in {State.ACTIVE.value, State.DONE.value}:
            raise NotNow
        card, key = card_of(trajectory)
        trajectory.workitem_set.filter(kind=WorkKind.DANGER.value).delete()
        _record("danger.confirmed", key, reveal.reason, by=by, at=at)
    opened = {"name": card.name, "channel": card.channel, "address": card.address}
    reveal.sealed = key.seal("reveal", reveal.pk, opened)
    reveal.confirmed_by, reveal.confirmed_at, reveal.ends_at = by.subject, at, at + OPEN_FOR
    reveal.save(update_fields=["sealed", "confirmed_by", "confirmed_at", "ends_at"])


def _waiting(rows: QuerySet[Reveal], reveal_id: UUID) -> Reveal:
    """What one asked and nobody confirmed. :raises NotAllowed: if there is nothing here for this coordinator"""
    reveal = rows.filter(pk=reveal_id, confirmed_by=None).first()
    if reveal is None:
        access.nothing_here().enforce()
    assert reveal is not None
    return reveal


def _record(event: str, key: OpenKey, reason: str, *, by: Actor, at: datetime) -> None:
    log.record(
        event,
        "E",
        by=by,
        at=at,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
        fields=FIELDS if event == "danger.confirmed" else (),
        reason=reason,
        emergency=True,
    )

"""A conversation already took place (er was al een gesprek): on call or in the corridor, with consent (decision 9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.keys.sealing import OpenKey
from kring.foundation.tenancy.queries import local_day, organisation
from kring.guideline import queries as guideline
from kring.support import access
from kring.support.actions.ask_for_support import Asked, Receipt, ask_for_support
from kring.support.actions.connecting import connect
from kring.support.actions.hold_conversation import DayNotYet
from kring.support.actions.plan_conversation import keep_closing_day
from kring.support.domain.card import Card
from kring.support.domain.trajectory import State, move
from kring.support.models import Conversation, Trajectory
from kring.support.queries import card_of, get_for
from kring.supporters import queries as supporters
from kring.supporters.queries import SupporterCard

BACK_AT_MOST = timedelta(days=14)  # K: longer ago, the three conversations begin anew


@dataclass(frozen=True, slots=True)
class Talked:
    """With whom and when. Consent and the three conditions were said aloud; the form does not go on without."""

    name: str
    channel: str
    address: str
    day: date
    language: str


@transaction.atomic
def record_conversation(*, talked: Talked, form_token: str, by: Actor, at: datetime) -> Receipt:
    """
    Begin support with the first conversation held, by this supporter. The code in the receipt is for the other.

    The same form sent twice gives the same receipt.

    :raises NotAllowed: if this is no supporter
    :raises DayNotYet: if the day has not come, or lies more than two weeks back
    """
    access.may_record(by).enforce()
    me = supporters.card(by.subject, lock=True)
    if me is None:
        access.nothing_here().enforce()
    assert me is not None
    today = local_day(by.organisation_id, at)
    if not today - BACK_AT_MOST <= talked.day <= today:
        raise DayNotYet
    card = Card(talked.name, talked.channel, talked.address)
    asked = Asked(card, tuple(window.key for window in guideline.time_windows()), talked.language)
    # As anyone on the public page: the request is for the other, so nothing of the supporter may stick to it.
    public = Actor("public", by.organisation_id)
    receipt = ask_for_support(asked=asked, form_token=form_token, by=public, at=at)
    if not receipt.spoken_name:
        mine = get_for(by, receipt.trajectory_id)
        access.may_support(by, mine).enforce()
        return Receipt(mine.pk, receipt.code, mine.spoken_name)
    with for_a_moment(access.inside(receipt.trajectory_id, by), back_to=by):
        key = _begin(receipt.trajectory_id, me, by, today, talked.day)
    log.record(
        "conversation.recorded",
        "C",
        by=by,
        at=at,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
    )
    return receipt


def _begin(trajectory_id: UUID, me: SupporterCard, by: Actor, today: date, day: date) -> OpenKey:
    trajectory = Trajectory.objects.select_for_update().get(pk=trajectory_id)
    card, key = card_of(trajectory)
    trajectory.state = move(trajectory.state, State.ACTIVE)
    connect(trajectory, me, organisation(by.organisation_id), card, because=[], today=today)
    trajectory.conditions_told_on = day
    trajectory.save(update_fields=["conditions_told_on"])
    Conversation.objects.filter(trajectory=trajectory, number=1).update(held_on=day)
    keep_closing_day(trajectory)
    return key

"""Connect a request and a supporter: who it is, and when the conversations fit. Shared by saying yes and recording."""

from datetime import date
from uuid import UUID, uuid4

from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import day_in
from kring.guideline import queries as guideline
from kring.support.domain.card import Card
from kring.support.models import Conversation, Trajectory
from kring.supporters.queries import SupporterCard


def connect(
    trajectory: Trajectory,
    supporter: SupporterCard,
    house: Organisation,
    card: Card,
    *,
    because: list[str],
    today: date,
) -> None:
    """This supporter said yes: their name opens for the person, and the windows are set."""
    trajectory.supporter_organisation_id = trajectory.organisation_id
    trajectory.supporter_id = supporter.id
    trajectory.supporter_name = supporter.name
    trajectory.supporter_craft = supporter.craft
    trajectory.because = because
    trajectory.question_unsure = False
    trajectory.accepted_on = today
    trajectory.conditions_told_on = None
    trajectory.save()
    _set_windows(trajectory, supporter.id, card, house, today=today)


def _set_windows(trajectory: Trajectory, supporter_id: UUID, card: Card, house: Organisation, *, today: date) -> None:
    """
    Make the conversations that are still to come by the timing template, never more than three in all (A9).

    Conversations held with an earlier supporter count: what was held stays, the rest is planned anew.
    """
    template = guideline.timing_template(house.timing_template, house.pk)
    asked_on = day_in(house, trajectory.asked_at)
    reference = guideline.reference_day(
        template=template,
        asked_on=max(asked_on, today),
        event_day=card.day if card.day and card.day <= today else None,
    )
    held = Conversation.objects.filter(trajectory=trajectory, held_on__isnull=False).count()
    Conversation.objects.filter(trajectory=trajectory, held_on=None).delete()
    windows = guideline.windows_for(template, reference)
    Conversation.objects.bulk_create(
        Conversation(
            id=uuid4(),
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            person_tag=trajectory.person_tag,
            supporter_id=supporter_id,
            number=window.conversation,
            from_day=max(window.from_day, today),
            until_day=max(window.to_day, today),
        )
        for window in windows[held:]
    )
    event_day = card.day if card.day and card.day <= today else asked_on
    trajectory.help_from, trajectory.help_until = guideline.help_reminder_on(event_day)
    trajectory.closes_on = guideline.closes_on(max(windows[-1].to_day, today), house.closes_after_days)
    trajectory.save(update_fields=["help_from", "help_until", "closes_on"])

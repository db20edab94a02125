"""What compliance does at night: take answers along to a new edition, look up, and tell what to look at again."""

from datetime import datetime
from uuid import UUID

from kring.compliance.actions.announce_reviews import announce_reviews
from kring.compliance.actions.carry_over import carry_over
from kring.compliance.actions.look_up import look_up
from kring.foundation.actor import Actor
from kring.foundation.jobs import every_night


def take_along(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Take answers along to a new edition, for an organisation in which nobody did."""
    assert by.organisation_id == organisation_id
    carry_over(by=by, at=at)


every_night(take_along)
every_night(look_up)
every_night(announce_reviews)

"""What compliance does at night: look up, and tell what is to be looked at again."""

from kring.compliance.actions.announce_reviews import announce_reviews
from kring.compliance.actions.look_up import look_up
from kring.foundation.jobs import every_night

every_night(look_up)
every_night(announce_reviews)

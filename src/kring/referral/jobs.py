"""Background work of the signpost."""

from kring.foundation.jobs import every_night, every_sweep
from kring.referral.actions.end_contact import forget_contacts
from kring.referral.actions.tidy_drawn import tidy_drawn
from kring.referral.actions.watch_signpost import watch_signpost

every_sweep(forget_contacts)
every_sweep(tidy_drawn)
every_night(watch_signpost)

"""Nightly work of the portal."""

from kring.foundation.jobs import every_night
from kring.portal.actions.publish_figures import publish_figures

every_night(publish_figures)

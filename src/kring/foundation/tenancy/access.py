"""Who may change the organisation, and what of it."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if

CHANGEABLE = frozenset(
    """
    timing_template accept_within_hours service_from service_until load_cap cool_down_days on_call_phone on_call_from
    on_call_until confidential_adviser outside_help occupational_health extension closes_after_days event_kept_days
    offer_kept_days log_kept_months welcome_nl welcome_en brand_light brand_dark
    """.split()
)
"""The database grants exactly these columns."""


def may_change(by: Actor, names: frozenset[str]) -> Decision:
    """Administrators, of their own organisation; not its name, its host or what it is."""
    return allowed_if(
        by.kind == "web" and by.has("administrator") and names <= CHANGEABLE,
        "Only administrators change this.",
    )

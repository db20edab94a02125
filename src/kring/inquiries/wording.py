"""The words of questionnaires to advisers."""

from django.utils.translation import gettext_lazy as _

from kring.inquiries.domain.adviser import Craft, Delivery

CRAFTS = {
    Craft.HR: _("HR adviser"),
    Craft.OCCUPATIONAL_HEALTH: _("Occupational-health adviser"),
    Craft.PHYSICIAN: _("Occupational physician"),
    Craft.SOCIAL_WORK: _("Company social worker"),
    Craft.PREVENTION: _("Prevention officer"),
    Craft.OTHER: _("Another professional who advises"),
}

DELIVERIES = {
    Delivery.POSTED: _("The mail is on its way."),
    Delivery.SENT: _("The mail was sent."),
    Delivery.REFUSED: _("The mail did not arrive. Stop asking, and invite again with another address."),
    Delivery.UNCERTAIN: _("We do not know whether the mail arrived."),
}

WRONG = {
    "last_day": _("Choose a last day that is at least a week away, and at most three months."),
    "unknown": _("This choice is not there any more. Choose another one."),
    "closed": _("The last day is over. Nobody can be invited any more."),
    "asked_before": _("This address was invited before."),
    "gaps": _("Fill in the answers that are not whole yet, or take them away."),
    "enough": _("That is as much as fits in one questionnaire. Take an answer away first."),
}

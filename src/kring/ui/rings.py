"""The circle around someone: the one recurring image."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kring.ui.frame import Words


@dataclass(frozen=True)
class Ring:
    """One ring, from the middle outwards. `short` is written in the picture, `who` in the list beside it."""

    label: Words
    short: Words
    who: Words = ""
    url: str = ""


def the_circle() -> tuple[Ring, ...]:
    """The five rings without addresses. Confidential adviser and occupational health stand in ring 2 (decision 17)."""
    return (
        Ring(_("You"), _("you")),
        Ring(_("Close to you"), _("close to you"), _("family, friends, the colleagues you work with")),
        Ring(
            _("Support at work"),
            _("support at work"),
            _("peer supporter, manager, confidential adviser, occupational social work"),
        ),
        Ring(_("Doctor"), _("doctor"), _("your GP, the occupational physician")),
        Ring(_("Specialised help"), _("specialised help"), _("for example a psychologist with experience in trauma")),
    )

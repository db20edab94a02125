"""The circle around someone: the one recurring image."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from kring.ui.frame import Words


@dataclass(frozen=True)
class Ring:
    """One ring, from the middle outwards. `short` is written in the picture, `who` in the list beside it."""

    label: Words
    short: Words
    who: Words = ""
    url: str = ""


def the_circle() -> tuple[Ring, ...]:
    """
    The five rings without addresses.

    The confidential adviser and occupational health stand in ring 2, the occupational physician
    also in ring 3 (K).
    """
    return (
        Ring(pgettext_lazy("ring", "You"), pgettext_lazy("ring", "you")),
        Ring(
            pgettext_lazy("ring", "Close to you"),
            pgettext_lazy("ring", "close to you"),
            pgettext_lazy("ring", "family, friends, the colleagues you work with"),
        ),
        Ring(
            pgettext_lazy("ring", "Support at work"),
            pgettext_lazy("ring", "support at work"),
            pgettext_lazy("ring", "peer supporter, manager, confidential adviser, occupational social work"),
        ),
        Ring(
            pgettext_lazy("ring", "Doctor"),
            pgettext_lazy("ring", "doctor"),
            pgettext_lazy("ring", "your GP, the occupational physician"),
        ),
        Ring(
            pgettext_lazy("ring", "Specialised help"),
            pgettext_lazy("ring", "specialised help"),
            pgettext_lazy("ring", "for example a psychologist with experience in trauma"),
        ),
    )

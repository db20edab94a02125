"""One experience in words, for a template."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kring.experiences.queries import Told
from kring.experiences.wording import AGAIN, AIMS, HELPED, HINDERED, KEPT, REACHES, half_year
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class InWords:
    """Everything of one experience, ready to be read; `title` is all of it in a line, `rows` are term and value."""

    told: Told
    when: str
    title: str
    rows: tuple[tuple[str, Words], ...]
    helped: tuple[Words, ...]
    hindered: tuple[Words, ...]


def in_words(told: Told) -> InWords:
    """Put one experience into words."""
    return InWords(
        told=told,
        when=half_year(told.half_year),
        title=f"{told.group} · {AGAIN[told.again]} · {half_year(told.half_year)}",
        rows=(
            (_("For whom"), told.group),
            (_("In which situation"), told.situation),
            (_("What for"), AIMS[told.aim]),
            (_("How many people"), REACHES[told.reach]),
            (_("Does it go on?"), KEPT[told.kept]),
            (_("Again?"), AGAIN[told.again]),
        ),
        helped=tuple(HELPED[one] for one in told.helped),
        hindered=tuple(HINDERED[one] for one in told.hindered),
    )

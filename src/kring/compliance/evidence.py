"""What the set-up of the organisation, the open pages and the published half-years show of the guideline."""

from kring.foundation.evidence import (
    NIGHTLY,
    NO_HALF_YEAR,
    NO_NUMBERS,
    PER_HALF_YEAR,
    Basis,
    Definition,
    Reading,
    Situation,
    Verdict,
    built_in,
    shows,
)
from kring.foundation.text import Text

_SETTINGS = Text("de nummers onder instellingen", "the numbers in the settings")


def _arranged(key: str, title: Text, counted: Text, *columns: str, yes: Text, no: Text) -> None:
    """Register that something was filled in among the settings: all of it, a part, or nothing."""
    definition = Definition(
        key=key,
        basis=Basis.SET_UP,
        title=title,
        counted=counted,
        origin=_SETTINGS,
        when=NIGHTLY,
        rounding=NO_NUMBERS,
        says={Verdict.SHOWN: yes, Verdict.PARTLY: no, Verdict.NOT_SHOWN: no},
    )

    @shows(definition)
    def _look(situation: Situation) -> Reading:
        filled = [bool(getattr(situation.organisation, column)) for column in columns]
        if all(filled):
            return Reading(Verdict.SHOWN)
        return Reading(Verdict.PARTLY if any(filled) else Verdict.NOT_SHOWN)


_arranged(
    "inside_and_outside",
    Text("Hulp binnen en hulp buiten", "Help inside and help outside"),
    Text(
        "Of er een nummer staat van de bedrijfsarts en van hulp buiten de organisatie.",
        "Whether there is a number of occupational health and of help outside the organisation.",
    ),
    "occupational_health",
    "outside_help",
    yes=Text("Van hulp binnen en buiten staat er een nummer.", "There is a number of help inside and outside."),
    no=Text(
        "Nog niet van binnen en buiten staat er een nummer.", "There is no number of both inside and outside yet."
    ),
)
_arranged(
    "occupational_reached",
    Text("De bedrijfsarts is te bereiken", "Occupational health can be reached"),
    Text("Of er een nummer staat van de bedrijfsarts.", "Whether there is a number of occupational health."),
    "occupational_health",
    yes=Text("Het nummer van de bedrijfsarts staat er.", "The number of occupational health is there."),
    no=Text("Het nummer van de bedrijfsarts ontbreekt.", "The number of occupational health is missing."),
)
_arranged(
    "adviser_reached",
    Text("De vertrouwenspersoon is te bereiken", "The confidential adviser can be reached"),
    Text(
        "Of er een nummer staat van de vertrouwenspersoon.", "Whether there is a number of the confidential adviser."
    ),
    "confidential_adviser",
    yes=Text("Het nummer van de vertrouwenspersoon staat er.", "The number of the confidential adviser is there."),
    no=Text("Het nummer van de vertrouwenspersoon ontbreekt.", "The number of the confidential adviser is missing."),
)
_arranged(
    "reachable",
    Text("Een collega aan de telefoon", "A colleague on the telephone"),
    Text(
        "Of er een nummer staat van de collega die dienst heeft, met de uren waarop die opneemt.",
        "Whether there is a number of the colleague on call, with the hours in which they answer.",
    ),
    "on_call_phone",
    "on_call_from",
    "on_call_until",
    yes=Text("Het nummer en de uren staan er.", "The number and the hours are there."),
    no=Text("Het nummer of de uren ontbreken.", "The number or the hours are missing."),
)


@shows(
    Definition(
        key="figures_published",
        basis=Basis.PUBLISHED,
        title=Text("Cijfers per halfjaar", "Figures per half-year"),
        counted=Text(
            "Of de cijfers van een halfjaar zijn vastgesteld.", "Whether the figures of a half-year have been fixed."
        ),
        origin=Text("de vastgestelde halfjaren", "the published half-years"),
        when=PER_HALF_YEAR,
        rounding=NO_NUMBERS,
        says={
            Verdict.SHOWN: Text("Er zijn cijfers vastgesteld.", "Figures have been fixed."),
            Verdict.NOT_YET: NO_HALF_YEAR,
        },
    )
)
def _published(situation: Situation) -> Reading:
    return Reading(Verdict.SHOWN if situation.half_year else Verdict.NOT_YET)


built_in(
    "open_pages",
    Text("Uitleg die iedereen kan lezen", "Information that everyone can read"),
    Text(
        "Er zijn pagina's over wat normaal is, wat helpt en wie je kunt bellen. Lezen kan zonder inloggen.",
        "There are pages on what is normal, what helps and whom to call. They can be read without signing in.",
    ),
    Text("de pagina's onder ‘wat helpt’", "the pages under ‘what helps’"),
    Text("Iedereen kan lezen wat normaal is en wat helpt.", "Everyone can read what is normal and what helps."),
)
built_in(
    "manager_pages",
    Text("Uitleg voor wie leidt of opleidt", "Information for whoever leads or trains"),
    Text(
        "Er is een pagina met de dertien dingen die iemand die leidt weet en kan, en met hoe je vraagt hoe het "
        "gaat. Dat de pagina er is, zegt nog niet dat iedereen haar kent.",
        "There is a page with the thirteen things that somebody who leads knows and can do, and with how to ask how "
        "it goes. That the page is there does not say that everyone knows it.",
    ),
    Text("de pagina ‘wat je kunt’ bij ‘mijn team’", "the page on what you can do, at ‘my team’"),
    Text("De uitleg staat klaar.", "The information is there."),
)
built_in(
    "check_card",
    Text("Een kaart voor het begin en einde van de dienst", "A card for the start and end of a shift"),
    Text(
        "Er is een kaart om met elkaar te praten. Er is niets op in te vullen.",
        "There is a card to talk with. There is nothing to fill in.",
    ),
    Text("de kaarten in Kring", "the cards in Kring"),
    Text("De kaart staat klaar.", "The card is there."),
)

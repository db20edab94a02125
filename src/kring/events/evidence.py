"""What events and offers can show of the guideline."""

from kring.foundation.evidence import (
    NIGHTLY,
    NO_HALF_YEAR,
    NO_NUMBERS,
    PER_HALF_YEAR,
    TO_FIVE,
    TOO_FEW,
    Basis,
    Definition,
    Reading,
    Situation,
    Verdict,
    shows,
)
from kring.foundation.text import Text
from kring.guideline import queries as guideline

ENOUGH = 80
"""Percent of the offers from which this shows that they come in time (K)."""

_SHARE = Text(
    "Ongeveer {shown} van de {whole} keer kwam het aanbod binnen een dag.",
    "About {shown} of {whole} times the offer came within a day.",
)


@shows(
    Definition(
        key="offers_in_a_day",
        basis=Basis.PUBLISHED,
        title=Text("Aanbod binnen een dag", "Offers within a day"),
        counted=Text(
            "Van alle aanbiedingen waarvan de tijd om is: hoe vaak iemand uiterlijk benaderd was op de dag dat 24 uur "
            f"om waren. Vanaf {ENOUGH} van de 100 laat dit zien dat het op tijd is (K).",
            "Of all offers of which the time is over: how often somebody had been approached by the day on which 24 "
            f"hours were over. From {ENOUGH} in 100 this shows that it is in time (K).",
        ),
        origin=Text(
            "het vastgestelde halfjaar: ‘offers_in_day’ van ‘offers_due’",
            "the published half-year: ‘offers_in_day’ of ‘offers_due’",
        ),
        when=PER_HALF_YEAR,
        rounding=TO_FIVE,
        says={
            Verdict.SHOWN: _SHARE,
            Verdict.PARTLY: _SHARE,
            Verdict.NOT_SHOWN: TOO_FEW,
            Verdict.NOT_YET: NO_HALF_YEAR,
        },
    )
)
def _offers(situation: Situation) -> Reading:
    return situation.share("offers_in_day", "offers_due", enough=ENOUGH)


@shows(
    Definition(
        key="event_list",
        basis=Basis.SET_UP,
        title=Text("Een lijst van heftige gebeurtenissen", "A list of shocking events"),
        counted=Text(
            "Of er een lijst is van gebeurtenissen waarna steun wordt aangeboden: die van de richtlijn, met wat de "
            "organisatie eraan toevoegde.",
            "Whether there is a list of events after which support is offered: that of the guideline, with what the "
            "organisation added.",
        ),
        origin=Text("de lijst bij ‘laat het weten’", "the list at ‘let us know’"),
        when=NIGHTLY,
        rounding=NO_NUMBERS,
        says={Verdict.SHOWN: Text("De lijst is er.", "The list is there.")},
    )
)
def _listed(situation: Situation) -> Reading:
    assert guideline.event_kinds(situation.organisation.pk)
    return Reading(Verdict.SHOWN)

"""What evaluation can show of the guideline."""

from kring.foundation.evidence import (
    NO_HALF_YEAR,
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


@shows(
    Definition(
        key="evaluation_running",
        basis=Basis.PUBLISHED,
        title=Text("Terugkijken zonder naam", "Looking back without a name"),
        counted=Text(
            "Hoeveel mensen na afloop hun mening gaven, zonder dat iemand weet wie. "
            "Tien of meer laat zien dat het werkt.",
            "How many people gave their opinion afterwards, without anyone knowing who. "
            "Ten or more shows that it works.",
        ),
        origin=Text(
            "het vastgestelde halfjaar: ‘evaluation:answers’", "the published half-year: ‘evaluation:answers’"
        ),
        when=PER_HALF_YEAR,
        rounding=TO_FIVE,
        says={
            Verdict.SHOWN: Text(
                "Ongeveer {shown} mensen gaven hun mening.", "About {shown} people gave their opinion."
            ),
            Verdict.NOT_SHOWN: TOO_FEW,
            Verdict.NOT_YET: NO_HALF_YEAR,
        },
    )
)
def _running(situation: Situation) -> Reading:
    if not situation.half_year:
        return Reading(Verdict.NOT_YET)
    answers = situation.figures.get("evaluation:answers")
    return Reading(Verdict.SHOWN, shown=answers) if answers else Reading(Verdict.NOT_SHOWN)

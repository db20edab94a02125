"""What people and roles can show of the guideline."""

from kring.foundation.evidence import NIGHTLY, NO_NUMBERS, Basis, Definition, Reading, Situation, Verdict, shows
from kring.foundation.text import Text
from kring.people import queries

NEEDED = 2
"""A coordinator and a deputy (decision 15)."""


@shows(
    Definition(
        key="coordinator_and_deputy",
        basis=Basis.SET_UP,
        title=Text("Een coördinator en een plaatsvervanger", "A coordinator and a deputy"),
        counted=Text(
            "Of minstens twee mensen de rol van coördinator hebben. Twee anderen gaven hun die rol.",
            "Whether at least two people hold the role of coordinator. Two others gave it to them.",
        ),
        origin=Text("de rollen die in Kring zijn bevestigd", "the roles confirmed in Kring"),
        when=NIGHTLY,
        rounding=NO_NUMBERS,
        says={
            Verdict.SHOWN: Text(
                "Een coördinator en een plaatsvervanger zijn aangewezen.", "A coordinator and a deputy are appointed."
            ),
            Verdict.PARTLY: Text(
                "Er is een coördinator, maar nog geen plaatsvervanger.", "There is a coordinator, but no deputy yet."
            ),
            Verdict.NOT_SHOWN: Text("Er is nog geen coördinator.", "There is no coordinator yet."),
        },
    )
)
def _coordinator(situation: Situation) -> Reading:
    found = len(queries.holders("coordinator"))
    if found >= NEEDED:
        return Reading(Verdict.SHOWN)
    return Reading(Verdict.PARTLY if found else Verdict.NOT_SHOWN)

"""What supporters together can show of the guideline; never anything about one of them (decision 13)."""

from kring.foundation.evidence import (
    NIGHTLY,
    Basis,
    Definition,
    Reading,
    Situation,
    Verdict,
    built_in,
    shows,
)
from kring.foundation.text import Text
from kring.supporters import queries


@shows(
    Definition(
        key="supporters_trained",
        basis=Basis.SET_UP,
        title=Text("Getrainde ondersteuners per vak", "Trained supporters per craft"),
        counted=Text(
            "Per vak of er ruim genoeg ondersteuners zijn met een geldige training, of dat het krap is. "
            "Minder dan drie die nu kunnen is krap.",
            "Per craft whether there are ample supporters with valid training, or whether it is tight. "
            "Fewer than three who can now is tight.",
        ),
        origin=Text("de kaartjes van ondersteuners", "the cards of supporters"),
        when=NIGHTLY,
        rounding=Text(
            "alleen ‘ruim’ of ‘krap’ per vak, nooit een aantal", "only ‘ample’ or ‘tight’ per craft, never a number"
        ),
        says={
            Verdict.SHOWN: Text("In elk vak zijn er ruim genoeg.", "There are ample supporters in every craft."),
            Verdict.PARTLY: Text("Krap bij: {detail}.", "Tight for: {detail}."),
            Verdict.NOT_SHOWN: Text(
                "Er zijn nog geen getrainde ondersteuners.", "There are no trained supporters yet."
            ),
        },
    )
)
def _trained(situation: Situation) -> Reading:
    reach = queries.reach_by_craft(situation.today)
    if not reach:
        return Reading(Verdict.NOT_SHOWN)
    tight = tuple(craft for craft, found in reach.items() if found == "tight")
    return Reading(Verdict.PARTLY if tight else Verdict.SHOWN, detail=tight)


built_in(
    "rest_after_support",
    Text("Rust na elke ondersteuning", "Rest after each support"),
    Text(
        "Kring vraagt een ondersteuner na een ondersteuning een tijd lang niet opnieuw. Alleen de ondersteuner "
        "ziet dat.",
        "After a support Kring does not ask a supporter again for a while. Only the supporter sees that.",
    ),
    Text("de regels van het koppelen", "the rules of matching"),
    Text("Na elke ondersteuning volgt vanzelf rust.", "After each support there is rest by itself."),
)

"""What support by colleagues can show of the guideline: published half-years, and what Kring cannot do otherwise."""

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
    built_in,
    shows,
)
from kring.foundation.text import Text

ENOUGH = 80
"""Percent from which a share shows that something is done (K)."""


def _share(key: str, title: Text, counted: Text, part: str, whole: str, says: Text) -> None:
    """Register a share of two published numbers."""
    nl = f"{counted.nl} Vanaf {ENOUGH} van de 100 laat dit het zien (K)."
    en = f"{counted.en} From {ENOUGH} in 100 this shows it (K)."
    definition = Definition(
        key=key,
        basis=Basis.PUBLISHED,
        title=title,
        counted=Text(nl, en),
        origin=Text(
            f"het vastgestelde halfjaar: ‘{part}’ van ‘{whole}’", f"the published half-year: ‘{part}’ of ‘{whole}’"
        ),
        when=PER_HALF_YEAR,
        rounding=TO_FIVE,
        says={
            Verdict.SHOWN: says,
            Verdict.PARTLY: says,
            Verdict.NOT_SHOWN: TOO_FEW,
            Verdict.NOT_YET: NO_HALF_YEAR,
        },
    )

    @shows(definition)
    def _read(situation: Situation) -> Reading:
        return situation.share(part, whole, enough=ENOUGH)


_share(
    "first_in_time",
    Text("Eerste gesprek op tijd", "First conversation in time"),
    Text(
        "Van alle keren dat er een ondersteuner was: hoe vaak het eerste gesprek op tijd was. Op tijd is binnen de "
        "dagen die de organisatie koos.",
        "Of all times that there was a supporter: how often the first conversation was in time. In time is within the "
        "days that the organisation chose.",
    ),
    "first_in_time",
    "supported",
    Text(
        "Ongeveer {shown} van de {whole} eerste gesprekken waren op tijd.",
        "About {shown} of {whole} first conversations were in time.",
    ),
)
_share(
    "conditions_told",
    Text("Voorwaarden vooraf verteld", "Conditions told beforehand"),
    Text(
        "Van alle keren dat er een ondersteuner was: hoe vaak die vooraf de voorwaarden van vertrouwelijkheid "
        "vertelde.",
        "Of all times that there was a supporter: how often the conditions of confidentiality were told beforehand.",
    ),
    "conditions_told",
    "supported",
    Text(
        "Ongeveer {shown} van de {whole} keer zijn de voorwaarden vooraf verteld.",
        "About {shown} of {whole} times the conditions were told beforehand.",
    ),
)
_share(
    "asked_and_found",
    Text("Wie vraagt, vindt iemand", "Whoever asks finds somebody"),
    Text(
        "Van alle keren dat iemand om een collega vroeg: hoe vaak er een ondersteuner kwam.",
        "Of all times that somebody asked for a colleague: how often a supporter came.",
    ),
    "supported",
    "asked",
    Text(
        "Ongeveer {shown} van de {whole} keer kwam er een ondersteuner.",
        "About {shown} of {whole} times a supporter came.",
    ),
)

built_in(
    "ways_to_ask",
    Text("Elke weg naar steun is open", "Every way to support is open"),
    Text(
        "Je kunt zelf vragen, ook zonder inloggen. Een collega of leidinggevende kan voor je laten weten dat er iets "
        "is. En wie erbij was krijgt vanzelf een aanbod.",
        "You can ask yourself, also without signing in. A colleague or manager can let it be known for you. And "
        "whoever was there gets an offer by itself.",
    ),
    Text("de pagina's ‘praten’, ‘laat het weten’ en ‘collega’", "the pages to talk, to let know, and for a colleague"),
    Text("Vragen kan altijd, ook zonder inloggen.", "Asking is always possible, also without signing in."),
)
built_in(
    "three_at_most",
    Text("Drie gesprekken, nooit een vierde", "Three conversations, never a fourth"),
    Text(
        "De database weigert een vierde gesprek. Er is nergens een plek voor klachten of verslagen.",
        "The database refuses a fourth conversation. Nowhere is there a place for complaints or reports.",
    ),
    Text("een grens in de tabel met gesprekken", "a limit in the table of conversations"),
    Text("Een vierde gesprek kan niet bestaan.", "A fourth conversation cannot exist."),
)
built_in(
    "guide_topics",
    Text("Een leidraad bij elk gesprek", "A guide for every conversation"),
    Text(
        "Bij elk gesprek leest een ondersteuner een leidraad. Die noemt onder meer praktische hulp, eigen mensen en "
        "reacties van anderen, met vragen om te gebruiken.",
        "For every conversation a supporter reads a guide. It names practical help, one's own people and reactions of "
        "others among other things, with questions to use.",
    ),
    Text("de leidraad in Kring", "the guide in Kring"),
    Text("Elke ondersteuner heeft de leidraad bij de hand.", "Every supporter has the guide at hand."),
)
built_in(
    "guide_leaves_out",
    Text("Niet vissen naar gevoelens", "Not digging for feelings"),
    Text(
        "De leidraad zegt bij elk gesprek wat je beter niet doet, zoals vlak erna naar gevoelens vragen.",
        "The guide says for every conversation what is better left out, such as asking for feelings soon after.",
    ),
    Text("het deel ‘wat je laat’ van de leidraad", "the part of the guide on what to leave out"),
    Text("De leidraad zegt wat je niet vraagt.", "The guide says what not to ask."),
)
built_in(
    "thirteen_points",
    Text("Dertien punten, alleen om te lezen", "Thirteen points, only to read"),
    Text(
        "De dertien punten staan in de leidraad. Er is niets om aan te vinken en niets wordt bewaard.",
        "The thirteen points are in the guide. There is nothing to tick and nothing is kept.",
    ),
    Text("de leidraad in Kring", "the guide in Kring"),
    Text("De dertien punten staan in de leidraad.", "The thirteen points are in the guide."),
)
built_in(
    "help_reminder",
    Text("Een herinnering aan andere hulp", "A reminder of other help"),
    Text(
        "Vier tot zes weken na de gebeurtenis herinnert Kring beiden eraan om over andere hulp te praten.",
        "Four to six weeks after the event Kring reminds both to talk about other help.",
    ),
    Text("de vijfminutenronde", "the round of every five minutes"),
    Text("Kring herinnert beiden eraan, na vier tot zes weken.", "Kring reminds both, after four to six weeks."),
)
built_in(
    "nothing_shared",
    Text("Niets gaat vanzelf naar een ander", "Nothing goes to others by itself"),
    Text(
        "Wie steun krijgt kiest zelf welke zinnen een ander hoort. Zonder keuze hoort niemand iets.",
        "Whoever is supported chooses which sentences others hear. Without a choice nobody hears anything.",
    ),
    Text("de pagina ‘wat anderen horen’", "the page on what others hear"),
    Text("Anderen horen alleen wat iemand zelf koos.", "Others hear only what somebody chose."),
)
built_in(
    "forgets_by_itself",
    Text("Kring vergeet vanzelf", "Kring forgets by itself"),
    Text(
        "Na het laatste gesprek verdwijnt alles binnen de beloofde tijd. Er blijven tellingen per halfjaar over.",
        "After the last conversation everything goes within the promised time. Counts per half-year remain.",
    ),
    Text("de nachtelijke ronde, en de documenten over privacy", "the nightly round, and the documents on privacy"),
    Text("Na afloop blijven er alleen tellingen over.", "Afterwards only counts remain."),
)
built_in(
    "no_power",
    Text("Niemand die over je gaat", "Nobody with power over you"),
    Text(
        "Kring koppelt niemand aan wie leiding geeft, beoordeelt, opleidt of erbij was.",
        "Kring matches nobody with whoever leads, assesses or trains them, or was there.",
    ),
    Text("de regels van het koppelen", "the rules of matching"),
    Text("Wie over je gaat wordt nooit je ondersteuner.", "Nobody with power over you becomes your supporter."),
)

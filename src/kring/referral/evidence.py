"""What the signpost can show of the guideline: what is kept up to date, never whether anybody went anywhere."""

from kring.foundation.evidence import NIGHTLY, NO_NUMBERS, Basis, Definition, Reading, Situation, Verdict, shows
from kring.foundation.text import Text
from kring.referral.queries import routes_evidence
from kring.referral.queries.checks import health_checks

_SIGNPOST = Text("de wegwijzer", "the signpost")


@shows(
    Definition(
        key="routes_with_lead_time",
        basis=Basis.SET_UP,
        title=Text(
            "Routes binnen en buiten met contract en wachttijd",
            "Routes inside and outside with contract and lead time",
        ),
        counted=Text(
            "Of er iemand binnen en iemand buiten in de wegwijzer staat, buiten met een contract dat loopt, en elk "
            "met een wachttijd die in de laatste negentig dagen is nagegaan.",
            "Whether somebody inside and somebody outside stand in the signpost, outside with a contract in force, "
            "and each with a lead time that was checked in the last ninety days.",
        ),
        origin=_SIGNPOST,
        when=NIGHTLY,
        rounding=NO_NUMBERS,
        says={
            Verdict.SHOWN: Text(
                "Er is een route binnen en een buiten, met contract en een wachttijd die klopt.",
                "There is a route inside and one outside, with a contract and a lead time that is right.",
            ),
            Verdict.PARTLY: Text(
                "Er ontbreekt nog iets: een route binnen, een route buiten met contract, of een wachttijd die pas is "
                "nagegaan.",
                "Something is lacking still: a route inside, a route outside with a contract, or a lead time that was "
                "checked lately.",
            ),
            Verdict.NOT_SHOWN: Text(
                "Er staat nog geen route met contract in de wegwijzer.",
                "No route with a contract stands in the signpost yet.",
            ),
        },
    )
)
def _routes(situation: Situation) -> Reading:
    found = routes_evidence(situation.today)
    if found.complete:
        return Reading(Verdict.SHOWN)
    if not found.inside and not found.outside:
        return Reading(Verdict.NOT_SHOWN)
    return Reading(Verdict.PARTLY)


@shows(
    Definition(
        key="health_check_offered",
        basis=Basis.SET_UP,
        title=Text("PAGO en PMO met datum", "PAGO and PMO with a date"),
        counted=Text(
            "Of er bij PAGO of PMO een periode staat die loopt of nog komt.",
            "Whether a period stands with PAGO or PMO that runs or is still to come.",
        ),
        origin=_SIGNPOST,
        when=NIGHTLY,
        rounding=NO_NUMBERS,
        says={
            Verdict.SHOWN: Text(
                "Wanneer het onderzoek is, staat in de wegwijzer.", "The signpost says when the examination is."
            ),
            Verdict.PARTLY: Text(
                "De laatste periode is voorbij, en een volgende staat er nog niet.",
                "The last period is over, and no next one stands there yet.",
            ),
            Verdict.NOT_SHOWN: Text("Er staat nog geen periode.", "No period stands there yet."),
        },
    )
)
def _checks(situation: Situation) -> Reading:
    found = {one.when for one in health_checks(situation.today, "nl")}
    if found & {"now", "coming"}:
        return Reading(Verdict.SHOWN)
    return Reading(Verdict.PARTLY if "over" in found else Verdict.NOT_SHOWN)

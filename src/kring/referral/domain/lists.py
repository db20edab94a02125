"""The closed lists of the signpost; what they are called stands in `wording.py`."""

PLACES = (
    "confidential_adviser",
    "occupational_physician",
    "company_social_worker",
    "work_and_organisation_expert",
    "spiritual_carer",
    "general_practitioner",
    "practice_nurse_mental_health",
    "social_worker",
    "psychologist",
    "psychiatrist",
    "trauma_centre",
)
"""Who in the rings can stand in the signpost (§2.1, the spiritual carer is ours); the keys are the guideline's."""
GOOD_AT = (
    "shock",
    "stress",
    "aggression",
    "grief",
    "moral",
    "conduct",
    "back_to_work",
    "home_and_money",
    "substances",
    "meaning",
)
ROUTES = ("direct", "general_practitioner", "occupational_physician", "manager")
CHECKED_HOW = ("phone", "website", "written", "visit")
COSTS = ("free", "excess", "partly", "own")
ANONYMITY = ("nameless", "confidential", "number_only", "known")
LANGUAGES = ("nl", "en", "de", "fr", "ar", "tr", "pl", "es", "uk", "ti", "sign")
KINDS_OF_CHECK = ("pago", "pmo")
PAGES_OF_ROLES = {
    "adviser": frozenset({"confidential_adviser"}),
    "occupational": frozenset({"occupational_physician", "company_social_worker", "work_and_organisation_expert"}),
}
"""Which places a role may have a page of its own in."""

"""From what an HR system calls a job to the crafts people choose from; only so wide that nobody stands out."""

import re

# The first that fits counts, so the narrow ones come first.
_RULES: tuple[tuple[str, str], ...] = (
    ("student_or_intern", r"stagiair|student|leerling|co-?assistent|bbl|bol\b|in opleiding tot verpleeg|intern\b"),
    ("resident", r"\baios\b|\banios\b|arts[- ]assistent|arts in opleiding|assistent[- ]geneeskundige|resident"),
    ("management", r"manager|leidinggevend|teamleid|hoofd\b|hoofd |afdelingshoofd|directeur|bestuurder|teamhoofd"),
    ("social_work_or_psychology", r"psycholo|maatschappelijk werk|geestelijk verzorg|psychotherap|orthopedagoog"),
    ("nurse", r"verpleegk|verpleegkundig|\bvs\b|nurse|\bicu?-vpk|\bvpk\b|ambulance|verloskundig|wijkverpl"),
    ("doctor", r"\barts\b|arts$|specialist|chirurg|internist|cardioloog|anesthesiolo|psychiater|doctor|\w+oloog\b"),
    ("carer", r"verzorgende|begeleid|helpende|woonassist|zorgassist|voedingsassist|activiteiten|carer|thuishulp"),
    (
        "allied_health",
        r"fysio|ergotherap|logoped|laborant|analist|dietist|diëtist|radio|apotheker|farma|operatieassist"
        r"|doktersassist|therapeut|ok-assist|perfusi",
    ),
    ("municipal_front_line", r"\bboa\b|handhav|wijk|burgerzaken|consulent|toezichthouder|balie burger|jongerenwerk"),
    (
        "support_staff",
        r"secretar|administrat|recept|balie|schoonma|beveilig|portier|facilitair|keuken|ict|hr\b|medewerker|adviseur"
        r"|planner|techni|logist|gastvrouw|gastheer|transport|beleid|controller|monteur|assistent",
    ),
)
_FITS = tuple((craft, re.compile(rule)) for craft, rule in _RULES)
OTHER = "other"


def craft_of(job: str) -> str:
    """The craft of a job title; `other` if no rule fits."""
    plain = " ".join(job.casefold().split())
    return next((craft for craft, fits in _FITS if fits.search(plain)), OTHER)

"""The report as an accessible PDF (PDF/UA-1), made by typst from one fixed layout."""

from pathlib import Path

from kring.compliance.domain.report import Report
from kring.foundation.paper import Paper

LAYOUT = Path(__file__).parents[1] / "data" / "report.typ"
_paper: Paper[Report] = Paper(LAYOUT, "report")


def pdf(made: Report) -> bytes:
    """The report as a file; the last ones are remembered, because everyone may ask."""
    return _paper.file(made, made.day)

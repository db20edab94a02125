"""Another edition of the guideline is another set of requirements; what it asks differently is shown beforehand."""

import re
from pathlib import Path

from kring.compliance.tests.answering import browser, filled_in, today
from kring.foundation.testing import World
from kring.guideline.tests.drafts import invented_edition


def plain(html: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_draft_edition_shows_what_it_asks_differently(world: World, tmp_path: Path, settings: object) -> None:
    browser(world, world["Anton"]).post("/beheer/richtlijn/a32/", filled_in(today(world)))
    invented_edition(tmp_path)
    settings.KRING_EDITIONS = str(tmp_path)  # type: ignore[attr-defined] # pytest-django's fixture
    assert "2027" in browser(world).get("/richtlijn/uitgaven/").content.decode()
    text = plain(browser(world).get("/richtlijn/uitgaven/2022/2027/").content.decode())
    assert "Binnen een dag biedt een getrainde collega steun aan." in text and "Eerder had het nummer A5." in text
    assert "jullie antwoord blijft bij de vorige uitgave" in text
    assert browser(world).get("/richtlijn/uitgaven/2022/2030/").status_code == 404

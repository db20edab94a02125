"""An HR adviser chooses a sector and a theme, reads, sees what changed, and takes the guide along on paper."""

from collections.abc import Iterator

import pytest

from kring.guide.tests.published import FIRST, SECOND, emptied, publish, told
from kring.guide.tests.test_changes import as_it_was

from .story import Site


@pytest.fixture(autouse=True)
def published() -> Iterator[None]:
    """Two editions; between them a few organisations told."""
    with emptied():
        told("coaching", again=2, total=3)
        publish(FIRST, as_it_was)
        for group in ("everyone", "managers", "starters", "young"):
            told("coaching", again=14, total=15, group=group)
        publish(SECOND)
        yield


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_sector_to_a_measure_and_what_changed(site: Site, scripts: bool) -> None:
    reader = site.phone(java_script_enabled=scripts)
    reader.opens("/maatregelen/").taps("De handreiking").sees("Editie 2026-2", "Zo lees je dit", "Gemeenten")
    reader.taps("Ziekenhuizen en andere zorg").sees("luisterend oor")
    reader.taps("Mentale vitaliteit").sees("De meesten zouden het weer doen").taps("Coaching", exact=True)
    reader.sees("Wat het bewijs zegt", "Ongeveer 9 van de 10", "Waar dit staat", "Wat het vaakst hielp")
    reader.opens("/handreiking/").taps("Nieuw, vervallen en gewijzigd")
    reader.sees("Weg sindsdien", "Leidinggevenden: van", "Het bewijs wordt anders gewogen")
    reader.unfolds("Wat er nu staat: Coaching").sees("Zo was het toen.")
    reader.taps("Weg sindsdien").sees("Er is een nieuwere editie")


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_one_sees_how_far_it_is(site: Site, scripts: bool) -> None:
    reader = site.phone(java_script_enabled=scripts)
    reader.opens("/handreiking/2026-2/municipal/groundwork/").taps("Dit thema op papier (pdf)")
    reader.taps("Maak de pdf")
    (reader.sees_by_itself if scripts else reader.waits_to_see)("Het is klaar")
    reader.sees("Bewaar de pdf", "bladzijden")
    site.phone(color_scheme="dark").opens("/handreiking/2026-2/municipal/groundwork/").sees("De basis op orde")

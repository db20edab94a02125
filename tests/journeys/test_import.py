"""An administrator brings people up to date: with a mistake first, then as it should be, on a phone."""

from typing import Any

from kring.foundation.testing import fetch
from kring.people.tests.files import person, text_file

from .story import Phone, Site

GOOD = [person("001", "Bakker", given="Cas"), person("002", "Vries", infix="de", lead="1", mail="fout")]
BAD = [*GOOD, person("003", starts="gisteren")]


def sends(phone: Phone, rows: list[tuple[str, ...]]) -> Phone:
    """Choose a file, as HR systems give it: semicolons and the letters of Windows."""
    sent: Any = {"name": "medewerkers.csv", "mimeType": "text/csv", "buffer": text_file(rows, encoding="cp1252")}
    phone.page.set_input_files("input[type=file]", sent)
    return phone.taps("Bekijk dit bestand").sees("Welke kolom is wat?")


def came_over(site: Site) -> int:
    sql = "select count(*) from people_person where organisation_id = %s and number_tag <> ''"
    return int(fetch(sql, site.world.organisation_id)[0][0])


def test_anton_brings_people_up_to_date(site: Site) -> None:
    anton = site.phone(site.world["Anton"]).opens("/beheer/mensen/").taps("Mensen en afdelingen bijwerken")
    anton.sees("dit weet er niets van")
    sends(anton, BAD).taps("Laat zien wat er verandert").waits_to_see("Dit is geen datum")
    anton.sees("Dit bestand kan nog niet worden doorgevoerd").never_sees("Voer dit door")
    anton.taps("Gooi dit bestand weg").sees("Het bestand is weg")
    sends(anton, GOOD).taps("Laat zien wat er verandert").sees_by_itself("Doorvoeren?")
    anton.unfolds("Wie er nieuw is").sees("Anna de Vries", "Dit is geen e-mailadres")
    assert came_over(site) == 0
    anton.taps("Voer dit door").sees_by_itself("Het bestand is doorgevoerd")
    assert came_over(site) == 2

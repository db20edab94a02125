"""The works council: somebody without an account reads what Kring cannot show, and takes it along on paper."""

import pytest

from .story import Site

BEGIN = "fetch('/documenten/or/pdf/').then(answer => answer.text()).then(text => text.slice(0, 8))"
DOCUMENTS = ["gegevens", "dpia", "verwerking", "or"]


def test_a_member_of_the_works_council_reads_and_takes_a_document_along(site: Site) -> None:
    member = site.phone()
    member.opens("/").taps("Documenten").taps("Verklaring voor de ondernemingsraad")
    member.sees("Geen ranglijst van mensen", "Eén uitzondering: acuut gevaar", "test_it_is_taken_back_at_once")

    assert member.page.evaluate(BEGIN) == "%PDF-1.7"

    member.taps("Alle documenten").taps("Welke gegevens Kring heeft")
    member.unfolds("Een vaste zin die iemand anders mag horen").sees("de ene ontvanger die jij koos")


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 1280)])
def test_every_document_can_be_read_by_everyone(site: Site, theme: str, width: int) -> None:
    member = site.phone(color_scheme=theme, viewport={"width": width, "height": 900})
    for slug in DOCUMENTS:
        member.opens(f"/documenten/{slug}/").sees("Dit document als pdf")
    member.opens("/documenten/or/").taps("English").sees("Statement for the works council", "No ranking of people")

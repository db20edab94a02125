"""A team leader looks for what her team can do about recovery time, and takes a list along; HR adds what they do."""

import pytest

from .story import Site

QUESTION = "Wat kan dit team doen aan hersteltijd?"


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_question_to_a_list_without_signing_in(site: Site, scripts: bool) -> None:
    reader = site.phone(java_script_enabled=scripts)
    reader.opens("/").taps("Maatregelen").taps(QUESTION)
    reader.sees("Morgen beginnen", "Vaste pauzes door de dag heen")
    reader.taps("Zet op de lijst Vaste pauzes door de dag heen").sees("1 op je lijst")
    reader.taps("Vaste pauzes door de dag heen", exact=True)
    reader.sees("Hoe zeker zijn we?", "Waar dit staat", "Bekend uit de praktijk")

    reader.taps("Naar het overzicht").fills("Wat zoek je?", "pauzse").taps("Zoek", exact=True)
    reader.sees("Vaste pauzes door de dag heen").unfolds("Wie doet het?").sees("Organisatie")
    reader.opens(f"{reader.page.url}&niveau=team").taps("Haal alle keuzes weg")

    reader.taps("op je lijst").sees("Vaste pauzes door de dag heen", "Het adres van deze lijst")
    assert site.phone().opens(reader.page.url).text() == reader.text()


def test_three_are_put_side_by_side_on_a_phone(site: Site) -> None:
    reader = site.phone()
    reader.opens("/maatregelen/lijst/?lijst=massage.aromatherapy.mindfulness")
    reader.taps("Zet naast elkaar").sees("Hoe zeker zijn we?", "Geen bewijs gevonden", "Veelbelovend")
    reader.opens("/maatregelen/risico/").sees("Lees dit eerst", "Vraag het.")
    reader.opens("/maatregelen/zoeken/?q=qwxyzzz").sees("Niets gevonden")
    site.phone(color_scheme="dark").opens("/maatregelen/zoeken/?q=agresie&niveau=team").sees("We kennen")


def test_hr_adds_what_they_do_and_a_coordinator_shares_it(site: Site) -> None:
    hanna, petra = site.phone(site.world["Hanna"]), site.phone(site.world["Petra"])
    hanna.opens("/maatregelen/eigen/").taps("Voeg een maatregel toe").taps("Stuur in").sees("Kijk hier nog even naar")
    hanna.fills("Hoe heet het?", "Wandelen op dinsdag").fills("Wat is het", "Samen een rondje in de pauze.")
    hanna.fills("Hoe werkt het bij jullie?", "Elke dinsdag om half een bij de voordeur.")
    hanna.chooses("Mentale vitaliteit").chooses("Meer wat energie geeft").chooses("Team", within="Wie doet het?")
    hanna.chooses("Hersteltijd en pauzes", within="Wat speelt er?").taps("Stuur in")
    hanna.sees("Wandelen op dinsdag", "Wacht op nakijken")
    petra.opens("/maatregelen/eigen/").taps("Wandelen op dinsdag").taps("Laat dit iedereen hier zien")
    petra.sees("Hier te zien").taps("Wandelen op dinsdag").taps("Deel dit").sees("Ook voor anderen")
    site.phone().opens("/maatregelen/zoeken/?q=wandelen+dinsdag").sees("Wandelen op dinsdag", "Je eigen organisatie")

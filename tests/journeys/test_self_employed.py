"""Case 5 (UV, the second usability test): self-employed, hired for a shift, nobody's employee, without an account."""

from datetime import UTC, datetime
from uuid import UUID

from kring.foundation.testing import fetch

from .story import Phone, Site

SATURDAY_NIGHT = datetime(2027, 4, 10, 1, 30, tzinfo=UTC)
NUMBER = "06-4455 6677"


def people(site: Site) -> set[UUID]:
    here = site.world.organisation_id
    return {key for (key,) in fetch("select id from people_person where organisation_id = %s", here)}


def in_fours(code: str) -> str:
    """As somebody reads it aloud."""
    return "  ".join(code[at : at + 4] for at in range(0, 16, 4))


def comes_back(phone: Phone, code: str) -> Phone:
    phone.opens("/").taps("Kom terug met je code").fills("Je code", in_fours(code))
    return phone.taps("Open mijn pagina")


def test_fenna_who_is_nobodys_employee(site: Site) -> None:
    site.clock.stand_at(SATURDAY_NIGHT)
    before = people(site)

    borrowed = site.phone().opens("/").taps("Ik wil met een collega praten")
    borrowed.fills("Hoe mogen we je noemen?", "Fenna").chooses("sms").fills("Nummer of mailadres", NUMBER)
    borrowed.chooses("in het weekend").unfolds("Heb je een voorkeur?").selects("Wat is je vak?", "Verpleegkundige")
    borrowed.taps("Vraag een collega").sees("Goed dat je het vraagt, Fenna")
    code = borrowed.code()
    borrowed.taps("Ik heb hem bewaard").sees("We zoeken een collega voor je", "06 44 55 66 77")
    borrowed.taps("Stop met kijken").opens("/mijn/").sees("Kom terug met je code").never_sees("Fenna")

    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").waits_to_see("Ja, ik doe dit")
    noor.never_sees("Fenna").taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Fenna")
    texts = noor.page.get_by_role("link", name="Stuur een sms")
    assert texts.get_attribute("href") == "sms:0644556677"

    site.clock.forward(days=3)
    own = site.phone().opens("/mijn/").sees("Kom terug met je code")
    own.fills("Je code", in_fours(code[:-1] + str((int(code[-1]) + 1) % 10))).taps("Open mijn pagina")
    own.sees("Deze code opent niets. Kloppen alle zestien cijfers?")
    own.fills("Je code", in_fours(code)).taps("Open mijn pagina").sees("Je gesprekken met Noor", "verpleegkundige")
    own.taps("Kies een moment").fills("Welke dag?", "2027-04-14").chooses("in de nacht").taps("Kies dit moment")
    own.sees("woensdag 14 april")

    words = spoken(own)
    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").sees("woensdag 14 april, in de nacht")
    noor.taps(words).taps("Ik heb deze drie verteld")
    for days in (2, 14, 14):
        site.clock.forward(days=days)
        noor = site.phone(site.world["Noor"]).opens("/gesprekken/").taps(words)
        noor.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd").sees("Alleen de dag is bewaard")
    noor.sees("Drie is drie.").never_sees("Gesprek gevoerd")
    own = comes_back(site.phone(), code).sees("Jullie zijn klaar", "Derde gesprek")
    site.later(days=15)
    comes_back(site.phone(), code).sees("Deze code opent niets", "Dan is het voorbij, en gewist.")
    site.phone(site.world["Noor"]).opens("/gesprekken/").sees("Er is nu niets te doen").never_sees("Fenna", words)
    assert people(site) == before
    assert site.holding("Fenna") == [] and site.holding("0644556677") == []


def spoken(phone: Phone) -> str:
    return phone.page.locator(".k-tag [translate=no]").first.inner_text()

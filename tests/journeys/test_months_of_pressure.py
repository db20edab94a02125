"""Case 4 (UV, the second and third usability test): pressure for months, nothing that happened, asking for oneself."""

import re
from datetime import UTC, datetime

from kring.foundation.testing import fetch

from .story import Phone, Site

TUESDAY = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
DUTCH = re.compile(r"\b(de|het|een|en|je|jij|jou|jouw|niet|van|voor|wie|wat|naar|kun|kunt|zijn|wordt|ziet)\b", re.I)
NAMES = ("Spoedeisende hulp", "Voorbeeldziekenhuis", "Nederlands")
TO_READ = (
    *("/", "/wat-helpt/", "/wat-helpt/wat-helpt/", "/wat-helpt/wat-is-normaal/", "/wat-helpt/tijd-voor-meer/"),
    *("/wat-helpt/voor-thuis/", "/collega/", "/kring/", "/nu-hulp/", "/voor-mij/", "/praten/", "/mijn/code/"),
    *("/laat-weten/", "/laat-weten/anders/", "/wie-ziet-wat/", "/over/", "/toegankelijkheid/"),
)


def reads_first(site: Site) -> Phone:
    reader = site.phone()
    reader.opens("/").taps("Ik wil eerst lezen wat normaal is").sees("Niemand ziet dat je ze leest")
    reader.taps("Wat helpt?").sees("Op het werk")
    reader.taps("Wat is normaal?").sees("Er is geen duidelijke reden. Het stapelt zich op.")
    return reader.taps("Wanneer is het tijd voor meer?").sees("Twijfel je? Dan is dat reden genoeg.")


def asks(yara: Phone) -> Phone:
    yara.opens("/wat-helpt/wat-is-normaal/").taps("Vraag een collega").sees("Je vak en je afdeling vulden we")
    yara.fills("Nummer of mailadres", "06 1234 5678").unfolds("Heb je een voorkeur?")
    yara.selects("Waar gaat het om?", "Het werk is ineens anders").taps("Vraag een collega")
    return yara.sees("Goed dat je het vraagt, Yara")


def events_of(site: Site) -> int:
    ((number,),) = fetch("select count(*) from events_event where organisation_id = %s", site.world.organisation_id)
    return int(number)


def says_yes(site: Site) -> Phone:
    noor = site.phone(site.world["Noor"])
    noor.opens("/gesprekken/").waits_to_see("Een vraag voor jou").sees("hetzelfde vak", "andere afdeling")
    noor.never_sees("Yara").taps("Ja, ik doe dit").sees("Yara", "Leid of beoordeel je deze persoon, of was je erbij?")
    return noor.taps("Nee, ik kan dit doen")


def they_talk(site: Site) -> Phone:
    """The next conversation took place; she enters the day and nothing else."""
    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").taps(spoken_name(site))
    return noor.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd").sees("Genoteerd. Alleen de dag is bewaard.")


def spoken_name(site: Site) -> str:
    here = site.world.organisation_id
    ((name,),) = fetch("select spoken_name from support_trajectory where organisation_id = %s", here)
    return str(name)


def test_months_of_pressure_without_an_event(site: Site) -> None:
    site.clock.stand_at(TUESDAY)
    reads_first(site)

    yara = asks(site.phone(site.world["Yara"]))
    yara.taps("Ik heb hem bewaard").sees("We zoeken een collega voor je")
    assert events_of(site) == 0, "a request for oneself is no event"
    assert "sudden_change" not in str(fetch("select * from support_trajectory where person_tag <> ''"))

    noor = says_yes(site)
    noor.sees("Yara", "Vertel dit eerst", "06 12 34 56 78").never_sees("Het werk is ineens anders")
    yara.opens("/mijn/").sees("Je gesprekken met Noor", "Waarom Noor: hetzelfde vak").taps("Kies een moment")
    yara.fills("Welke dag?", "2027-03-04").chooses("in de avond").taps("Kies dit moment").sees("donderdag 4 maart")
    noor.opens("/gesprekken/").sees("donderdag 4 maart, in de avond").never_sees("Yara")
    noor.taps(spoken_name(site)).taps("Ik heb deze drie verteld").sees("Nu weten jullie allebei waar je aan toe bent.")
    site.clock.forward(days=3)
    they_talk(site)
    site.clock.forward(days=16)
    they_talk(site).unfolds("Was het genoeg?").taps("Het was genoeg").sees("Dat was jullie laatste gesprek")

    yara = site.phone(site.world["Yara"]).opens("/mijn/").sees("Jullie zijn klaar", "Eerste gesprek", "Tweede gesprek")
    yara.never_sees("Derde gesprek").taps("Hielp het?").sees("Niemand kan zien dat jij het was")
    yara.chooses("Helemaal", within="Er kwam snel genoeg contact.").chooses("Dat zeg ik liever niet").taps("Verstuur")
    yara.sees("Dank je wel")

    site.later(days=15)
    site.phone(site.world["Yara"]).opens("/mijn/").sees("Er is hier nu niets van jou")
    site.phone(site.world["Noor"]).opens("/gesprekken/").sees("Er is nu niets te doen")
    assert fetch("select 1 from support_trajectory where organisation_id = %s", site.world.organisation_id) == []
    assert events_of(site) == 0


def test_what_is_counted_of_one_is_never_a_number(site: Site) -> None:
    site.clock.stand_at(TUESDAY)
    asks(site.phone(site.world["Yara"]))
    noor = says_yes(site)
    noor.taps("Ik heb deze drie verteld").unfolds("Het gesprek is geweest").taps("Gesprek gevoerd")
    noor.unfolds("Was het genoeg?").taps("Het was genoeg").sees("Dat was jullie laatste gesprek")
    site.phone(site.world["Hanna"]).opens("/cijfers/").sees("Nog geen cijfers", "Eerste halfjaar 2027")
    site.later(days=15)
    site.phone(site.world["Hanna"]).opens("/cijfers/").sees("Nog geen cijfers")
    site.clock.stand_at(datetime(2027, 7, 20, 9, 0, tzinfo=UTC))
    site.night()
    hanna = site.phone(site.world["Hanna"]).opens("/cijfers/").sees("Eerste halfjaar 2027", "minder dan 10")
    assert set(hanna.page.locator(".k-figure__value").all_inner_texts()) == {"minder dan 10"}


def is_english(phone: Phone) -> Phone:
    """Nothing of this page is Dutch, but names."""
    words = phone.page.locator("body").inner_text()
    for name in NAMES:
        words = words.replace(name, "")
    assert phone.page.locator("html").get_attribute("lang") == "en"
    assert set(DUTCH.findall(words)) == set(), words
    return phone


def test_halfway_she_goes_on_in_english(site: Site) -> None:
    site.clock.stand_at(TUESDAY)
    yara = asks(site.phone(site.world["Yara"])).taps("English")
    is_english(yara.sees("Good that you ask, Yara"))
    is_english(yara.taps("I have kept it").sees("We are looking for a colleague for you"))
    says_yes(site)
    is_english(yara.opens("/mijn/").sees("Your conversations with Noor", "Why Noor: the same craft"))
    is_english(yara.taps("Choose a moment").sees("When does it suit you?"))
    is_english(yara.fills("Which day?", "2027-03-04").taps("Choose this moment").sees("Thursday 4 March"))
    is_english(yara.taps("Change what others hear").sees("What may others hear?").opens("/mijn/"))
    is_english(yara.taps("What Kring knows").sees("What Kring knows about you"))
    is_english(yara.opens("/mijn/").taps("Stop, or erase everything").sees("Do you want to stop?"))
    is_english(yara.taps("Erase everything now").sees("Nothing of you can be seen here any more"))


def test_every_page_to_read_or_to_ask_is_there_in_english(site: Site) -> None:
    site.clock.stand_at(TUESDAY)
    reader = site.phone().opens("/").taps("English")
    for path in TO_READ:
        is_english(reader.opens(path))
